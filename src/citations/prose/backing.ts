import type { LockedCommit } from '../../sources/lock.ts';
import type { Page } from '../page/page.ts';
import type { Statement } from '../page/statement.ts';
import { propOf } from '../page/use.ts';
import type { SiteThread } from '../site.ts';
import { knownDate } from '../threads/known-date.ts';
import type { Threads } from '../threads/quotable.ts';
import { type Commits, commitNamesIn } from './commits.ts';
import { addressOf, type WrittenReference } from './references.ts';
import type { Written } from './written.ts';

/** What a sentence rests on, by what it names and where it leads. */
export interface Backing {
  readonly commits: readonly LockedCommit[];
  readonly references: readonly WrittenReference[];
  /** Slugs of the rules that it leads to. */
  readonly rules: readonly string[];
  /** Whether it leads to words of a mail, or stands beside words or code. */
  readonly isQuoted: boolean;
}

/** Components whose words stand beside what they tell of. */
const BESIDE: ReadonlySet<string> = new Set(['CodeNote', 'Line', 'Since']);

/** Places of this site where words or code are shown that were verified. */
const SHOWN = /^\/(?:threads|symbols|experiments)\/|#(?:quote|code|to-line)-/;

export function backingOf(
  statement: Statement,
  commits: Commits,
  references: ReadonlyMap<string, WrittenReference>,
): Backing {
  const { text, links, marks, beside = '' } = statement;
  return {
    commits: commitNamesIn(`${text} | ${beside}`).flatMap(({ id }) => {
      const found = commits.resolve(id);
      return found.state === 'known' ? [found.commit] : [];
    }),
    references: links.flatMap(({ url }) => references.get(addressOf(url)) ?? []),
    rules: [
      ...links.flatMap(({ url }) => /^\/rules\/([^/#]+)/.exec(url)?.[1] ?? []),
      ...marks.flatMap(({ name, props }) => (name === 'Note' && props.rule ? [props.rule] : [])),
    ],
    isQuoted: links.some(({ url }) => SHOWN.test(url)) || marks.some(({ name }) => BESIDE.has(name)),
  };
}

/** The dates that a page may speak of: of the mails that it quotes or leads to, and of what else it names. */
export function datesOn(
  { page, statements }: Written,
  threads: Threads,
  commits: Commits,
  references: ReadonlyMap<string, WrittenReference>,
  debatesOf: (page: Page) => readonly string[],
): ReadonlySet<string> {
  const dates = new Set<string>();
  const slugs = new Set(page === null ? [...threads.keys()] : threadsOf(page, statements));
  for (const slug of page === null ? [] : debatesOf(page)) slugs.add(slug);
  for (const slug of slugs) {
    const thread = threads.get(slug)?.thread;
    for (const date of thread ? datesOfThread(thread) : []) dates.add(date);
  }
  for (const statement of statements) {
    for (const { url } of statement.links) {
      const date = references.get(addressOf(url))?.date;
      if (date !== undefined) dates.add(date);
    }
    for (const { id } of commitNamesIn(`${statement.text} | ${statement.beside ?? ''}`)) {
      const found = commits.resolve(id);
      if (found.state !== 'known') continue;
      for (const date of [found.commit.date, found.commit.told]) if (date !== undefined) dates.add(date);
    }
  }
  return dates;
}

const datesOfThread = ({ messages }: SiteThread): string[] =>
  messages.flatMap((message) => knownDate(message)?.slice(0, 'yyyy-mm-dd'.length) ?? []);

/** The threads that a page quotes, notes or leads to. */
function threadsOf({ uses, page }: Page, statements: readonly Statement[]): string[] {
  const quoted = uses.flatMap(({ tag }) => {
    const from = propOf(tag, 'from')?.value ?? propOf(tag, 'on')?.value;
    return from?.includes('/') ? [from.slice(0, from.indexOf('/'))] : [];
  });
  const linked = statements.flatMap(({ links }) =>
    links.flatMap(({ url }) => /^\/threads\/([^/#]+)/.exec(url)?.[1] ?? []),
  );
  const own = page.startsWith('notes/') ? [page.slice('notes/'.length)] : [];
  return [...quoted, ...linked, ...own];
}
