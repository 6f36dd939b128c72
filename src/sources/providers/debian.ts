import type { Host } from '../../base/host.ts';
import type { Order, Provided, Provider } from '../provider.ts';

/**
 * Debian's `linux-source-X.Y` package, through the machine's own apt: its sources, its keys, its checksums. All
 * state is private, so that no root is needed and nothing of the machine's changes.
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
  { treeName, paths, host, onProgress }: Order,
): Promise<Provided> {
  // apt makes most of its folders itself, but not these.
  for (const partial of APT_FOLDERS) await host.write(`${folder}/${partial}/.keep`, new Uint8Array());
  const apt = aptIn(folder, host);
  // One archive among several that fails spoils the whole update; what matters is whether the package is known.
  const updated = await apt(['update']).then(
    () => null,
    (error: Error) => error.message,
  );
  const listed = await apt(['download', '--print-uris', name]).then(
    (printed) => new TextDecoder().decode(printed),
    (error: Error) => Promise.reject(updated === null ? error : new Error(updated)),
  );
  // 'URI' FILE SIZE HASH; the version stands between underscores in FILE, with ":" escaped.
  const [, file, size] = /' ([^\s_]{1,200}_[^\s_]{1,200}_[^\s_]{1,50}\.deb) (\d{1,15}) /.exec(listed) ?? [];
  const version = file?.split('_')[1]?.replace(/-[^-]*$/, '');
  if (!file || !size || !version) return { declined: `apt knows no package ${name}` };
  await watched(
    apt(['download', name]),
    () => sizeOf(folder, file, host),
    (done) => onProgress({ tree: treeName, phase: 'download', done, total: Number(size) }),
  );
  await watched(
    unpack(name, file, folder, paths, host),
    () => unpackedBytes(folder, host),
    (done) => onProgress({ tree: treeName, phase: 'unpack', done, total: Number(size) }),
  );
  onProgress({ tree: treeName, phase: 'unpack', done: Number(size), total: Number(size) });
  const found = await filesIn(folder, name, paths, host);
  const files = new Map<string, Uint8Array | null>();
  for (const path of paths)
    files.set(path, found.has(path) ? await host.read(`${folder}/${name}/${path}`) : null);
  return { version, files };
}

const APT_FOLDERS = ['state/lists/partial', 'cache/archives/partial'];
const APT_TIMEOUT_MS = 10 * 60_000;

/** Runs apt-get with its state, lists and cache in a folder of ours; returns what it prints. */
function aptIn(folder: string, host: Host): (args: readonly string[]) => Promise<Uint8Array> {
  const settings = {
    'Dir::State': `${folder}/state`,
    'Dir::State::status': '/dev/null',
    'Dir::Cache': `${folder}/cache`,
    'Debug::NoLocking': '1',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '20',
    'Acquire::https::Timeout': '20',
  };
  // As root, apt would drop to a user that may not write here.
  const options = [...Object.entries(settings), ['APT::Sandbox::User', 'root']].flatMap(([key, value]) => [
    '-o',
    `${key}=${value}`,
  ]);
  return async (args) => {
    const done = await host
      .run(['apt-get', '-qq', ...options, ...args], {
        cwd: folder,
        timeoutMs: APT_TIMEOUT_MS,
        env: { LC_ALL: 'C' },
      })
      .catch(() => null);
    if (done === null) throw new Error('this machine has no apt-get');
    if (done.code !== 0) throw new Error(`apt-get ${args[0]} failed: ${firstError(done.stderr)}`);
    return done.stdout;
  };
}

/** apt marks errors with "E:", and warnings before them with "W:". */
function firstError(stderr: string): string {
  const lines = stderr.trim().split('\n');
  return (
    lines
      .find((line) => line.startsWith('E:'))
      ?.slice(2)
      .trim() ??
    lines[0] ??
    ''
  );
}

/**
 * Streams the archive inside the package through tar and keeps only the named members: tar ends as soon as all
 * are found, and the programs before it with it. The tar that reads the package notes every few records how
 * far it is. Nothing is interpolated into the script.
 */
const UNPACK =
  'dpkg-deb --fsys-tarfile "$1" | ' +
  `tar -xO --checkpoint=200 --checkpoint-action='exec=echo $TAR_CHECKPOINT >records' "./usr/src/$2.tar.xz" | ` +
  'xz -dc | ' +
  'tar -x -C "$3" --no-recursion --no-same-owner --no-same-permissions --occurrence=1 --verbatim-files-from -T "$4"';

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
  await host.write(list, new TextEncoder().encode(paths.map((path) => `${name}/${path}\n`).join('')));
  const done = await host.run(['sh', '-c', UNPACK, 'sh', file, name, folder, list], {
    cwd: folder,
    timeoutMs: APT_TIMEOUT_MS,
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
  const byFolder = Map.groupBy(paths, (path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))));
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
