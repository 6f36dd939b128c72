import { askGit } from '../base/git.ts';
import type { Host } from '../base/host.ts';
import { lookUp } from '../base/look-up.ts';
import { isReference, placeIn } from './repository.ts';
import type { Trees } from './tree.ts';

/** A commit, as a repository tells of it. */
export interface GitCommit {
  /** The whole hash. */
  readonly id: string;
  readonly subject: string;
  readonly author: string;
  /** The day on which it was committed, in its own zone (ISO 8601). */
  readonly date: string;
  /** The oldest tag that has it, without the `v`; absent where no tag has it. */
  readonly release?: string;
  /** Names of stable branches that took it over, as a commit of theirs says. */
  readonly stable?: string[];
}

/**
 * Looks commits up in a repository.
 *
 * @param ids names of commits, whole or their beginnings.
 * @returns those that the repository knows; `ambiguous` for a beginning that several have.
 */
export async function commitsIn(
  folder: string,
  ids: readonly string[],
  host: Host,
): Promise<Map<string, GitCommit | 'ambiguous'>> {
  const found = new Map<string, GitCommit | 'ambiguous'>();
  if (ids.length === 0) return found;
  const input = new TextEncoder().encode(ids.map((id) => `${id}^{commit}\n`).join(''));
  const asked = await askGit(folder, ['cat-file', '--batch-check'], host, { input });
  if (asked.code !== 0) return found;
  const answers = new TextDecoder().decode(asked.stdout).split('\n');
  const whole = new Map<string, string>();
  for (const [at, id] of ids.entries()) {
    const answer = answers[at] ?? '';
    if (answer.endsWith(' ambiguous')) found.set(id, 'ambiguous');
    const [, hash] = /^([0-9a-f]{40,64}) commit \d+$/.exec(answer) ?? [];
    if (hash !== undefined) whole.set(id, hash);
  }
  if (whole.size === 0) return found;
  const hashes = [...new Set(whole.values())];
  const shown = await askGit(
    folder,
    ['log', '--no-walk=unsorted', '--date=short', '--format=%H%x1f%s%x1f%an%x1f%cd', ...hashes],
    host,
  );
  const releases = await releasesOf(folder, hashes, host);
  const branches = await stableBranchesWith(folder, hashes, host);
  const commits = new Map(
    new TextDecoder()
      .decode(shown.stdout)
      .split('\n')
      .flatMap((line) => {
        const [id, subject, author, date] = line.split('\x1f');
        if (id === undefined || subject === undefined || author === undefined || date === undefined)
          return [];
        const release = releases.get(id);
        const stable = branches.get(id);
        return [
          [
            id,
            {
              id,
              subject,
              author,
              date,
              ...(release === undefined ? {} : { release }),
              ...(stable === undefined ? {} : { stable }),
            },
          ] as const,
        ];
      }),
  );
  for (const [id, hash] of whole) {
    const commit = commits.get(hash);
    if (commit) found.set(id, commit);
  }
  return found;
}

/** Of each commit the first release that has it: `v6.12~12^2` is in 6.12. Tags of candidates do not count. */
async function releasesOf(
  folder: string,
  hashes: readonly string[],
  host: Host,
): Promise<Map<string, string>> {
  const named = await askGit(folder, ['name-rev', '--refs=refs/tags/*', '--exclude=*-rc*', ...hashes], host, {
    timeoutMs: RELEASES_TIMEOUT_MS,
  });
  return new Map(
    new TextDecoder()
      .decode(named.stdout)
      .split('\n')
      .flatMap((line) => {
        const [, id, tag] = /^([0-9a-f]{40,64}) (?:tags\/)?([^~^\s]+)/.exec(line) ?? [];
        const release = /^[a-z-]*v?(\d+(?:\.\d+)+)$/i.exec(tag ?? '')?.[1];
        return id !== undefined && release !== undefined ? [[id, release] as const] : [];
      }),
  );
}

/** Branches that are named by a version: `linux-6.1.y`, `stable/2.0`, `origin/REL_15.4`. */
const STABLE = /(?:^|[/_-])v?\d{1,4}(?:\.\d{1,4}){1,2}(?:\.[xy])?$/;

/** How a commit of such a branch says which one it took over. */
const TAKEN_OVER = /(?:\bcommit|\(cherry picked from commit) ([0-9a-f]{40,64})\b/g;

/** Of each commit, the stable branches with a commit that says to be it. */
async function stableBranchesWith(
  folder: string,
  hashes: readonly string[],
  host: Host,
): Promise<Map<string, string[]>> {
  const asked = await askGit(
    folder,
    ['for-each-ref', '--format=%(refname)', '--sort=version:refname', 'refs/heads', 'refs/remotes'],
    host,
  );
  const branches = new TextDecoder()
    .decode(asked.stdout)
    .split('\n')
    .filter((name) => STABLE.test(name) && isReference(name));
  const found = new Map<string, string[]>();
  for (const branch of branches) {
    const told = await askGit(
      folder,
      ['log', '-E', '--grep=[0-9a-f]{40}', '--format=%B', branch, '--not', 'HEAD'],
      host,
      { timeoutMs: RELEASES_TIMEOUT_MS, maxBytes: 256 * 1024 * 1024 },
    );
    const named = new Set(
      [...new TextDecoder().decode(told.stdout).matchAll(TAKEN_OVER)].map(([, hash = '']) => hash),
    );
    const short = branch.replace(/^refs\/(?:heads|remotes)\/(?:origin\/)?/, '');
    for (const hash of hashes) if (named.has(hash)) found.set(hash, [...(found.get(hash) ?? []), short]);
  }
  return found;
}

/** A whole history is walked. */
const RELEASES_TIMEOUT_MS = 5 * 60_000;

/** The environment variable that names a clone of a project: `POSTIL_GIT_LINUX`. */
export const cloneVariable = (project: string): string =>
  `POSTIL_GIT_${project.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;

/** The folders in which commits of the trees may be looked up: clones that the user names, and repositories of trees. */
export function repositoriesOf(
  trees: Trees,
  overrides: Readonly<Record<string, string>>,
  env: (name: string) => string | undefined,
): string[] {
  const projects = [...new Set(Object.values(trees).flatMap(({ project }) => project ?? []))];
  const named = projects.flatMap((project) => env(cloneVariable(project)) ?? []);
  const own = Object.entries(trees).flatMap(
    ([name, { git, path }]) => lookUp(overrides, name) ?? git ?? path ?? [],
  );
  return [...new Set([...named, ...own].map((place) => placeIn(place, '').folder))];
}
