import { askGit } from './git.ts';
import { FileRefused, type Host, readText } from './host.ts';

/**
 * Why a repository is not read: it takes objects from elsewhere on the machine, and so could show what another repository
 * holds. A worktree or a submodule is led back to by the repository that it belongs to, which nobody else can have written.
 *
 * @param folder bare or not; no repository takes nothing.
 * @returns a sentence that goes on from the repository's name; null where it has all its objects itself.
 */
export async function borrowing(
  folder: string,
  host: Pick<Host, 'run' | 'read' | 'list'>,
): Promise<string | null> {
  try {
    return await borrowed(folder, host);
  } catch (error) {
    if (error instanceof FileRefused) return `has what is no file: ${error.message}`;
    throw error;
  }
}

async function borrowed(folder: string, host: Pick<Host, 'run' | 'read' | 'list'>): Promise<string | null> {
  const asked = await askGit(folder, ['rev-parse', ...WHERE], host);
  const [own = '', common = '', objects = ''] = new TextDecoder().decode(asked.stdout).split('\n');
  if (asked.code !== 0) return null;
  const entry = ((await host.list(folder)) ?? []).find(({ name }) => name === '.git');
  if (entry?.kind === 'other') return 'has a link in the place of .git';
  if (entry?.kind === 'file') {
    const isOwn = (await isWorktree(folder, own, host)) || (await isSubmodule(folder, host));
    if (!isOwn) return `leads to ${own}, which does not lead back to it`;
  } else if (!OWN.has(common) && absolute(common, folder) !== own && absolute(common, folder) !== folder)
    return `takes what it holds from ${common} (commondir)`;
  const place = absolute(objects, folder);
  for (const below of ['', '/pack'])
    for (const { name, kind } of (await host.list(`${place}${below}`)) ?? [])
      if (kind === 'other') return `has a link among its objects (${below.slice(1)}${below && '/'}${name})`;
  const parent = (await host.list(place.replace(/\/[^/]*$/, ''))) ?? [];
  if (parent.some(({ name, kind }) => name === 'objects' && kind === 'other'))
    return 'has a link in the place of its objects';
  const lines = ((await readText(`${place}/info/alternates`, host)) ?? '').split('\n');
  const lender = lines.find((line) => line !== '' && !line.startsWith('#'));
  return lender === undefined
    ? null
    : `takes objects from ${lender} (objects/info/alternates); "git repack -a -d" and taking that file away makes it whole`;
}

/** As git names a repository's own folder from inside of it: whatever the way there, "../tree" too, it is no other's. */
const OWN: ReadonlySet<string> = new Set(['.', '.git']);

const WHERE = ['--absolute-git-dir', '--git-common-dir', '--git-path', 'objects'];

/** As git prints a path: from the folder it was asked in, or from the root. */
const absolute = (path: string, folder: string): string =>
  /^(?:\/|[A-Za-z]:)/.test(path) ? path : `${folder}/${path}`;

/** Whether the repository keeps this folder among its worktrees. */
async function isWorktree(folder: string, own: string, host: Pick<Host, 'run' | 'read'>): Promise<boolean> {
  const back = await readText(`${own}/gitdir`, host);
  return back !== null && back.trim() === `${await topOf(folder, host)}/.git`;
}

/** Whether the repository says of itself that this folder is its worktree, as that of a submodule does. */
async function isSubmodule(folder: string, host: Pick<Host, 'run'>): Promise<boolean> {
  const named = await askGit(folder, ['config', '--get', 'core.worktree'], host);
  if (named.code !== 0) return false;
  // A folder that is not its own worktree is outside of it.
  const prefix = await askGit(folder, ['rev-parse', '--is-inside-work-tree', '--show-prefix'], host);
  return prefix.code === 0 && new TextDecoder().decode(prefix.stdout).trim() === 'true';
}

async function topOf(folder: string, host: Pick<Host, 'run'>): Promise<string> {
  const asked = await askGit(folder, ['rev-parse', '--show-toplevel'], host);
  return new TextDecoder().decode(asked.stdout).trim();
}
