import { type Entry, FileNotWritten, FileRefused, type Host } from './host.ts';
import { lookUp } from './look-up.ts';

/** What a path holds: text is kept as UTF-8. */
export type Files = Readonly<Record<string, string | Uint8Array | NoFile>>;

/** Something that is no file, and why it is not read: "is a pipe and no file". */
export interface NoFile {
  readonly why: string;
}

/** A world that is a table of files: no network, no other program, no environment but the one given. */
export function memoryHost(files: Files, env: Readonly<Record<string, string>> = {}): Host {
  const disk = new Map<string, Uint8Array>();
  const others = new Map<string, NoFile>();
  for (const [path, content] of Object.entries(files))
    if (typeof content === 'object' && 'why' in content) others.set(path, content);
    else disk.set(path, bytesOf(content));
  const read: Host['read'] = async (path) => {
    const other = others.get(path);
    if (other) throw new FileRefused(path, other.why);
    return disk.get(path) ?? null;
  };
  const write: Host['write'] = async (path, bytes) => {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      if (disk.has(path.slice(0, at)))
        throw new FileNotWritten(path, 'a file stands in the place of its folder');
    disk.set(path, bytes);
  };
  return {
    read,
    async stream(path, part) {
      const bytes = await read(path);
      return bytes && once(part === undefined ? bytes : bytes.subarray(part.start, part.end));
    },
    list: async (path) => entriesIn(path.replace(/\/{1,9}$/, ''), [...disk.keys()], [...others.keys()]),
    size: async (path) => disk.get(path)?.length ?? null,
    write,
    async create(path, bytes) {
      if (disk.has(path)) return false;
      await write(path, bytes);
      return true;
    },
    alone: (_, work) => work(),
    fetch: () => Promise.reject(new Error('there is no network here')),
    run: ([program]) => Promise.reject(new Error(`${program} cannot be run here`)),
    packageFile: (name) => read(`node_modules/${name}`),
    env: (name) => lookUp(env, name),
    withTemporaryFolder: (use) => use('/temporary'),
  };
}

/** A world in which some files are others, as if just saved; what is written stays in there too. */
export function overlaid(host: Host, files: Files): Host {
  const over = memoryHost(files);
  return {
    ...host,
    read: async (path, bounds) => (await over.read(path)) ?? host.read(path, bounds),
    stream: async (path, part, bounds) => (await over.stream(path, part)) ?? host.stream(path, part, bounds),
    async list(path, bounds) {
      const [above, below] = [await over.list(path), await host.list(path, bounds)];
      if (!above || !below) return above ?? below;
      const names = new Set(above.map(({ name }) => name));
      const all = [...above, ...below.filter(({ name }) => !names.has(name))];
      return all.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    size: async (path) => (await over.size(path)) ?? host.size(path),
    write: over.write,
    create: async (path, bytes) => (await host.size(path)) === null && (await over.create(path, bytes)),
    alone: over.alone,
  };
}

function entriesIn(folder: string, files: readonly string[], others: readonly string[]): Entry[] | null {
  const inside = [...files, ...others].filter((path) => path.startsWith(`${folder}/`));
  if (inside.length === 0) return null;
  const kinds = new Map<string, Entry['kind']>();
  for (const path of inside) {
    const [name = '', ...below] = path.slice(folder.length + 1).split('/');
    const isOther = others.includes(`${folder}/${name}`);
    kinds.set(name, below.length > 0 ? 'folder' : isOther ? 'other' : 'file');
  }
  return [...kinds].map(([name, kind]) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;
