import { FileRefused, type Host } from '../../base/host.ts';
import { LIMITS } from '../../base/limits.ts';
import { isFolder } from '../bundle.ts';
import { versionFound, versionIn, versionRule } from '../makefile.ts';
import type { Order, Provided, Provider } from '../provider.ts';
import { isRepository } from '../repository.ts';
import { bundleBelow } from './below.ts';

/** A tree in a folder of the user's. */
export const local: Provider = {
  name: 'local folder',
  async provide({ tree, paths, override, host }: Order): Promise<Provided> {
    const folder = override ?? tree.path ?? null;
    if (folder === null) return { declined: null };
    if (folder.includes('#')) return { declined: `${folder} names a git reference`, isLeft: true };
    const entries = await host.list(folder);
    if (entries === null) return { declined: `there is no folder ${folder}` };
    const rule = versionRule(tree);
    const bounds = { within: folder, maxBytes: LIMITS.treeFileBytes };
    const said = versionFound(tree, rule && (await host.read(`${folder}/${rule.path}`, bounds)), folder);
    if ('declined' in said) return said;
    // What is checked out may be any version: unless a file says which, the repository is asked for the tag.
    if (!said.isSaid && tree.tag !== 'HEAD' && isRepository(entries))
      return { declined: `${folder} is a git repository, which is read at ${tree.tag}`, isLeft: true };
    const files = new Map<string, Uint8Array | null>();
    const refused = new Map<string, string>();
    for (const path of paths) {
      try {
        const bytes = isFolder(path)
          ? bundleBelow(folder, path, host)
          : host.read(`${folder}/${path}`, bounds);
        files.set(path, await bytes);
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        refused.set(path, error.message);
      }
    }
    return { version: said.version, files, refused };
  },
};

/** The version of the kernel tree in a folder; null where there is none, or it cannot be read. */
export async function versionOfFolder(folder: string, host: Host): Promise<string | null> {
  const bounds = { within: folder, maxBytes: LIMITS.treeFileBytes };
  const makefile = await host.read(`${folder}/Makefile`, bounds).catch(() => null);
  return makefile && versionIn(new TextDecoder().decode(makefile));
}
