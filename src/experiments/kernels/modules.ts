import type { Host } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import type { KernelModule } from '../boot.ts';

/** How a module is packed -> what unpacks it. */
const UNPACKERS: Readonly<Record<string, string>> = { xz: 'xz', zst: 'zstd', gz: 'gzip' };
const MODULE = /^(.{1,200})\.ko(?:\.(xz|zst|gz))?$/;

/** Files below a folder that is looked through for modules; a built kernel tree has a fifth. */
const MOST_FILES = 500_000;

/**
 * Finds modules below a folder, with all that they depend on.
 *
 * @returns Module -> itself, after all that it depends on; empty for one that is built into the kernel. What is not there
 *   is left out.
 */
export async function modulesBelow(
  folder: string,
  names: readonly string[],
  host: Host,
): Promise<Map<string, KernelModule[]>> {
  const found = new Map<string, KernelModule[]>();
  if (names.length === 0) return found;
  const { files, builtIn } = await listed(folder, host);
  const known = new Map<string, Uint8Array>();
  const bytesOf = async (name: string): Promise<Uint8Array | null> => {
    const file = files.get(name);
    if (file === undefined) return null;
    const bytes = known.get(name) ?? (await unpacked(file, folder, host));
    known.set(name, bytes);
    return bytes;
  };
  for (const asked of names) {
    const name = plain(asked);
    if (!files.has(name) && builtIn.has(name)) found.set(asked, []);
    if (!files.has(name)) continue;
    found.set(asked, await inOrder(name, bytesOf));
  }
  return found;
}

/** A module after all that it depends on; one that is missing is told by the kernel, which refuses its user. */
async function inOrder(
  name: string,
  bytesOf: (name: string) => Promise<Uint8Array | null>,
): Promise<KernelModule[]> {
  const ordered: KernelModule[] = [];
  const waiting = [name];
  while (waiting.length > 0) {
    const next = waiting.at(-1) ?? '';
    const bytes = await bytesOf(next);
    const open = bytes === null ? [] : dependenciesOf(bytes).filter((each) => !waiting.includes(each));
    const first = open.find((each) => !ordered.some((done) => done.name === each));
    // Looked at again when it is done, or known not to be there.
    if (first !== undefined && (await bytesOf(first)) !== null) {
      waiting.push(first);
      continue;
    }
    waiting.pop();
    if (bytes !== null && !ordered.some((done) => done.name === next)) ordered.push({ name: next, bytes });
  }
  return ordered;
}

/** Modules that a module names in its section .modinfo: `depends=kvm,ccp`. */
function dependenciesOf(module: Uint8Array): string[] {
  const text = Buffer.from(module.buffer, module.byteOffset, module.byteLength);
  const at = text.indexOf('\0depends=');
  if (at === -1) return [];
  const from = at + '\0depends='.length;
  return text.subarray(from, text.indexOf(0, from)).toString().split(',').filter(Boolean).map(plain);
}

/** A file has hyphens or underscores, as it likes; the kernel knows underscores. */
const plain = (name: string): string => name.replaceAll('-', '_');

async function listed(folder: string, host: Host) {
  const files = new Map<string, string>();
  const builtIn = new Set<string>();
  const waiting = [''];
  let seen = 0;
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    for (const { name, kind } of (await host.list(`${folder}/${parent}`, { within: folder })) ?? []) {
      if (++seen > MOST_FILES) throw new Error(`${folder} has more than ${MOST_FILES} files`);
      const path = `${parent}${name}`;
      if (kind === 'folder' && name !== '.git') waiting.push(`${path}/`);
      const [, module] = MODULE.exec(name) ?? [];
      if (kind === 'file' && module !== undefined) files.set(plain(module), path);
      if (kind === 'file' && name === 'modules.builtin') {
        const text = new TextDecoder().decode((await host.read(`${folder}/${path}`)) ?? new Uint8Array());
        for (const [, own = ''] of text.matchAll(/([^/\n]{1,200})\.ko$/gm)) builtIn.add(plain(own));
      }
    }
  }
  return { files, builtIn };
}

async function unpacked(path: string, folder: string, host: Host): Promise<Uint8Array> {
  const [, , packing] = MODULE.exec(path.slice(path.lastIndexOf('/') + 1)) ?? [];
  if (packing === undefined) {
    const bytes = await host.read(`${folder}/${path}`, { within: folder });
    if (bytes === null) throw new Error(`${folder}/${path} is gone`);
    return bytes;
  }
  const { code, stdout } = await host.run([lookUp(UNPACKERS, packing) ?? '', '-dc', `${folder}/${path}`], {
    timeoutMs: 60_000,
  });
  if (code !== 0) throw new Error(`${folder}/${path} cannot be unpacked`);
  return stdout;
}
