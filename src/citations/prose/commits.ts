import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Place } from '../../base/position.ts';
import { commitsIn, type GitCommit } from '../../sources/commits.ts';
import type { Lock, LockedCommit } from '../../sources/lock.ts';
import { knownDate } from '../threads/known-date.ts';
import type { Threads } from '../threads/quotable.ts';
import type { WrittenReference } from './references.ts';

/** Hexadecimal digits that are a commit's name: not all figures, and not all letters, which words are. */
const COMMIT = /(?<![\w./-])(?=[0-9a-f]{0,63}\d)(?=[0-9a-f]{0,63}[a-f])[0-9a-f]{7,64}(?![\w-])/g;

/** Names of commits in a text, each with its place. */
export const commitNamesIn = (text: string): { readonly id: string; readonly at: number }[] =>
  [...text.matchAll(COMMIT)].map(({ 0: id, index }) => ({ id, at: index }));

/** Whether a text is the name of a commit and nothing else. */
export const isCommitName = (text: string): boolean => commitNamesIn(text)[0]?.id === text;

/** How a name came out. */
export type Resolved =
  | { readonly state: 'known'; readonly commit: LockedCommit }
  | { readonly state: 'ambiguous'; readonly among: readonly string[] }
  | { readonly state: 'unknown' };

/** Looks commits up, each by the beginning of its name. */
export interface Commits {
  resolve(id: string): Resolved;
  /** All that were asked for. */
  readonly asked: readonly string[];
  /** Of those that were asked for: what the lock is to say. */
  readonly locked: Lock['commits'];
}

/**
 * Finds the commits that pages name: in the repositories at hand, as the lock knows them, else as a mail or a reference
 * tells of them.
 *
 * @param repositories folders of clones of what the trees are trees of.
 */
export async function findCommits(
  ids: readonly string[],
  lock: Lock,
  repositories: readonly string[],
  { threads, references }: { readonly threads: Threads; readonly references: readonly WrittenReference[] },
  host: Host,
): Promise<Commits> {
  const asked = [...new Set(ids)].sort();
  const fromGit = new Map<string, GitCommit | 'ambiguous'>();
  for (const folder of repositories)
    for (const [id, found] of await commitsIn(folder, asked, host)) fromGit.set(id, found);
  const mails = idsInMail(threads);
  const resolved = new Map<string, Resolved>();
  const locked: Record<string, LockedCommit> = {};
  for (const id of asked) {
    const result = resolve(id);
    resolved.set(id, result);
    if (result.state === 'known') locked[id] = result.commit;
  }
  return { resolve: (id) => resolved.get(id) ?? { state: 'unknown' }, asked, locked };

  function resolve(id: string): Resolved {
    const own = fromGit.get(id);
    if (own === 'ambiguous') return { state: 'ambiguous', among: [] };
    if (own) return { state: 'known', commit: { ...own, how: 'git' } };
    const before = lookUp(lock.commits, id);
    if (before?.how === 'git') return { state: 'known', commit: before };
    const told = [
      ...references.flatMap((each): LockedCommit[] =>
        each.commit !== undefined && isSameCommit(each.commit, id) ? [ofReference(each)] : [],
      ),
      ...mails.flatMap(([name, commit]) => (isSameCommit(name, id) ? [commit] : [])),
    ];
    const names = [...new Set(told.map((each) => each.id))].filter((name) => name.length > id.length);
    const different = names.filter((a) => names.some((b) => !isSameCommit(a, b)));
    if (different.length > 0) return { state: 'ambiguous', among: different };
    const [best] = told;
    return best ? { state: 'known', commit: best } : { state: 'unknown' };
  }
}

/** Two names of a commit, one of which may be longer. */
export const isSameCommit = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

const ofReference = ({
  commit = '',
  title,
  author,
  date,
  release,
  name,
}: WrittenReference): LockedCommit => ({
  id: commit,
  subject: title,
  ...(author === undefined ? {} : { author }),
  ...(date === undefined ? {} : { date }),
  ...(release === undefined ? {} : { release }),
  how: 'reference',
  at: name,
});

/** `17839856fd58 ("gup: document and work around …")`: as mails name a commit, with its subject or without. */
const WITH_SUBJECT = /^\s{0,3}\(\s?["“]([^"”\n]{3,120}(?:\n[^"”\n]{1,120})?)["”]\s?\)/;

function idsInMail(threads: Threads): (readonly [id: string, commit: LockedCommit])[] {
  const found = new Map<string, LockedCommit>();
  for (const { thread } of threads.values())
    for (const message of thread.messages)
      for (const { text } of message.passages)
        for (const { id, at } of commitNamesIn(text)) {
          const subject = WITH_SUBJECT.exec(text.slice(at + id.length))?.[1]?.replace(/\s+/g, ' ');
          const before = found.get(id);
          if (before && (before.subject !== undefined || subject === undefined)) continue;
          const sent = knownDate(message);
          found.set(id, {
            id,
            ...(subject === undefined ? {} : { subject }),
            how: 'mail',
            at: `${thread.slug}/${message.id}`,
            ...(sent === null ? {} : { told: sent.slice(0, 10) }),
          });
        }
  return [...found];
}

/** Several commits have names that begin so. */
export const ambiguous = (name: string, among: readonly string[], place: Place): Diagnostic =>
  diagnose('commit-ambiguous', place, {
    message: `"${name}" is the beginning of several commits' names.`,
    ...(among.length > 0 ? { expected: among.join(', ') } : {}),
  });
