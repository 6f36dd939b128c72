import { addressParser, decodeWords } from 'postal-mime';
import type { Mailbox } from './message.ts';

/**
 * Reads an address header (RFC 5322, section 3.4; encoded words of RFC 2047 are decoded).
 *
 * @param value the header's value, unfolded.
 * @returns its mailboxes in order; a name or an address that is not there is null. Groups are flattened.
 */
export function readMailboxes(value: string): Mailbox[] {
  return addressParser(value, { flatten: true }).map(({ name, address }) => ({
    name: decodeWords(name ?? '').trim() || null,
    address: address?.trim() || null,
  }));
}

/** The one mailbox of a From field; a bare name where there is no address. */
export function readMailbox(value: string): Mailbox {
  const masked = MASKED.exec(value);
  const [first] = readMailboxes(masked ? `${masked[1]}@${masked[2]} (${masked[3] ?? ''})` : value);
  return first ?? { name: null, address: null };
}

/** Pipermail's way to show an address: `ada at example.org (Ada Lovelace)`. */
const MASKED = /^([^\s@<>"]{1,200}) at ([^\s@<>"]{1,200}\.[^\s@<>"]{1,60})(?: \(([^()]{0,200})\))?$/;

/** What a person is called in the conversation: the name, else the address. */
export const nameOf = (mailbox: Mailbox): string | null => mailbox.name ?? mailbox.address;
