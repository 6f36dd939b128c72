import { sha256 } from '../base/hash.ts';
import type { Host } from '../base/host.ts';
import { keptAt } from '../base/kept-at.ts';
import { type BundleMatch, bundleHash, searchBundle } from './bundle.ts';
import { type Definition, definitionsIn } from './c/symbol.ts';

/**
 * Names the code that works something out of texts, by a hash of it and of the grammar: what other code has worked
 * out is not used. A test says what it has to be.
 */
export const DERIVED_BY = 'e25f8d99019e';

/** What is worked out of texts, each once: parsing and searching take most of the time of a check. */
export interface Derived {
  definitions(text: string): Promise<readonly Definition[]>;
  /** @param packed a bundle. */
  search(packed: Uint8Array, words: string): Promise<readonly BundleMatch[]>;
}

/** Keeps what is worked out in the user's cache folder, under hashes of what it was worked out of. */
export function derivedIn(cacheFolder: string, host: Host): Derived {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const path = `${cacheFolder}/derived/${DERIVED_BY}/${key.slice(0, 2)}/${key}`;
    // Every key is asked for with one kind of work.
    const found = (known.get(key) as Promise<T> | undefined) ?? keptAt(path, work, host);
    known.set(key, found);
    return found;
  };
  return {
    definitions: (text) => once(sha256(text), () => definitionsIn(text)),
    search: (packed, words) =>
      once(sha256(`${bundleHash(packed)} ${words}`), () => searchBundle(packed, words)),
  };
}
