import { type Diagnostic, diagnose, errorsIn } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { startOf } from '../base/position.ts';
import { lockAsJson } from '../sources/lock.ts';
import { lockFile, readOldLock } from './lock-file.ts';
import { readPages } from './page/pages.ts';
import { type KeptKey, readKeys } from './seals/keys.ts';
import { newSeals, type Published } from './seals/new-seals.ts';
import { type ReadLock, threadIn, verifySeals } from './seals/seals.ts';
import type { MailAtHand } from './threads/mail-at-hand.ts';
import { leftOutMail } from './threads/redactions.ts';
import { readMailToSeal, readThreads, threadFolders } from './threads/threads.ts';

/** All that sealing the mail of a site needs. */
export interface Sealing {
  readonly mail: readonly MailAtHand[];
  readonly lock: ReadLock;
  readonly keys: readonly KeptKey[];
  /** What could not be read; while there is an error in it nothing may be written. */
  readonly unread: readonly Diagnostic[];
  /** Message-ID -> the day on which it was asked that the mail be left out. */
  readonly leftOut: ReadonlyMap<string, string>;
  /** In what the mail is not as it was sealed. */
  readonly differences: readonly Diagnostic[];
}

/** Reads what is to be sealed, and the pages too: whoever seals while one is broken does not see what quotes the mail. */
export async function readSealing(contentFolder: string, host: Host): Promise<Sealing> {
  const [folder, threads, pages, lock, keys] = await Promise.all([
    host.list(contentFolder),
    readThreads(contentFolder, host),
    readPages(contentFolder, host),
    readOldLock(contentFolder, host),
    readKeys(contentFolder, host),
  ]);
  const missing =
    folder === null
      ? [
          diagnose('content-missing', startOf(contentFolder), {
            message: `There is no folder "${contentFolder}".`,
          }),
        ]
      : [];
  const parts = [threads, pages, lock, keys];
  return {
    mail: [...threads.verified.values()].flatMap((each) => each.mail),
    lock: lock.verified,
    keys: keys.verified,
    unread: [...missing, ...parts.flatMap(({ diagnostics }) => diagnostics)],
    leftOut: leftOutMail(threads.redactions),
    differences: verifySeals(threads, lock.verified, keys.verified).diagnostics,
  };
}

export interface SealingNew {
  /** Only mail of these threads. */
  readonly threads?: readonly string[];
  /** What was found in archives just now, by the message's hash. */
  readonly published?: ReadonlyMap<string, Published>;
}

/**
 * Seals mail that is new, and leaves what is sealed as it is, changed or not. Nothing is written where the lock or the
 * mail cannot be read.
 *
 * @returns how many messages were sealed; null when none could be.
 */
export const sealNew = (contentFolder: string, host: Host, what: SealingNew = {}): Promise<number | null> =>
  // Of two imports at once, each adds to what the other has sealed.
  host.alone(lockFile(contentFolder), () => sealed(contentFolder, host, what));

async function sealed(
  contentFolder: string,
  host: Host,
  { threads, published }: SealingNew,
): Promise<number | null> {
  const [lock, keys, folders] = await Promise.all([
    readOldLock(contentFolder, host),
    readKeys(contentFolder, host),
    threads ?? threadFolders(contentFolder, host),
  ]);
  if (errorsIn([...lock.diagnostics, ...keys.diagnostics]).length > 0) return null;
  const mail: MailAtHand[] = [];
  for (const slug of folders) {
    const read = await readMailToSeal(contentFolder, slug, host);
    // A thread of which only a part can be read is sealed when all of it can.
    if (errorsIn(read.diagnostics).length === 0) mail.push(...read.verified);
  }
  const { version: _, seals, ...rest } = lock.verified.lock;
  // The same mail may stand in a thread that is not looked at.
  const own = Object.entries(seals.mail).filter(
    ([key]) => threads === undefined || threads.includes(threadIn(key)),
  );
  const old = { ...seals, mail: Object.fromEntries(own) };
  const fresh = newSeals(mail, old, keys.verified, published).changes.filter(
    ({ state, sealed }) =>
      state === 'new' || (state === 'vouched otherwise' && published?.has(sealed.sha256)),
  );
  if (fresh.length === 0) return mail.length > 0 || folders.length === 0 ? 0 : null;
  const added = Object.fromEntries(fresh.map(({ key, sealed }) => [key, sealed]));
  const json = lockAsJson({ ...rest, seals: { ...seals, mail: { ...seals.mail, ...added } } });
  await host.write(lock.verified.file, new TextEncoder().encode(json));
  return fresh.length;
}
