import { z } from 'zod';
import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import type { KernelModule } from '../boot.ts';
import { debian } from './debian.ts';
import { faultOfImage, type Kernel, type KernelOrder, type KernelProvider } from './kernel.ts';
import { own } from './own.ts';

/** In the order in which they are asked. */
export const KERNEL_PROVIDERS: readonly KernelProvider[] = [own, debian];

/**
 * Gets a kernel and the modules that were asked for: from the user, else from the cache, else from the first provider that
 * has it. Of what is fetched, the image and these modules are kept, and nothing else.
 *
 * @returns the kernel, or why there is none, in words for the user.
 */
export async function findKernel(
  order: Omit<KernelOrder, 'workFolder'>,
  cacheFolder: string,
  providers: readonly KernelProvider[] = KERNEL_PROVIDERS,
): Promise<Kernel | { readonly reasons: readonly string[] }> {
  const { host, tree, modules } = order;
  const reasons: string[] = [];
  const isOwn = order.own !== null;
  const folder = `${cacheFolder}/kernels/${sha256(JSON.stringify(tree?.kernel ?? null)).slice(0, 16)}`;
  const kept = isOwn ? null : await fromCache(folder, modules, host);
  if (kept !== null) return kept;
  for (const provider of providers) {
    const provided = await provider
      .provide({ ...order, workFolder: `${cacheFolder}/work` })
      .catch((error: unknown) => ({ declined: error instanceof Error ? error.message : String(error) }));
    if ('declined' in provided) {
      if (provided.declined !== null) reasons.push(`${provider.name}: ${provided.declined}`);
      // Who names a kernel of their own wants no other.
      if (isOwn) break;
      continue;
    }
    const fault = faultOfImage(provided.image);
    if (fault !== null) {
      const named = order.own === null ? '' : ` ${order.own.image}`;
      return { reasons: [`${provider.name}: the image${named} ${fault}`] };
    }
    // A disk that is full loses the kernel for later runs, not for this one.
    if (!isOwn) await keep(folder, modules, provided, host).catch(() => {});
    return provided;
  }
  return { reasons: reasons.length > 0 ? reasons : ['trees.yaml names no package with a kernel for it'] };
}

/** What is kept of a kernel; the bytes of each file are known by their hash. */
const Kept = z.strictObject({
  image: z.string(),
  /** Module -> files to load, each `name hash`; null for one that the package does not have. */
  modules: z.record(z.string(), z.array(z.tuple([z.string(), z.string()])).nullable()),
});

async function fromCache(folder: string, modules: readonly string[], host: Host): Promise<Kernel | null> {
  const kept = await keptIn(folder, host);
  if (kept === null || modules.some((name) => !Object.hasOwn(kept.modules, name))) return null;
  const image = await part(folder, kept.image, host);
  if (image === null) return null;
  const found = new Map<string, KernelModule[]>();
  for (const name of modules) {
    const files: KernelModule[] = [];
    for (const [each, hash] of lookUp(kept.modules, name) ?? []) {
      const bytes = await part(folder, hash, host);
      if (bytes === null) return null;
      files.push({ name: each, bytes });
    }
    if (lookUp(kept.modules, name)) found.set(name, files);
  }
  return { image, modules: found };
}

async function keep(folder: string, modules: readonly string[], kernel: Kernel, host: Host): Promise<void> {
  const before = await keptIn(folder, host);
  const put = async (bytes: Uint8Array): Promise<string> => {
    const hash = sha256(bytes);
    if ((await part(folder, hash, host)) === null) await host.write(`${folder}/${hash}`, bytes);
    return hash;
  };
  const image = await put(kernel.image);
  const files: z.infer<typeof Kept>['modules'] = before?.image === image ? { ...before.modules } : {};
  for (const name of modules) {
    const own = kernel.modules.get(name);
    const kept: [string, string][] = [];
    for (const each of own ?? []) kept.push([each.name, await put(each.bytes)]);
    files[name] = own === undefined ? null : kept;
  }
  const text = `${JSON.stringify({ image, modules: files })}\n`;
  await host.write(`${folder}/kernel.json`, new TextEncoder().encode(text));
}

/** A damaged file counts as not there, and is fetched again. */
async function part(folder: string, hash: string, host: Host): Promise<Uint8Array | null> {
  const bytes = await host.read(`${folder}/${hash}`).catch(() => null);
  return bytes !== null && sha256(bytes) === hash ? bytes : null;
}

async function keptIn(folder: string, host: Host): Promise<z.infer<typeof Kept> | null> {
  const json = await host.read(`${folder}/kernel.json`).catch(() => null);
  if (json === null) return null;
  try {
    return Kept.safeParse(JSON.parse(new TextDecoder().decode(json))).data ?? null;
  } catch {
    return null;
  }
}
