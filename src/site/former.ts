import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** What was built before, out of the way while it is built anew. */
export interface Former {
  /** The new site is whole: the one before goes. */
  replaced(): void;
  /** The new site is not: the one before stands in its place again. @returns whether there is one. */
  restored(): boolean;
}

/**
 * Puts what was built before aside. Astro empties its folder before it writes, and a build can fail after that: who serves the
 * folder would be left with half a site.
 *
 * @param folder where Astro builds.
 * @param aside on the same disk, and nobody's but ours; what a killed build left there goes. On another disk nothing is put
 *   aside: to copy a large site would take longer than to build a small one.
 */
export function putAside(folder: string, aside: string): Former {
  rmSync(aside, { recursive: true, force: true });
  const isAside = existsSync(folder) && moved(folder, aside);
  return {
    replaced: () => rmSync(aside, { recursive: true, force: true }),
    restored() {
      if (!isAside || !existsSync(aside)) return false;
      rmSync(folder, { recursive: true, force: true });
      return moved(aside, folder);
    },
  };
}

function moved(from: string, to: string): boolean {
  try {
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Should the process end with a failure before the new site is whole, the one before comes back, and that is said. */
export function restoreOnFailure(former: Former, folder: string): void {
  process.once('exit', (code) => {
    if (code !== 0 && former.restored())
      process.stderr.write(`\n${folder} is as it was before this build.\n`);
  });
}
