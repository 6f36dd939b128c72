import { askGit, faultOfGit } from '../../base/git.ts';
import type { Host } from '../../base/host.ts';
import { bundle, type FolderFile, isFolder } from '../bundle.ts';
import { packerOf, WHOLE_TREE } from '../lexicon.ts';
import { versionFound, versionIn, versionRule } from '../makefile.ts';
import type { Order, Provided, Provider } from '../provider.ts';
import { commitOf, described, isReference, placeIn, type Repository, whyInside } from '../repository.ts';

/** A git repository of the user's, bare or not; files are read from its objects, nothing is checked out. */
export const git: Provider = {
  name: 'git repository',
  async provide({ tree, paths, override, host }: Order): Promise<Provided> {
    const place = override ?? tree.git ?? tree.path ?? null;
    if (place === null) return { declined: null };
    const repository = { ...placeIn(place, tree.tag), host };
    const { ref } = repository;
    if (!isReference(ref)) return { declined: `"${ref}" is no git reference` };
    const files = paths.filter((path) => !isFolder(path));
    const commit = (await whyInside(repository)) ?? (await commitOf(repository));
    if (typeof commit !== 'string') return commit;
    const rule = versionRule(tree);
    const objects = await objectsOf(repository, [...(rule ? [rule.path] : []), ...files]);
    if ('declined' in objects) return objects;
    const said = versionFound(tree, (rule && objects.get(rule.path)) ?? null, place);
    if ('declined' in said) return said;
    const found = new Map(files.map((path) => [path, objects.get(path) ?? null]));
    for (const path of paths.filter(isFolder)) found.set(path, await bundleOf(path, repository));
    return { version: said.version, files: found, ...(ref === tree.tag ? { commit } : {}) };
  },
};

/** How git describes what a repository has at a place, such as `v2.1-3-gabc1234`; null where there is no repository. */
export async function versionOfRepository(place: string, host: Host): Promise<string | null> {
  const { folder, ref } = placeIn(place, 'HEAD');
  if (!isReference(ref)) return null;
  const commit = (await whyInside({ folder, ref, host })) ?? (await commitOf({ folder, ref, host }));
  if (typeof commit !== 'string') return null;
  const objects = await objectsOf({ folder, ref, host }, ['Makefile']);
  const makefile = 'declined' in objects ? undefined : objects.get('Makefile');
  const kernel = makefile ? versionIn(new TextDecoder().decode(makefile)) : null;
  return kernel ?? (await described({ folder, ref: commit, host })) ?? commit.slice(0, 12);
}

/** Bytes of files in the repository's objects; one that is not there is left out. */
async function objectsOf(
  { folder, ref, host }: Repository,
  paths: readonly string[],
): Promise<Map<string, Uint8Array> | { readonly declined: string }> {
  const input = new TextEncoder().encode(paths.map((path) => `${ref}:${path}\n`).join(''));
  const asked = await askGit(folder, ['cat-file', '--batch', '--follow-symlinks'], host, {
    input,
    maxBytes: 256 * 1024 * 1024,
  });
  return asked.code === 0
    ? parseBatch(asked.stdout, paths)
    : { declined: `git cannot read ${folder}: ${faultOfGit(asked)}` };
}

/** All text below a folder; null where the tree has none. Links are left out, as on disk. */
async function bundleOf(path: string, repository: Repository): Promise<Uint8Array | null> {
  const { folder, ref, host } = repository;
  const listed = await askGit(
    folder,
    ['ls-tree', '-r', '-l', '-z', ref, '--', ...(path === WHOLE_TREE ? [] : [path])],
    host,
  );
  const entries = new TextDecoder().decode(listed.stdout).split('\0').flatMap(blobIn);
  if (listed.code !== 0 || entries.length === 0) return null;
  return await bundle(filesOf(entries, repository), packerOf(path));
}

interface Blob {
  readonly path: string;
  readonly size: number;
}

/** MODE TYPE OBJECT SIZE<tab>PATH; 120000 is a link's mode. */
function blobIn(entry: string): Blob[] {
  const [, size, path = ''] = /^100\d{3} blob [0-9a-f]+ +(\d+)\t([\s\S]+)$/.exec(entry) ?? [];
  return size === undefined ? [] : [{ path, size: Number(size) }];
}

/** What git is asked for at once: it gives files in one piece. */
const MOST_BYTES = 32 * 1024 * 1024;

async function* filesOf(blobs: readonly Blob[], repository: Repository): AsyncGenerator<FolderFile> {
  for (let at = 0; at < blobs.length; ) {
    const some: string[] = [];
    for (let bytes = 0; at < blobs.length && (some.length === 0 || bytes < MOST_BYTES); at += 1) {
      some.push(blobs[at]?.path ?? '');
      bytes += blobs[at]?.size ?? 0;
    }
    const objects = await objectsOf(repository, some);
    if ('declined' in objects) throw new Error(objects.declined);
    for (const path of some) yield { path, bytes: objects.get(path) ?? new Uint8Array() };
  }
}

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
