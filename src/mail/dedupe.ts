import { sha256 } from '../base/hash.ts';
import { nameOf } from './addresses.ts';
import type { Delivery } from './formats/format.ts';
import { distinct, messageIdFrom } from './identity.ts';
import type { Message } from './message.ts';

/**
 * Merges deliveries of one message (the same by Message-ID, else by DKIM body hash, else by writer, date and
 * body) into one that counts its copies and lists every list it came through.
 *
 * @returns messages in the order of their first delivery.
 */
export function mergeCopies(deliveries: readonly Delivery[]): Message[] {
  const groups = Map.groupBy(deliveries, keyOf);
  const merged = [...groups.values()].map(mergeGroup);
  const ids = distinct(merged.map(({ from, date }) => messageIdFrom(nameOf(from), date)));
  return merged.map((message, index) => ({ id: ids[index] ?? '', ...message }));
}

function keyOf(delivery: Delivery): string {
  if (delivery.messageId !== null) return `id ${delivery.messageId}`;
  if (delivery.bodyHash !== null) return `bh ${delivery.bodyHash.value} ${delivery.date}`;
  const body = delivery.body.text.replace(/\s+/g, ' ').trim();
  return `body ${nameOf(delivery.from)} ${delivery.date} ${sha256(body)}`;
}

function mergeGroup(group: readonly Delivery[]): Omit<Message, 'id'> {
  const [first, ...others] = group as readonly [Delivery, ...Delivery[]];
  return {
    ...first,
    // A list server puts its own tag in front of the subject ("[Intel-gfx]"), so the shortest is the sender's.
    subject: others.reduce(
      (shortest, { subject }) => (subject && subject.length < shortest.length ? subject : shortest),
      first.subject,
    ),
    lists: [...new Set(group.flatMap(({ lists }) => lists))],
    lost: first.lost.filter((name) => group.every(({ lost }) => lost.includes(name))),
    bodyHash: group.find(({ bodyHash }) => bodyHash !== null)?.bodyHash ?? null,
    copies: group.length,
  };
}
