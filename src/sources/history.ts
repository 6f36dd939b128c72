import { askGit, faultOfGit } from '../base/git.ts';
import type { Host } from '../base/host.ts';
import { isReference } from './repository.ts';

/** A tag of a repository. */
export interface Tag {
  readonly name: string;
  /** Without what stands before the numbers: 6.12 of v6.12. */
  readonly release: string;
  /** The name of the object that it is of. */
  readonly object: string;
}

/**
 * The tags of releases, the oldest release first: those with numbers alone, no candidates.
 *
 * @returns why there are none, where git cannot tell.
 */
export async function releaseTags(folder: string, host: Host): Promise<readonly Tag[] | string> {
  const asked = await askGit(
    folder,
    ['for-each-ref', '--sort=version:refname', '--format=%(objectname) %(refname:strip=2)', 'refs/tags'],
    host,
  );
  if (asked.code !== 0) return faultOfGit(asked);
  return new TextDecoder()
    .decode(asked.stdout)
    .split('\n')
    .flatMap((line) => {
      const [object = '', name = ''] = line.split(' ');
      const release = /^[a-zA-Z-]{0,40}?v?(\d{1,6}(?:\.\d{1,6}){1,3})$/.exec(name)?.[1];
      return release !== undefined && isReference(name) ? [{ name, release, object }] : [];
    });
}

/** Whether a clone was made with a depth, so that its history begins somewhere in the middle. */
export async function isShallow(folder: string, host: Host): Promise<boolean> {
  const asked = await askGit(folder, ['rev-parse', '--is-shallow-repository'], host);
  return asked.code === 0 && new TextDecoder().decode(asked.stdout).trim() === 'true';
}

/** The commits that are in one and not in the other and that changed any of the paths, the oldest first. */
export async function commitsBetween(
  folder: string,
  older: string,
  newer: string,
  paths: readonly string[],
  host: Host,
): Promise<readonly string[]> {
  const asked = await askGit(
    folder,
    [
      'rev-list',
      '--reverse',
      '--topo-order',
      '--end-of-options',
      newer,
      `^${older}`,
      '--',
      ...paths.map((path) => path.replace(/\/$/, '')),
    ],
    host,
    { timeoutMs: 5 * 60_000, maxBytes: 256 * 1024 * 1024 },
  );
  return new TextDecoder().decode(asked.stdout).split('\n').filter(Boolean);
}

/**
 * What objects stand at paths of commits: the same name, the same bytes.
 *
 * @returns for each commit one name for all paths together.
 */
export async function objectsAt(
  folder: string,
  commits: readonly string[],
  paths: readonly string[],
  host: Host,
): Promise<readonly string[]> {
  const lines = commits.flatMap((commit) => paths.map((path) => `${commit}:${path.replace(/\/$/, '')}\n`));
  const asked = await askGit(folder, ['cat-file', '--batch-check=%(objectname)'], host, {
    input: new TextEncoder().encode(lines.join('')),
    timeoutMs: 5 * 60_000,
    maxBytes: 256 * 1024 * 1024,
  });
  const answers = new TextDecoder()
    .decode(asked.stdout)
    .split('\n')
    .map((answer) => (answer.endsWith(' missing') ? '-' : answer));
  return commits.map((_, at) => answers.slice(at * paths.length, (at + 1) * paths.length).join(' '));
}
