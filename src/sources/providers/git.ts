import { sameSeries, versionIn } from '../makefile.ts';
import type { Order, Provided, Provider } from '../provider.ts';

/** A git repository of the user's, bare or not; files are read from its objects, nothing is checked out. */
export const git: Provider = {
  name: 'git repository',
  async provide({ tree, treeName, paths, override, host }: Order): Promise<Provided> {
    if (override === null) return { declined: 'no repository was named for it' };
    const hash = override.lastIndexOf('#');
    const folder = hash === -1 ? override : override.slice(0, hash);
    const ref = hash === -1 ? tree.tag : override.slice(hash + 1);
    if (!/^[\w][\w./@^~-]*$/.test(ref)) return { declined: `"${ref}" is no git reference` };
    const wanted = ['Makefile', ...paths];
    const input = new TextEncoder().encode(wanted.map((path) => `${ref}:${path}\n`).join(''));
    const asked = await host
      .run(['git', '-C', folder, 'cat-file', '--batch', '--follow-symlinks'], {
        input,
        maxBytes: 256 * 1024 * 1024,
        env: NO_OTHER_REPOSITORY,
      })
      .catch((error: unknown) => ({ code: 127, stdout: new Uint8Array(), stderr: String(error) }));
    if (asked.code !== 0)
      return { declined: `git cannot read ${folder}: ${asked.stderr.trim().split('\n')[0]}` };
    const objects = parseBatch(asked.stdout, wanted);
    const makefile = objects.get('Makefile');
    const version = makefile && versionIn(new TextDecoder().decode(makefile));
    if (!version) return { declined: `${folder} has no kernel tree at ${ref}` };
    if (!sameSeries(version, tree.version)) return { declined: `${override} is ${version}, not ${treeName}` };
    return { version, files: new Map(paths.map((path) => [path, objects.get(path) ?? null])) };
  },
};

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
