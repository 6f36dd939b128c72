import type { Host } from '../../base/host.ts';
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
    const said = versionFound(tree, rule && (await host.read(`${folder}/${rule.path}`)), folder);
    if ('declined' in said) return said;
    // What is checked out may be any version: unless a file says which, the repository is asked for the tag.
    if (!said.isSaid && tree.tag !== 'HEAD' && isRepository(entries))
      return { declined: `${folder} is a git repository, which is read at ${tree.tag}`, isLeft: true };
    const files = new Map<string, Uint8Array | null>();
    for (const path of paths) {
      const bytes = isFolder(path) ? bundleBelow(folder, path, host) : host.read(`${folder}/${path}`);
      files.set(path, await bytes);
    }
    return { version: said.version, files };
  },
};

/** The version of the kernel tree in a folder; null where there is none. */
export async function versionOfFolder(folder: string, host: Host): Promise<string | null> {
  const makefile = await host.read(`${folder}/Makefile`);
  return makefile && versionIn(new TextDecoder().decode(makefile));
}
