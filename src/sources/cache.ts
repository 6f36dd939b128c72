import { z } from 'zod';
import { sha256 } from '../base/hash.ts';
import type { Host } from '../base/host.ts';

/** A file of a tree as it was once found; null bytes where the tree does not have it. */
export interface Cached {
  readonly version: string;
  readonly provider: string;
  readonly bytes: Uint8Array | null;
}

const Entry = z.strictObject({
  path: z.string(),
  version: z.string(),
  provider: z.string(),
  sha256: z.string().nullable(),
});

/**
 * Files of source trees, kept in the user's cache folder so that every checkout shares them. Bytes are stored
 * under their own hash and an entry names them; both are written whole or not at all, bytes first, so a reader
 * beside a writer, or after a kill, finds either everything or nothing.
 */
export interface Cache {
  get(treeName: string, path: string): Promise<Cached | null>;
  put(treeName: string, path: string, file: Cached): Promise<void>;
}

export function openCache(folder: string, host: Host): Cache {
  const entryPath = (treeName: string, path: string) => `${folder}/trees/${treeName}/${sha256(path)}.json`;
  const objectPath = (hash: string) => `${folder}/objects/${hash.slice(0, 2)}/${hash}`;
  return {
    async get(treeName, path) {
      const json = await host.read(entryPath(treeName, path));
      const entry = json && Entry.safeParse(parsed(new TextDecoder().decode(json)));
      if (!entry?.success || entry.data.path !== path) return null;
      const { version, provider, sha256: hash } = entry.data;
      if (hash === null) return { version, provider, bytes: null };
      const bytes = await host.read(objectPath(hash));
      // A damaged object counts as not there, and is fetched again.
      return bytes && sha256(bytes) === hash ? { version, provider, bytes } : null;
    },
    async put(treeName, path, { version, provider, bytes }) {
      const hash = bytes && sha256(bytes);
      if (bytes && hash) await host.write(objectPath(hash), bytes);
      const entry: z.infer<typeof Entry> = { path, version, provider, sha256: hash };
      await host.write(entryPath(treeName, path), new TextEncoder().encode(`${JSON.stringify(entry)}\n`));
    },
  };
}

/** `$XDG_CACHE_HOME/postil`, else `~/.cache/postil` (XDG Base Directory Specification). */
export function cacheFolder(host: Pick<Host, 'env'>): string {
  const base = host.env('XDG_CACHE_HOME');
  return base?.startsWith('/') ? `${base}/postil` : `${host.env('HOME') ?? '/tmp'}/.cache/postil`;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
