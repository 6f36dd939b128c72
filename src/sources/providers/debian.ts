import type { Host } from '../../base/host.ts';
import type { Order, Provided, Provider } from '../provider.ts';
import { findPackage } from './apt.ts';
import { bytesRead, membersOf } from './package-members.ts';

/**
 * Debian's `linux-source-X.Y` package, through the machine's own apt: its keys, its checksums, and its sources
 * unless only an archive that trees.yaml names has the package.
 */
export const debian: Provider = {
  name: 'Debian package',
  provide(order: Order): Promise<Provided> {
    const { tree, host, workFolder } = order;
    if (tree.debian === undefined) return Promise.resolve({ declined: null });
    return host
      .withTemporaryFolder((folder) => fromPackage(tree.debian as string, folder, order), workFolder)
      .catch((error: unknown) => ({ declined: error instanceof Error ? error.message : String(error) }));
  },
};

async function fromPackage(
  name: string,
  folder: string,
  { tree, treeName, paths, host, onProgress }: Order,
): Promise<Provided> {
  const { file, size, version, download } = await findPackage(name, tree.archives ?? [], folder, host);
  await watched(
    download(),
    () => sizeOf(folder, file, host),
    (done) => onProgress({ tree: treeName, phase: 'download', done, total: size }),
  );
  const files = await watched(
    membersOf(file, name, paths, folder, tree, host),
    () => bytesRead(folder, host),
    (done) => onProgress({ tree: treeName, phase: 'unpack', done, total: size }),
  );
  onProgress({ tree: treeName, phase: 'unpack', done: size, total: size });
  return { version, files };
}

async function sizeOf(folder: string, file: string, host: Host): Promise<number> {
  for (const place of [`${folder}/cache/archives/partial`, `${folder}/cache/archives`, folder]) {
    const size = await host.size(`${place}/${file}`);
    if (size !== null) return size;
  }
  return 0;
}

const LOOK_EVERY_MS = 250;

/** Reports how far some work is while it goes on. */
async function watched<T>(
  work: Promise<T>,
  measure: () => Promise<number>,
  report: (done: number) => void,
): Promise<T> {
  let over = false;
  const end = work.finally(() => {
    over = true;
  });
  // A fault of the work is the caller's to see, below.
  end.catch(() => {});
  while (!over) {
    report(await measure());
    await Promise.race([end.catch(() => {}), new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))]);
  }
  return end;
}
