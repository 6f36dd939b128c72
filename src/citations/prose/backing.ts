import { lookUp } from '../../base/look-up.ts';
import type { LockedCommit } from '../../sources/lock.ts';
import type { Page } from '../page/page.ts';
import { excerptPointedAt } from '../page/pointed-at.ts';
import type { Statement } from '../page/statement.ts';
import { propOf } from '../page/use.ts';
import type { SiteMessage } from '../site.ts';
import { knownDate } from '../threads/known-date.ts';
import type { Threads } from '../threads/quotable.ts';
import type { Changes } from './changes.ts';
import { namesIn } from './code-names.ts';
import { type Commits, commitNamesIn } from './commits.ts';
import { addressOf, type WrittenReference } from './references.ts';
import type { Written } from './written.ts';

/** What a sentence rests on, by what it names and where it leads. */
export interface Backing {
  readonly commits: readonly LockedCommit[];
  readonly references: readonly WrittenReference[];
  /** The mails that it leads to, or is a note on. */
  readonly mails: readonly SiteMessage[];
  /** Slugs of the rules that it leads to. */
  readonly rules: readonly string[];
  readonly experiments: readonly string[];
  /** Names of code. */
  readonly names: readonly string[];
  /** Trees whose code it shows, points into or leads to. */
  readonly trees: readonly string[];
  /** The days of what it names: of its commits, its references and the mails that it leads to. */
  readonly dates: readonly string[];
}

export const NO_BACKING: Backing = {
  commits: [],
  references: [],
  mails: [],
  rules: [],
  experiments: [],
  names: [],
  trees: [],
  dates: [],
};

/** What addresses and names of commits lead to. */
export interface Known {
  readonly commits: Commits;
  /** By what leads to them. */
  readonly references: ReadonlyMap<string, WrittenReference>;
  /** By their place on the site, and by their address in an archive. */
  readonly mails: ReadonlyMap<string, SiteMessage>;
  readonly changes: Changes;
}

export function backingOf(statement: Statement, page: Page | null, known: Known): Backing {
  const { text, links, marks, codes, codesBeside = [], beside = '' } = statement;
  const named = (name: string, prop: string): string[] =>
    marks.flatMap((mark) => (mark.name === name ? (lookUp(mark.props, prop) ?? []) : []));
  const ids = [...commitNamesIn(`${text} | ${beside}`).map(({ id }) => id), ...named('Since', 'commit')];
  const commits = ids.flatMap((id) => {
    const found = known.commits.resolve(id);
    return found.state === 'known' ? [found.commit] : [];
  });
  const references = links.flatMap(({ url }) => known.references.get(addressOf(url)) ?? []);
  const treeOfUse = (name: string): string[] =>
    page?.uses.flatMap((use) => (use.name === name ? (propOf(use.tag, 'tree')?.value ?? []) : [])) ?? [];
  const linked = (under: RegExp): string[] => links.flatMap(({ url }) => under.exec(url)?.[1] ?? []);
  const mails = [
    ...links.map(({ url }) => known.mails.get(url) ?? known.mails.get(addressOf(url))),
    ...named('Note', 'on').map((on) => known.mails.get(`/threads/${on.replace('/', '/#')}`)),
  ].flatMap((mail) => mail ?? []);
  return {
    commits,
    references,
    mails,
    rules: [...linked(/^\/rules\/([^/#]+)/), ...named('Note', 'rule')],
    experiments: [...linked(/^\/experiments\/([^/#]+)/), ...named('Experiment', 'name')],
    names: [...codes.map((code) => code.text), ...codesBeside].flatMap((code) =>
      namesIn(code).map(({ name }) => name),
    ),
    trees: [
      ...named('Excerpt', 'tree'),
      ...(page === null ? [] : [...pointedAt(statement, page), ...linked(/^#(code-\w+)/).flatMap(treeOfUse)]),
      ...links.flatMap(({ url }) => known.changes.treesAt(url)),
    ],
    dates: [
      ...commits.flatMap(({ date, told }) => [date, told]),
      ...references.map(({ date }) => date),
      ...mails.map(dayOf),
    ].flatMap((date) => date ?? []),
  };
}

/** The trees of the excerpts that the <Line> tags of a sentence point into; one that says the same stands elsewhere, too. */
const pointedAt = ({ marks, placeOf }: Statement, page: Page): string[] =>
  marks
    .filter(({ name }) => name === 'Line')
    .flatMap(({ props, start }) => {
      const words = placeOf(start);
      const pointer = page.pointers.findLast(
        ({ tag, place }) =>
          (place.line - words.line || place.column - words.column) <= 0 &&
          ['at', 'of', 'tree'].every((name) => propOf(tag, name)?.value === lookUp(props, name)),
      );
      const use = pointer && excerptPointedAt(pointer, page);
      return use ? (propOf(use.tag, 'tree')?.value ?? []) : [];
    });

/**
 * The trees of the code that is shown next to a sentence: the nearest excerpts above it and below it, with those that stand with
 * them, within its section. What stands before the first heading speaks of the whole page.
 */
export function treesBeside({ placeOf }: Statement, page: Page): string[] {
  const { line } = placeOf(0);
  const [from, to] = sectionAt(line, page);
  const all = excerptGroups(page);
  if (from === 0) return all.flatMap(({ trees }) => trees);
  const groups = all.filter((group) => from <= group.line && group.line < to);
  const near = [groups.findLast((group) => group.line <= line), groups.find((group) => group.line > line)];
  return near.flatMap((group) => group?.trees ?? []);
}

/** The experiments that are shown in its section. */
export function experimentsBeside({ placeOf }: Statement, page: Page): string[] {
  const [from, to] = sectionAt(placeOf(0).line, page);
  return page.figures.flatMap(({ component, place, tag }) =>
    component === 'Experiment' && from <= place.line && place.line < to
      ? (propOf(tag, 'name')?.value ?? [])
      : [],
  );
}

/**
 * The days of what stands around a sentence: of the mails that are quoted in its section, of the threads that the section leads to,
 * and of what it names. What stands before the first heading speaks of the threads that the page quotes or leads to.
 */
export function datesBeside(
  statement: Statement,
  page: Page,
  threads: Threads,
  { mails }: Pick<Known, 'mails'>,
  ofSentences: ReadonlyMap<Statement, Backing>,
): string[] {
  const [from, to] = sectionAt(statement.placeOf(0).line, page);
  if (from === 0) return daysOf(threadsOf(page, [...ofSentences.keys()]), threads);
  const isIn = (line: number): boolean => from <= line && line < to;
  const quoted = page.uses.flatMap(({ component, place, tag }) => {
    const message = propOf(tag, component === 'Note' ? 'on' : 'from')?.value ?? '';
    const mail = isIn(place.line) ? mails.get(`/threads/${message.replace('/', '/#')}`) : undefined;
    return mail ? (dayOf(mail) ?? []) : [];
  });
  const here = [...ofSentences].filter(([each]) => isIn(each.placeOf(0).line));
  return [
    ...quoted,
    ...daysOf(
      here.flatMap(([each]) => threadsLinked(each)),
      threads,
    ),
    ...here.flatMap(([, { dates }]) => dates),
  ];
}

/** The lines from a heading to before the next. */
const sectionAt = (line: number, { headings }: Page): readonly [from: number, to: number] => [
  headings.findLast((each) => each <= line) ?? 0,
  headings.find((each) => each > line) ?? Number.POSITIVE_INFINITY,
];

/** Excerpts, those of one <Compare> together. */
function excerptGroups(page: Page): { readonly line: number; readonly trees: readonly string[] }[] {
  const compared = new Set(page.comparisons.flatMap(({ excerpts }) => excerpts));
  const shown = page.uses.filter(({ component }) => component === 'Excerpt');
  const treeOf = (key: string): string[] =>
    shown.flatMap((use) => (use.key === key ? (propOf(use.tag, 'tree')?.value ?? []) : []));
  return [
    ...page.comparisons.map(({ place, excerpts }) => ({ line: place.line, trees: excerpts.flatMap(treeOf) })),
    ...shown.flatMap(({ key, place }) =>
      compared.has(key) ? [] : [{ line: place.line, trees: treeOf(key) }],
    ),
  ].sort((a, b) => a.line - b.line);
}

/** A site's mails, by what leads to them. */
export const mailsByLink = (threads: Threads): ReadonlyMap<string, SiteMessage> =>
  new Map(
    [...threads.values()].flatMap(({ thread: { slug, messages } }) =>
      messages.flatMap((message) =>
        [`/threads/${slug}/#${message.id}`, message.archiveUrl ?? []]
          .flat()
          .map((link) => [addressOf(link), message] as const),
      ),
    ),
  );

const dayOf = (message: SiteMessage): string | undefined => knownDate(message)?.slice(0, 'yyyy-mm-dd'.length);

/** The dates that a page may speak of: of the mails that it quotes or leads to, and of what else it names. */
export function datesOn(
  { page, statements }: Written,
  threads: Threads,
  backings: readonly Backing[],
  debatesOf: (page: Page) => readonly string[],
): ReadonlySet<string> {
  const slugs = new Set(page === null ? [...threads.keys()] : threadsOf(page, statements));
  for (const slug of page === null ? [] : debatesOf(page)) slugs.add(slug);
  return new Set([...daysOf([...slugs], threads), ...backings.flatMap(({ dates }) => dates)]);
}

/** The days of all messages of threads. */
const daysOf = (slugs: readonly string[], threads: Threads): string[] =>
  slugs.flatMap((slug) => (threads.get(slug)?.thread.messages ?? []).flatMap((each) => dayOf(each) ?? []));

/** The threads that a sentence leads to. */
const threadsLinked = ({ links }: Statement): string[] =>
  links.flatMap(({ url }) => /^\/threads\/([^/#]+)/.exec(url)?.[1] ?? []);

/** The threads that a page quotes, notes or leads to. */
function threadsOf({ uses, page }: Page, statements: readonly Statement[]): string[] {
  const quoted = uses.flatMap(({ tag }) => {
    const from = propOf(tag, 'from')?.value ?? propOf(tag, 'on')?.value;
    return from?.includes('/') ? [from.slice(0, from.indexOf('/'))] : [];
  });
  const linked = statements.flatMap(threadsLinked);
  const own = page.startsWith('notes/') ? [page.slice('notes/'.length)] : [];
  return [...quoted, ...linked, ...own];
}
