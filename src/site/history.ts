import { askGit } from '../base/git.ts';
import type { Host } from '../base/host.ts';
import { lookUp } from '../base/look-up.ts';

/** When a file was first committed and last changed. */
export interface FileHistory {
  /** ISO 8601, as git has them. */
  readonly first: string;
  readonly last: string;
  /** The commit that changed it last. */
  readonly commit: string;
}

/** By path under the content folder: `explainers/pinning.mdx`. */
export type History = Readonly<Record<string, FileHistory>>;

/** Not of any text that git prints. */
const COMMIT = '\u0001';

/**
 * What git knows of the content's files. Nothing is known of a file that is not committed, nor where there is no git or no
 * repository. Of a shallow clone only what was changed after it begins: its first commit seems to add everything.
 */
export async function historyOf(contentFolder: string, host: Host): Promise<History> {
  const shallow = await git(['rev-parse', '--is-shallow-repository'], contentFolder, host);
  const log = await git(
    ['log', '--relative', '--name-only', `--format=${COMMIT}%H %cI %P`, '--', '.'],
    contentFolder,
    host,
  );
  return log === null ? {} : readLog(log, shallow?.trim() === 'true');
}

/** @param log the newest commit first. */
export function readLog(log: string, isShallow: boolean): History {
  const history: Record<string, FileHistory> = {};
  for (const part of log.split(COMMIT).slice(1)) {
    const [head = '', ...files] = part.split('\n').filter(Boolean);
    const [commit = '', date = '', ...parents] = head.split(' ').filter(Boolean);
    if (isShallow && parents.length === 0) continue;
    for (const file of files) {
      const known = lookUp(history, file);
      history[file] = known ? { ...known, first: date } : { first: date, last: date, commit };
    }
  }
  return history;
}

/** Of several files together: the first of all, and the last change. */
export function historyBelow(history: History, isMeant: (file: string) => boolean): FileHistory | null {
  const all = Object.entries(history).flatMap(([file, each]) => (isMeant(file) ? [each] : []));
  const last = all.reduce<FileHistory | null>((a, b) => (a && at(a.last) >= at(b.last) ? a : b), null);
  const first = all.reduce<FileHistory | null>((a, b) => (a && at(a.first) <= at(b.first) ? a : b), null);
  return last && first && { ...last, first: first.first };
}

/** When anything of the content was changed last; null where git does not know. */
export function lastChange(history: History): string | null {
  // Every page asks.
  const last = lastOf.get(history) ?? historyBelow(history, () => true)?.last ?? null;
  if (last !== null) lastOf.set(history, last);
  return last;
}

const lastOf = new WeakMap<History, string>();

const at = (date: string): number => Date.parse(date);

/** The repository may be somebody else's, content and all. */
async function git(args: readonly string[], folder: string, host: Host): Promise<string | null> {
  const asked = await askGit(folder, ['-c', 'core.quotePath=off', ...args], host, {
    timeoutMs: 10 * 60_000,
  });
  return asked.code === 0 ? new TextDecoder().decode(asked.stdout) : null;
}
