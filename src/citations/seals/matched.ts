import type { LockedMail } from '../../sources/lock.ts';
import type { MailAtHand } from '../threads/mail-at-hand.ts';

/** A message and what was sealed of it. */
export interface Pair {
  readonly mail: MailAtHand;
  readonly key: string;
  readonly sealed: LockedMail;
}

export interface Matched {
  readonly pairs: readonly Pair[];
  readonly unsealed: readonly MailAtHand[];
  /** What was sealed and is not there any more. */
  readonly gone: readonly (readonly [key: string, sealed: LockedMail])[];
}

/**
 * By what a message is known again, the surest first: what is the same is not changed, in whatever file it lies now;
 * what is left goes by its name, by its Message-ID in another thread, and by its words under another Message-ID.
 */
const WAYS: readonly {
  readonly ofMail: (mail: MailAtHand) => string | null;
  readonly ofSealed: (sealed: LockedMail, key: string) => string | null;
}[] = [
  { ofMail: ({ sha256, key }) => `${key} ${sha256}`, ofSealed: ({ sha256 }, key) => `${key} ${sha256}` },
  { ofMail: ({ sha256 }) => sha256, ofSealed: ({ sha256 }) => sha256 },
  { ofMail: ({ key }) => key, ofSealed: (_, key) => key },
  { ofMail: ({ messageId }) => messageId, ofSealed: (_, key) => messageIdIn(key) },
  { ofMail: ({ text }) => text, ofSealed: ({ text }) => text },
];

/** The Message-ID in the name of a sealed mail; null where it is named by its file. */
export const messageIdIn = (key: string): string | null => {
  const start = key.indexOf(' <');
  return start === -1 ? null : key.slice(start + 2, key.lastIndexOf('>'));
};

/** Finds for each message what was sealed of it; each is taken once. */
export function matched(mail: readonly MailAtHand[], sealed: Readonly<Record<string, LockedMail>>): Matched {
  const pairs: Pair[] = [];
  let unsealed = mail;
  let gone = Object.entries(sealed);
  for (const { ofMail, ofSealed } of WAYS) {
    const waiting = Map.groupBy(gone, ([key, entry]) => ofSealed(entry, key));
    waiting.delete(null);
    const taken = new Set<string>();
    unsealed = unsealed.filter((each) => {
      const found = waiting.get(ofMail(each))?.shift();
      if (!found) return true;
      taken.add(found[0]);
      pairs.push({ mail: each, key: found[0], sealed: found[1] });
      return false;
    });
    gone = gone.filter(([key]) => !taken.has(key));
  }
  return { pairs, unsealed, gone };
}
