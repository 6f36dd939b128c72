import type { IsMessageId } from '../../mail/masked.ts';
import type { Site } from '../site.ts';

/**
 * Tells the Message-IDs of a site's mail from addresses, which they look like. What a mail gives as an id, and another as
 * somebody's address, is an address.
 */
export function messageIdsOf({ threads }: Pick<Site, 'threads'>): IsMessageId {
  const ids = new Set<string>();
  const addresses = new Set<string>();
  for (const { messages } of threads)
    for (const { messageId, inReplyTo, references, outside, from, to, cc } of messages) {
      for (const id of [messageId, inReplyTo, ...references, outside['Message-ID']])
        if (id) ids.add(id.replace(/^<|>$/g, ''));
      for (const { address } of [from, ...to, ...cc]) if (address) addresses.add(address.toLowerCase());
    }
  return (text) => ids.has(text) && !addresses.has(text.toLowerCase());
}
