import { FileRefused, type Host } from '../../base/host.ts';
import { LIMITS } from '../../base/limits.ts';
import { bundle, type FolderFile } from '../bundle.ts';
import { folderOf, packerOf } from '../lexicon.ts';

/**
 * Packs all text below a folder on disk. Links are left out: one could lead anywhere.
 *
 * @param root the top of the tree.
 * @param folder relative to it, with a slash at its end; or the whole tree, of which the words are packed.
 * @returns null where there is no such folder.
 */
export async function bundleBelow(root: string, folder: string, host: Host): Promise<Uint8Array | null> {
  const paths = await pathsBelow(root, folderOf(folder), host);
  return paths && (await bundle(read(root, paths, host), packerOf(folder)));
}

async function pathsBelow(root: string, folder: string, host: Host): Promise<string[] | null> {
  if ((await host.list(`${root}/${folder}`, { within: root })) === null) return null;
  const paths: string[] = [];
  const waiting = [folder];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    for (const { name, kind } of (await host.list(`${root}/${parent}`)) ?? []) {
      if (kind === 'folder' && name !== '.git') waiting.push(`${parent}${name}/`);
      if (kind === 'file') paths.push(`${parent}${name}`);
    }
    if (paths.length > LIMITS.treeFiles)
      throw new FileRefused(`${root}/${folder}`, `has more than ${LIMITS.treeFiles} files`);
  }
  return paths.sort();
}

const AT_ONCE = 32;

async function* read(root: string, paths: readonly string[], host: Host): AsyncGenerator<FolderFile> {
  // These were found without following a link.
  const bounds = { maxBytes: LIMITS.treeFileBytes };
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const bytes = await Promise.all(some.map((path) => host.read(`${root}/${path}`, bounds)));
    for (const [index, path] of some.entries()) yield { path, bytes: bytes[index] ?? new Uint8Array() };
  }
}
