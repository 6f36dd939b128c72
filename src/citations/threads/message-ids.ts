import { type IsMessageId, MASK, masked } from '../../mail/masked.ts';
import type { ReadMessage } from '../../quoting/passage.ts';
import type { Site, SiteMessage } from '../site.ts';

/** What of a message tells its ids, and whom it names. */
export type MailFacts = Pick<ReadMessage, 'messageId' | 'inReplyTo' | 'references' | 'from' | 'to' | 'cc'> &
  Partial<Pick<SiteMessage, 'outside' | 'recovered'>>;

/**
 * Tells the Message-IDs of mail from addresses, which they look like. What a mail gives as an id, and another as somebody's
 * address, is an address.
 */
export function messageIdsIn(messages: readonly MailFacts[]): IsMessageId {
  const ids = new Set<string>();
  const addresses = new Set<string>();
  for (const { messageId, inReplyTo, references, outside, recovered, from, to, cc } of messages) {
    // What is known only from answers is known by what they call it.
    const own = recovered && messageId !== null && !isMadeByProgram(messageId) ? null : messageId;
    const answered = inReplyTo !== null && isMadeByProgram(inReplyTo) ? inReplyTo : null;
    for (const id of [own, answered, ...references, outside?.['Message-ID']])
      if (id) ids.add(withoutBrackets(id));
    for (const { address } of [from, ...to, ...cc]) if (address) addresses.add(address.toLowerCase());
  }
  return (text) => ids.has(text) && !addresses.has(text.toLowerCase());
}

/** A Message-ID as it is written between its brackets. */
export const withoutBrackets = (messageId: string): string => messageId.trim().replace(/^<|>$/g, '');

/** Of old, a sentence with somebody's address told what a mail answers. */
const isMadeByProgram = (id: string): boolean => /^(?:[^=@\d]*\d){3}[^=@]*@/.test(id);

export const messageIdsOf = ({ threads }: Pick<Site, 'threads'>): IsMessageId =>
  messageIdsIn(threads.flatMap(({ messages }) => messages));

/** A name without an address in it: of each, one mark and the host. */
export const maskedName = (name: string, isNone: IsMessageId): string =>
  masked(name, isNone).replace(/…+/g, MASK);
