import { addressList } from './address-list.ts';
import type { Mailbox } from './message.ts';

/**
 * Reads an address header (RFC 5322, section 3.4; encoded words of RFC 2047 are decoded).
 *
 * @param value the header's value, unfolded.
 * @returns its mailboxes in order; a name or an address that is not there is null. Groups are flattened.
 */
export const readMailboxes = (value: string): Mailbox[] => addressList(value);

/** The one mailbox of a From field; a bare name where there is no address. */
export function readMailbox(value: string): Mailbox {
  const masked = MASKED.exec(value);
  const all = readMailboxes(masked ? `${masked[1]}@${masked[2]} (${masked[3] ?? ''})` : value);
  // "Lovelace, Ada <ada@example.org>" without its quotes.
  return all.find(({ address }) => address !== null) ?? all[0] ?? { name: null, address: null };
}

/** Pipermail's way to show an address: `ada at example.org (Ada Lovelace)`. */
const MASKED = /^([^\s@<>"]{1,200}) at ([^\s@<>"]{1,200}\.[^\s@<>"]{1,60})(?: \(([^()]{0,200})\))?$/;

/** What a person is called in the conversation: the name, else the address. */
export const nameOf = (mailbox: Mailbox): string | null => mailbox.name ?? mailbox.address;
