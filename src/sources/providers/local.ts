import type { Host } from '../../base/host.ts';
import { isFolder } from '../bundle.ts';
import { sameSeries, versionIn } from '../makefile.ts';
import type { Order, Provided, Provider } from '../provider.ts';
import { bundleBelow } from './below.ts';

/** A kernel tree in a folder of the user's. */
export const local: Provider = {
  name: 'local folder',
  async provide({ tree, treeName, paths, override, host }: Order): Promise<Provided> {
    if (override === null) return { declined: 'no folder was named for it' };
    if (override.includes('#')) return { declined: `${override} names a git reference` };
    const version = await versionOfFolder(override, host);
    if (!version) return { declined: `${override} has no Makefile that names a version at its top` };
    if (!sameSeries(version, tree.version)) return { declined: `${override} is ${version}, not ${treeName}` };
    const files = new Map<string, Uint8Array | null>();
    for (const path of paths) {
      const bytes = isFolder(path) ? bundleBelow(override, path, host) : host.read(`${override}/${path}`);
      files.set(path, await bytes);
    }
    return { version, files };
  },
};

/** The version of the kernel tree in a folder; null where there is none. */
export async function versionOfFolder(folder: string, host: Host): Promise<string | null> {
  const makefile = await host.read(`${folder}/Makefile`);
  return makefile && versionIn(new TextDecoder().decode(makefile));
}
