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
export const readMailbox = (value: string): Mailbox =>
  readMailboxes(value)[0] ?? { name: null, address: null };

/** What a person is called in the conversation: the name, else the address. */
export const nameOf = (mailbox: Mailbox): string | null => mailbox.name ?? mailbox.address;
