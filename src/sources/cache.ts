import { z } from 'zod';
import { sha256 } from '../base/hash.ts';
import type { Host } from '../base/host.ts';
import { nameOfBundle } from './bundle.ts';
import type { Tree } from './tree.ts';

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
  get(tree: Tree, path: string): Promise<Cached | null>;
  /** A disk that is full or may not be written loses the file for later builds, not for this one. */
  put(tree: Tree, path: string, file: Cached): Promise<void>;
}

export function openCache(folder: string, host: Host): Cache {
  const entryPath = (tree: Tree, path: string) =>
    `${folder}/trees/${identityOf(tree)}/${sha256(nameOfBundle(path))}.json`;
  const objectPath = (hash: string) => `${folder}/objects/${hash.slice(0, 2)}/${hash}`;
  return {
    async get(tree, path) {
      const json = await readable(entryPath(tree, path), host);
      const entry = json && Entry.safeParse(parsed(new TextDecoder().decode(json)));
      if (!entry?.success || entry.data.path !== path) return null;
      const { version, provider, sha256: hash } = entry.data;
      if (hash === null) return { version, provider, bytes: null };
      const bytes = await readable(objectPath(hash), host);
      // A damaged object counts as not there, and is fetched again.
      return bytes && sha256(bytes) === hash ? { version, provider, bytes } : null;
    },
    async put(tree, path, { version, provider, bytes }) {
      const hash = bytes && sha256(bytes);
      const entry: z.infer<typeof Entry> = { path, version, provider, sha256: hash };
      try {
        if (bytes && hash) await host.write(objectPath(hash), bytes);
        await host.write(entryPath(tree, path), new TextEncoder().encode(`${JSON.stringify(entry)}\n`));
      } catch {}
    },
  };
}

/** Sites share the cache, and what one calls a tree may be something else in another, or after an edit. */
const identityOf = ({ version, tag, raw, mirrors, debian, path, git }: Tree): string => {
  const own = path === undefined && git === undefined ? [] : [path, git];
  // What was had before there was a second server was compared with nothing.
  const others = mirrors === undefined ? [] : [{ mirrors }];
  const hash = sha256(JSON.stringify([version, tag, raw, debian, ...own, ...others])).slice(0, 8);
  return `${tag.replace(/[^\w.-]/g, '_')}-${hash}`;
};

/** What cannot be read counts as not there, as damage does. */
const readable = (path: string, host: Host): Promise<Uint8Array | null> => host.read(path).catch(() => null);

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
