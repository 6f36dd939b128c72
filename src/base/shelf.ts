import { sha256 } from './hash.ts';
import type { Host } from './host.ts';
import { type Keeping, keptAt } from './kept-at.ts';

/** Keeps what was worked out from one run to the next, so that only what changed is worked out again. */
export interface Shelf {
  /**
   * A result that is worked out once, as it comes back from JSON.
   *
   * @param noun what it is; each noun has one kind of result.
   * @param place what it is of: of each place the newest result is kept.
   * @param key all that it is made from: texts, or digests of them.
   */
  once<T>(
    noun: string,
    place: string,
    key: string,
    work: () => Promise<T>,
    isKept?: Keeping<T>['isKept'],
  ): Promise<T>;
}

/** @param code a digest of the program: what another has worked out is not believed. */
export const shelfIn = (cacheFolder: string, code: string, host: Host): Shelf => ({
  once: (noun, place, key, work, isKept = () => true) =>
    keptAt(`${cacheFolder}/${noun}/${sha256(place)}`, work, host, {
      key: sha256(JSON.stringify([code, key])),
      isKept,
    }),
});
