import type { Host } from '../../base/host.ts';
import { bundle, isFolder, isSearched } from '../bundle.ts';
import { sameSeries, versionIn } from '../makefile.ts';
import type { Order, Provided, Provider } from '../provider.ts';

/** A git repository of the user's, bare or not; files are read from its objects, nothing is checked out. */
export const git: Provider = {
  name: 'git repository',
  async provide({ tree, treeName, paths, override, host }: Order): Promise<Provided> {
    if (override === null) return { declined: 'no repository was named for it' };
    const repository = { ...placeIn(override, tree.tag), host };
    const { folder, ref } = repository;
    if (!isReference(ref)) return { declined: `"${ref}" is no git reference` };
    const files = paths.filter((path) => !isFolder(path));
    const objects = await objectsOf(repository, ['Makefile', ...files]);
    if ('declined' in objects) return objects;
    const makefile = objects.get('Makefile');
    const version = makefile && versionIn(new TextDecoder().decode(makefile));
    if (!version) return { declined: `${folder} has no source tree at ${ref}` };
    if (!sameSeries(version, tree.version)) return { declined: `${override} is ${version}, not ${treeName}` };
    const found = new Map(files.map((path) => [path, objects.get(path) ?? null]));
    for (const path of paths.filter(isFolder)) found.set(path, await bundleOf(path, repository));
    return { version, files: found };
  },
};

/** The version of the kernel tree in a repository; null where there is none. */
export async function versionOfRepository(place: string, host: Host): Promise<string | null> {
  const { folder, ref } = placeIn(place, 'HEAD');
  if (!isReference(ref)) return null;
  const objects = await objectsOf({ folder, ref, host }, ['Makefile']);
  const makefile = 'declined' in objects ? undefined : objects.get('Makefile');
  return makefile ? versionIn(new TextDecoder().decode(makefile)) : null;
}

/** `PATH#REF`, or a path and the reference that it stands for. */
function placeIn(place: string, otherwise: string): { readonly folder: string; readonly ref: string } {
  const hash = place.lastIndexOf('#');
  return hash === -1
    ? { folder: place, ref: otherwise }
    : { folder: place.slice(0, hash), ref: place.slice(hash + 1) };
}

const isReference = (ref: string): boolean => /^[\w][\w./@^~-]*$/.test(ref);

interface Repository {
  readonly folder: string;
  readonly ref: string;
  readonly host: Host;
}

/** Bytes of files in the repository's objects; one that is not there is left out. */
async function objectsOf(
  { folder, ref, host }: Repository,
  paths: readonly string[],
): Promise<Map<string, Uint8Array> | { readonly declined: string }> {
  const input = new TextEncoder().encode(paths.map((path) => `${ref}:${path}\n`).join(''));
  const asked = await host
    .run(['git', '-C', folder, 'cat-file', '--batch', '--follow-symlinks'], {
      input,
      maxBytes: 256 * 1024 * 1024,
      env: NO_OTHER_REPOSITORY,
    })
    .catch((error: unknown) => ({ code: 127, stdout: new Uint8Array(), stderr: String(error) }));
  return asked.code === 0
    ? parseBatch(asked.stdout, paths)
    : { declined: `git cannot read ${folder}: ${asked.stderr.trim().split('\n')[0]}` };
}

/** All text below a folder; null where the tree has none. Links are left out, as on disk. */
async function bundleOf(path: string, repository: Repository): Promise<Uint8Array | null> {
  const { folder, ref, host } = repository;
  const listed = await host.run(['git', '-C', folder, 'ls-tree', '-r', '-z', ref, '--', path], {
    env: NO_OTHER_REPOSITORY,
  });
  // MODE TYPE OBJECT<tab>PATH; 120000 is a link's mode.
  const entries = new TextDecoder()
    .decode(listed.stdout)
    .split('\0')
    .flatMap((entry) => (/^100\d{3} blob /.test(entry) ? [entry.slice(entry.indexOf('\t') + 1)] : []));
  if (listed.code !== 0 || entries.length === 0) return null;
  const paths = entries.filter(isSearched).sort();
  const objects = await objectsOf(repository, paths);
  if ('declined' in objects) throw new Error(objects.declined);
  return await bundle(paths.map((each) => ({ path: each, bytes: objects.get(each) ?? new Uint8Array() })));
}

/** A hook of git's has these in its environment, and they go before -C. */
const NO_OTHER_REPOSITORY = { GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };

/** Said of a link that leads out of the tree, or nowhere; where it leads follows. */
const LINK = /^(?:symlink|dangling|loop|notdir) (\d+)$/;

/** The answer of `git cat-file --batch` (see git-cat-file, "BATCH OUTPUT"): a header line, then the bytes. */
function parseBatch(output: Uint8Array, paths: readonly string[]): Map<string, Uint8Array> {
  const objects = new Map<string, Uint8Array>();
  let at = 0;
  for (const path of paths) {
    const end = output.indexOf(0x0a, at);
    if (end === -1) break;
    const header = new TextDecoder().decode(output.subarray(at, end));
    at = end + 1;
    const [, type, length] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(header) ?? [];
    const size = length ?? LINK.exec(header)?.[1];
    if (size === undefined) continue;
    if (type === 'blob') objects.set(path, output.slice(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return objects;
}
