import type { Host } from '../../base/host.ts';

/** A package as apt knows it. */
export interface AptPackage {
  /** Name of the file that `download` makes. */
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  /** Of the packaged program, without Debian's revision: `6.1.192`. */
  readonly version: string;
  /** Downloads it into the folder, checked against the archive's checksums. */
  download(): Promise<void>;
}

/**
 * Finds a package with the machine's own apt. All state is in a folder of ours, so that no root is needed and
 * nothing of the machine's changes.
 *
 * @param archives asked in order of apt's own preferences, when the machine's sources do not have the package; each as in
 *   a sources.list, or with only the last part of its address, `debian-security bookworm-security main`: the rest is then
 *   that of the mirror which the machine uses.
 * @throws when there is no such package, in words for the user.
 */
export async function findPackage(
  name: string,
  archives: readonly string[],
  folder: string,
  host: Host,
): Promise<AptPackage> {
  // apt makes most of its folders itself, but not these.
  for (const partial of APT_FOLDERS) await host.write(`${folder}/${partial}/.keep`, new Uint8Array());
  const own = await known(name, aptIn(folder, host, []));
  if (!('reason' in own) || archives.length === 0) return taken(own);
  const addressed = withMirror(archives, await mirrorsOf(aptIn(folder, host, [])));
  if (addressed.length === 0) return taken(own);
  return taken(await known(name, aptIn(folder, host, await only(addressed, folder, host))));
}

/**
 * Finds the source package of a program, in the same way.
 *
 * @param version as Debian numbers it, `1:2.19.0-1`; absent for the newest.
 */
export async function findSource(
  name: string,
  version: string | undefined,
  archives: readonly string[],
  folder: string,
  host: Host,
): Promise<AptPackage> {
  for (const partial of APT_FOLDERS) await host.write(`${folder}/${partial}/.keep`, new Uint8Array());
  const wanted = version === undefined ? name : `${name}=${version}`;
  const own = await knownSource(wanted, aptIn(folder, host, []));
  if (!('reason' in own) || archives.length === 0) return taken(own);
  const addressed = withMirror(archives, await mirrorsOf(aptIn(folder, host, [])));
  if (addressed.length === 0) return taken(own);
  return taken(
    await knownSource(wanted, aptIn(folder, host, await only(addressed, folder, host, 'deb-src'))),
  );
}

async function knownSource(wanted: string, apt: Apt): Promise<AptPackage | { readonly reason: Error }> {
  const source = ['source', '--download-only'];
  const updated = await apt(['update']).then(
    () => null,
    (reason: Error) => ({ reason }),
  );
  const printed = await apt([...source, '--print-uris', wanted]).then(
    (bytes) => new TextDecoder().decode(bytes),
    (reason: Error) => ({ reason }),
  );
  if (typeof printed !== 'string') return updated ?? printed;
  // 'URI' FILE SIZE HASH
  const files = [...printed.matchAll(/^'\S{1,2000}' (\S{1,300}) (\d{1,15}) /gm)];
  const [, file, size] = files.find(([, each = '']) => isOriginal(each)) ?? [];
  const [, described] = files.map(([, each = '']) => /_([^_]{1,200})\.dsc$/.exec(each)).find(Boolean) ?? [];
  if (file === undefined || described === undefined)
    return { reason: new Error(`apt knows no source package ${wanted} with an archive of its own`) };
  return {
    file,
    size: Number(size),
    version: described.replace(/-[^-]*$/, ''),
    download: () => apt([...source, wanted]).then(() => {}),
  };
}

/** Upstream's archive, or that of a package which is Debian's own: not its changes, and no further part of it. */
const isOriginal = (file: string): boolean =>
  /\.tar\.\w{2,4}$/.test(file) && !/\.debian\.tar\.|\.orig-/.test(file);

const APT_FOLDERS = ['state/lists/partial', 'cache/archives/partial'];
const APT_TIMEOUT_MS = 10 * 60_000;

type Apt = (args: readonly string[]) => Promise<Uint8Array>;

async function known(name: string, apt: Apt): Promise<AptPackage | { readonly reason: Error }> {
  // One archive among several that fails spoils the whole update; what matters is whether the package is known.
  const updated = await apt(['update']).then(
    () => null,
    (reason: Error) => ({ reason }),
  );
  const listed = await apt(['download', '--print-uris', name]).then(
    (printed) => new TextDecoder().decode(printed),
    (reason: Error) => ({ reason }),
  );
  if (typeof listed !== 'string') return updated ?? listed;
  // 'URI' FILE SIZE HASH; the version stands between underscores in FILE, with ":" escaped.
  const [, file, size] = /' ([^\s_]{1,200}_[^\s_]{1,200}_[^\s_]{1,50}\.deb) (\d{1,15}) /.exec(listed) ?? [];
  const version = file?.split('_')[1]?.replace(/-[^-]*$/, '');
  if (!file || !size || !version) return { reason: new Error(`apt knows no package ${name}`) };
  return { file, size: Number(size), version, download: () => apt(['download', name]).then(() => {}) };
}

function taken(found: AptPackage | { readonly reason: Error }): AptPackage {
  if ('reason' in found) throw found.reason;
  return found;
}

/** Addresses of the archives that the machine's apt uses. */
async function mirrorsOf(apt: Apt): Promise<string[]> {
  const printed = await apt(['indextargets', '--format', '$(REPO_URI)']).catch(() => new Uint8Array());
  const lines = new TextDecoder().decode(printed).split('\n');
  return [...new Set(lines.filter(Boolean).map((line) => (line.endsWith('/') ? line.slice(0, -1) : line)))];
}

/** Archives with their whole addresses; one whose mirror the machine does not know is left out. */
export function withMirror(archives: readonly string[], mirrors: readonly string[]): string[] {
  return archives.flatMap((archive) => {
    if (archive.includes(':')) return [archive];
    const [name = '', ...suite] = archive.split(' ');
    // A mirror has Debian's archives side by side.
    const beside = mirrors.find((mirror) => mirror.endsWith('/debian'));
    const address =
      mirrors.find((mirror) => mirror.endsWith(`/${name}`)) ??
      (beside && `${beside.slice(0, beside.lastIndexOf('/'))}/${name}`);
    return address === undefined ? [] : [[address, ...suite].join(' ')];
  });
}

/** Settings that leave the machine's sources aside for some archives, whose signatures are Debian's. */
async function only(
  archives: readonly string[],
  folder: string,
  host: Host,
  kind: 'deb' | 'deb-src' = 'deb',
): Promise<readonly (readonly [string, string])[]> {
  const signed = (await host.size(DEBIAN_KEYS)) === null ? '' : `[signed-by=${DEBIAN_KEYS}] `;
  const list = archives.map((archive) => `${kind} ${signed}${archive}\n`).join('');
  await host.write(`${folder}/sources.list`, new TextEncoder().encode(list));
  return [
    ['Dir::Etc::sourcelist', `${folder}/sources.list`],
    ['Dir::Etc::sourceparts', '-'],
  ];
}

/** Of the package debian-archive-keyring; without it, apt's own keys must do. */
const DEBIAN_KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Runs apt-get with its state, lists and cache in a folder of ours; returns what it prints. */
function aptIn(folder: string, host: Host, more: readonly (readonly [string, string])[]): Apt {
  const settings: readonly (readonly [string, string])[] = [
    ['Dir::State', `${folder}/state`],
    ['Dir::State::status', '/dev/null'],
    ['Dir::Cache', `${folder}/cache`],
    ['Debug::NoLocking', '1'],
    ['Acquire::Languages', 'none'],
    ['Acquire::Retries', '2'],
    ['Acquire::http::Timeout', '20'],
    ['Acquire::https::Timeout', '20'],
    // As root, apt would drop to a user that may not write here.
    ['APT::Sandbox::User', 'root'],
    ...more,
  ];
  const options = settings.flatMap(([key, value]) => ['-o', `${key}=${value}`]);
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
