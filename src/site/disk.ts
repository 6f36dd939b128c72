import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** What of a disk is asked; tests bring their own. */
export interface Disk {
  isThere(path: string): boolean;
  /** Bytes that this user may still write, or null where the system does not say. */
  free(path: string): number | null;
  mayWrite(path: string): boolean;
}

const DISK: Disk = {
  isThere: existsSync,
  free(path) {
    try {
      const { bavail, bsize, blocks } = statfsSync(path);
      // Some file systems know no end, and say nought for all.
      return blocks === 0 ? null : bavail * bsize;
    } catch {
      return null;
    }
  },
  mayWrite(path) {
    try {
      accessSync(path, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
};

/** Less is left where a write has failed: a file that was too large leaves some. */
const NEARLY_NOTHING = 1024 * 1024;

/** Why nothing can be written below a folder, in a sentence; null where the disk is not to blame. */
export function whyFull(folder: string, disk = DISK): string | null {
  let at = folder;
  while (!disk.isThere(at) && dirname(at) !== at) at = dirname(at);
  if (!disk.mayWrite(at)) return `${at} may not be written to by this user.`;
  const free = disk.free(at);
  return free !== null && free < NEARLY_NOTHING
    ? `The disk of ${at} is full: make room, then build again; what a build that failed has left is not whole.`
    : null;
}

/**
 * A build that fails says at its end where the disk is to blame. Astro, its bundler and the search each tell of a full disk
 * in their own way, by a stack or by nothing.
 */
export function tellOfDisk(folder: string): void {
  process.once('exit', (code) => {
    const why = code === 0 ? null : whyFull(folder);
    if (why !== null) process.stderr.write(`\n${why}\n`);
  });
}
