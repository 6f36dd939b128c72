import type { Checked } from '../base/diagnostic.ts';
import { type Host, readText } from '../base/host.ts';
import { EMPTY_LOCK, readLock } from '../sources/lock.ts';
import type { ReadLock } from './seals/seals.ts';

/** Where a site keeps its lock. */
export const lockFile = (contentFolder: string): string => `${contentFolder}/postil.lock.json`;

/** The lock as it is; an empty one where there is none, and where it cannot be read. */
export async function readOldLock(contentFolder: string, host: Host): Promise<Checked<ReadLock>> {
  const file = lockFile(contentFolder);
  const text = await readText(file, host);
  if (text === null) return { verified: { lock: EMPTY_LOCK, file, text: '', isRead: true }, diagnostics: [] };
  const read = readLock(file, text);
  return 'lock' in read
    ? { verified: { lock: read.lock, file, text, isRead: true }, diagnostics: [] }
    : { verified: { lock: EMPTY_LOCK, file, text, isRead: false }, diagnostics: read.diagnostics };
}

/**
 * Writes the lock that a verification asks for, unless somebody else has written it since it was read: then all has to be
 * held against that one.
 *
 * @returns whether it was written.
 */
export const replaceLock = (
  contentFolder: string,
  { lock, lockBefore }: { readonly lock: string; readonly lockBefore: string },
  host: Host,
): Promise<boolean> => {
  const file = lockFile(contentFolder);
  return host.alone(file, async () => {
    if (((await readText(file, host)) ?? '') !== lockBefore) return false;
    await host.write(file, new TextEncoder().encode(lock));
    return true;
  });
};
