import { NORMALISATION } from '../../mail/sealed-words.ts';
import type { LockedMail, Seals } from '../../sources/lock.ts';
import { rootOf } from '../../sources/lock.ts';
import type { MailAtHand } from '../threads/mail-at-hand.ts';
import type { KeptKey } from './keys.ts';
import { matched, messageIdIn } from './matched.ts';
import { verdictsOn } from './seals.ts';

/** What became of a message since it was sealed. */
export interface SealChange {
  readonly state: 'new' | 'changed' | 'gone' | 'left out' | 'same' | 'vouched otherwise';
  readonly key: string;
  /** Null for what is gone or left out. */
  readonly mail: MailAtHand | null;
  readonly sealed: LockedMail;
}

/** An archive in which a message was found. */
export type Published = NonNullable<LockedMail['published']>;

/**
 * The seals that the mail at hand asks for. Where the same words were found in an archive stays known as long as they
 * are the same. Of mail that is gone because somebody asked for it the hash is kept, and no name.
 *
 * @param published what was found in archives just now, by the message's hash.
 * @param leftOut Message-ID -> the day on which it was asked for.
 */
export function newSeals(
  mail: readonly MailAtHand[],
  old: Seals,
  keys: readonly KeptKey[],
  published: ReadonlyMap<string, Published> = new Map(),
  leftOut: ReadonlyMap<string, string> = new Map(),
): { readonly seals: Seals; readonly changes: readonly SealChange[] } {
  const { pairs, gone } = matched(mail, old.mail);
  const before = new Map(pairs.map((pair) => [pair.mail, pair.sealed]));
  const changes = mail.map((each): SealChange => {
    const known = before.get(each);
    const isSame = known?.sha256 === each.sha256;
    const found = published.get(each.sha256) ?? (isSame ? known?.published : undefined);
    const sealed = lockedMail(each, keys, found);
    const state = !known
      ? 'new'
      : !isSame
        ? 'changed'
        : howOf(known) === howOf(sealed)
          ? 'same'
          : 'vouched otherwise';
    return { state, key: each.key, mail: each, sealed };
  });
  const missing = gone.map(([key, sealed]): SealChange => {
    const day = leftOut.get(messageIdIn(key) ?? '');
    return day === undefined
      ? { state: 'gone', key, mail: null, sealed }
      : { state: 'left out', key, mail: null, sealed: withoutNames(sealed, day) };
  });
  const all = [...changes, ...missing];
  const kept = all.filter(({ state }) => state !== 'gone');
  const sealed = Object.fromEntries(kept.map((each) => [each.key, each.sealed]));
  return { seals: { normalisation: NORMALISATION, root: rootOf(sealed), mail: sealed }, changes: all };
}

const withoutNames = ({ sha256, text }: LockedMail, leftOut: string): LockedMail => ({
  sha256,
  text,
  from: null,
  date: null,
  subject: '',
  leftOut,
});

function lockedMail(
  mail: MailAtHand,
  keys: readonly KeptKey[],
  published: Published | undefined,
): LockedMail {
  const { sha256, text, from, date, subject } = mail;
  const signed = signedOf(mail, keys);
  return {
    sha256,
    text,
    from: from.name,
    date,
    subject,
    ...(signed ? { signed } : {}),
    ...(published ? { published } : {}),
  };
}

function signedOf(mail: MailAtHand, keys: readonly KeptKey[]): LockedMail['signed'] {
  for (const signature of mail.signatures) {
    const [verdict] = verdictsOn({ ...mail, signatures: [signature] }, keys);
    if (!verdict?.holds) continue;
    const { scheme, by, selector, expires } = signature;
    return { scheme, by, selector, seen: verdict.key.seen, ...(expires === null ? {} : { expires }) };
  }
  return undefined;
}

const howOf = ({ signed, published }: LockedMail): string => JSON.stringify([signed, published]);
