import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/**
 * Lets Astro take pages from the build before this one, where that ended well. Astro keeps a copy of each page under its
 * path: of a build that was stopped nobody knows which copies are of which.
 *
 * @param cacheFolder Astro's.
 * @returns to be called when the build has ended well.
 */
export function keepPages(cacheFolder: string): () => void {
  const mark = join(cacheFolder, 'postil-unfinished');
  if (existsSync(mark)) rmSync(join(cacheFolder, 'incremental-build.json'), { force: true });
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(mark, '');
  return () => rmSync(mark, { force: true });
}

/**
 * Has memory looked through before it is asked of the system: a build makes much that is soon done with, and of ten thousand
 * messages it holds 300 MB and would take 3 GB. V8 reads this setting each time.
 */
export const beSparing = (): void => setFlagsFromString('--heap-growing-percent=40');
