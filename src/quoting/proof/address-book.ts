import type { Mailbox, Message } from '../../mail/message.ts';
import { personKey } from '../person-key.ts';

/** The addresses that a person may have used, the likeliest first. */
export type AddressBook = (name: string) => readonly string[];

/** Addresses of one person that are worth a try. */
const MOST = 4;

/**
 * Collects who has which address: from what is known from outside, from the header fields of messages, and from
 * Message-IDs, as git-send-email builds them around the sender's address.
 */
export function addressBook(known: readonly Mailbox[], messages: readonly Message[]): AddressBook {
  const named = new Map<string, Set<string>>();
  const bare = new Map<string, Set<string>>();
  const put = (book: Map<string, Set<string>>, key: string, address: string) =>
    book.set(key, (book.get(key) ?? new Set()).add(address));
  const add = ({ name, address }: Mailbox): void => {
    if (address === null) return;
    if (name === null) put(bare, lettersOf(address), address);
    else put(named, personKey(name), address);
  };
  for (const mailbox of known) add(mailbox);
  for (const { from, to, cc, messageId, inReplyTo, references } of messages) {
    for (const mailbox of [from, ...to, ...cc]) add(mailbox);
    for (const id of [messageId, inReplyTo, ...references]) {
      const sender = SENT_BY_GIT.exec(id ?? '')?.[1];
      if (sender !== undefined) add({ name: null, address: sender });
    }
  }
  return (name) => {
    const alike = bare.get(personKey(name)) ?? [];
    return [...new Set([...(named.get(personKey(name)) ?? []), ...alike])].slice(0, MOST);
  };
}

/** `20221122170801.842766-1-daniel.vetter@ffwll.ch`: time, process, number of the patch, sender. */
const SENT_BY_GIT = /^\d{14}\.\d{1,10}-\d{1,5}-(?:git-send-email-)?([^\s<>]{3,100}@[^\s<>]{3,100})$/;

/** The words of an address before the `@`, as they would be in a name. */
const lettersOf = (address: string): string => personKey(address.slice(0, address.indexOf('@')));
