import { LIMITS } from '../base/limits.ts';
import { nameOf } from '../mail/addresses.ts';
import { type BodyHash, bodyHashOf, canonicalBody } from '../mail/dkim.ts';
import type { Mailbox, Message } from '../mail/message.ts';
import { type AddressBook, addressBook } from './proof/address-book.ts';
import { habitsShownIn } from './proof/habits.ts';
import { parted } from './proof/parts.ts';
import { findBody } from './proof/search.ts';

/**
 * Finds the line breaks of flattened messages whose DKIM signature survived: bodies that may have been are tried
 * until one has the body hash (RFC 6376, section 3.7). That this body was the one signed is then certain, but for
 * runs of spaces under `relaxed`; that the signature is the sender's nobody has checked: it takes a key.
 *
 * @param known addresses that are known from outside, to put back where the flattening took them for HTML tags.
 * @returns the messages; one that is proven has its lines back. Of a large set only the first are tried.
 */
export function withProvenLines(messages: readonly Message[], known: readonly Mailbox[]): readonly Message[] {
  const provable = messages.filter(isProvable).slice(0, LIMITS.proofs);
  if (provable.length === 0) return messages;
  const addresses = addressBook(known, messages);
  const proven = new Map(provable.map((message) => [message, provenBody(message, addresses)]));
  return messages.map((message) => {
    const text = proven.get(message) ?? null;
    return text === null ? message : { ...message, body: { text, shape: 'proven' } };
  });
}

const isProvable = ({ body, bodyHash }: Message): boolean =>
  body.shape === 'flattened' && bodyHash?.algorithm === 'sha256' && body.text.length <= LIMITS.proofBody;

/** The body with its lines as they were signed; null where none that was tried has the hash. */
function provenBody({ body, bodyHash, from }: Message, addresses: AddressBook): string | null {
  if (bodyHash === null) return null;
  const { partsFor, ...shown } = parted(body.text, { writer: { name: nameOf(from) }, addresses });
  const layouts = habitsShownIn({ ...shown, canonicalization: bodyHash.canonicalization }).map((habits) => ({
    oddity: habits.oddity,
    parts: () => partsFor(habits),
  }));
  const found = findBody(layouts, LIMITS.proofSearch, (candidate) => isSigned(candidate, bodyHash));
  return found?.replaceAll('\r\n', '\n') ?? null;
}

/** A hash of a part of the body (`l=`) proves nothing about the rest of it. */
const isSigned = (candidate: string, bodyHash: BodyHash): boolean =>
  bodyHashOf(candidate, bodyHash) === bodyHash.value &&
  (bodyHash.length === null ||
    bodyHash.length === new TextEncoder().encode(canonicalBody(candidate, bodyHash.canonicalization)).length);
