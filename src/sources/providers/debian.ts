import type { Order, Provided, Provider } from '../provider.ts';
import type { SourcePackage } from '../tree.ts';
import { findPackage, findSource } from './apt.ts';
import { downloaded, watched } from './download.ts';
import { archiveIn, bytesRead, membersOf } from './package-members.ts';

/**
 * Debian's `linux-source-X.Y` package, or the source package of any program, through the machine's own apt: its keys, its checksums, and its sources
 * unless only an archive that trees.yaml names has the package.
 */
export const debian: Provider = {
  name: 'Debian package',
  provide(order: Order): Promise<Provided> {
    const { tree, host, workFolder } = order;
    if (tree.debian === undefined) return Promise.resolve({ declined: null });
    const { debian: named } = tree;
    return host
      .withTemporaryFolder(
        (folder) =>
          typeof named === 'string' ? fromPackage(named, folder, order) : fromSource(named, folder, order),
        workFolder,
      )
      .catch((error: unknown) => ({ declined: error instanceof Error ? error.message : String(error) }));
  },
};

async function fromPackage(
  name: string,
  folder: string,
  { tree, treeName, paths, host, onProgress }: Order,
): Promise<Provided> {
  const found = await findPackage(name, tree.archives ?? [], folder, host);
  const { file, size, version } = found;
  await downloaded(found, folder, host, (done) =>
    onProgress({ tree: treeName, phase: 'download', done, total: size }),
  );
  const files = await watched(
    membersOf({ file, root: name }, paths, folder, host),
    () => bytesRead(folder, host),
    (done) => onProgress({ tree: treeName, phase: 'unpack', done, total: size }),
  );
  onProgress({ tree: treeName, phase: 'unpack', done: size, total: size });
  return { version, files };
}

/** Upstream's own archive of a source package: what Debian changes in it is not applied. */
async function fromSource(
  { source, version }: SourcePackage,
  folder: string,
  { tree, treeName, paths, host, onProgress }: Order,
): Promise<Provided> {
  const found = await findSource(source, version, tree.archives ?? [], folder, host);
  if (version === undefined && ![tree.version, tree.tag].some((each) => isVersion(each, found.version)))
    return { declined: `the archive has ${source} ${found.version}, not ${tree.version}` };
  await downloaded(found, folder, host, (done) =>
    onProgress({ tree: treeName, phase: 'download', done, total: found.size }),
  );
  const archive = await archiveIn(found.file, folder, host);
  const files = await membersOf(archive, paths, folder, host);
  onProgress({ tree: treeName, phase: 'unpack', done: found.size, total: found.size });
  // It is the very version that was asked for, by whatever name.
  return { version: tree.version, files };
}

/** Tags have a "v" before the number, or a name. */
const isVersion = (written: string, version: string): boolean =>
  written === version || written.endsWith(`v${version}`) || written.endsWith(`-${version}`);
