import type { Host } from '../../base/host.ts';
import { isFolder } from '../bundle.ts';
import type { Order, Provided, Provider } from '../provider.ts';
import { findPackage } from './apt.ts';
import { bundleBelow } from './below.ts';

/**
 * Debian's `linux-source-X.Y` package, through the machine's own apt: its keys, its checksums, and its sources
 * unless only an archive that trees.yaml names has the package.
 */
export const debian: Provider = {
  name: 'Debian package',
  provide(order: Order): Promise<Provided> {
    const { tree, host, workFolder } = order;
    if (tree.debian === undefined) return Promise.resolve({ declined: 'trees.yaml names no package for it' });
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
  await watched(
    unpack(name, file, folder, paths, host),
    () => unpackedBytes(folder, host),
    (done) => onProgress({ tree: treeName, phase: 'unpack', done, total: size }),
  );
  onProgress({ tree: treeName, phase: 'unpack', done: size, total: size });
  const found = await filesIn(folder, name, paths, host);
  const files = new Map<string, Uint8Array | null>();
  for (const path of paths) {
    const bytes = isFolder(path)
      ? bundleBelow(`${folder}/${name}`, path, host)
      : found.has(path) && host.read(`${folder}/${name}/${path}`);
    files.set(path, (await bytes) || null);
  }
  return { version, files };
}

const UNPACK_TIMEOUT_MS = 10 * 60_000;

/**
 * Streams the archive inside the package through tar and keeps only the named members. When no folder is wanted,
 * tar ends as soon as all are found, and the programs before it with it. The tar that reads the package notes every few
 * records how far it is. Nothing is interpolated into the script.
 */
const UNPACK =
  'dpkg-deb --fsys-tarfile "$1" | ' +
  `tar -xO --checkpoint=200 --checkpoint-action='exec=echo $TAR_CHECKPOINT >records' "./usr/src/$2.tar.xz" | ` +
  'xz -dc | ' +
  'tar -x -C "$3" --no-recursion --no-same-owner --no-same-permissions $5 --verbatim-files-from -T "$4"';

/** A name with a star stands for all members whose names begin so. */
const FOLDERS_TOO = '--wildcards --wildcards-match-slash';
const FILES_ONLY = '--occurrence=1';

/** Of tar, by default. */
const RECORD_BYTES = 10_240;

async function unpackedBytes(folder: string, host: Host): Promise<number> {
  const records = await host.read(`${folder}/records`);
  return records === null ? 0 : Number(new TextDecoder().decode(records)) * RECORD_BYTES;
}

async function unpack(
  name: string,
  file: string,
  folder: string,
  paths: readonly string[],
  host: Host,
): Promise<void> {
  const list = `${folder}/wanted`;
  const memberOf = (path: string) => `${name}/${path}${isFolder(path) ? '*' : ''}\n`;
  const how = paths.some(isFolder) ? FOLDERS_TOO : FILES_ONLY;
  await host.write(list, new TextEncoder().encode(paths.map(memberOf).join('')));
  const done = await host.run(['sh', '-c', UNPACK, 'sh', file, name, folder, list, how], {
    cwd: folder,
    timeoutMs: UNPACK_TIMEOUT_MS,
    env: { LC_ALL: 'C' },
  });
  const trouble = done.stderr
    .split('\n')
    .find(
      (line) =>
        line !== '' &&
        !line.includes('Not found in archive') &&
        !line.includes('previous errors') &&
        !line.includes('Broken pipe') &&
        !line.includes('write error'),
    );
  if (done.code !== 0 && trouble) throw new Error(`the package cannot be unpacked: ${trouble}`);
}

/** Which of the wanted paths are there as plain files. A link is not taken: it could lead anywhere. */
async function filesIn(
  folder: string,
  name: string,
  paths: readonly string[],
  host: Host,
): Promise<Set<string>> {
  const found = new Set<string>();
  const byFolder = Map.groupBy(
    paths.filter((path) => !isFolder(path)),
    (path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))),
  );
  for (const [parent, members] of byFolder) {
    const entries = (await host.list(`${folder}/${name}/${parent}`)) ?? [];
    const plain = new Set(entries.filter(({ kind }) => kind === 'file').map((entry) => entry.name));
    for (const path of members) if (plain.has(path.slice(path.lastIndexOf('/') + 1))) found.add(path);
  }
  return found;
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
