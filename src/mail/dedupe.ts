import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { sha256 } from '../base/hash.ts';
import { nameOf } from './addresses.ts';
import type { Delivery } from './formats/format.ts';
import { distinct, messageIdFrom } from './identity.ts';
import type { Message } from './message.ts';

export interface Merged {
  readonly messages: readonly Message[];
  /** One for each message that has the Message-ID of another. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Merges deliveries of one message (the same by Message-ID, else by DKIM body hash, else by writer, date and
 * body) into one that counts its copies and lists every list it came through. Two messages of one Message-ID whose
 * words have little in common stay two.
 *
 * @returns messages in the order of their first delivery.
 */
export function mergeCopies(deliveries: readonly Delivery[]): Merged {
  const diagnostics: Diagnostic[] = [];
  const groups = [...Map.groupBy(deliveries, keyOf).values()].flatMap((group) => {
    const same = oneMessageEach(group);
    for (const [other] of same.slice(1)) diagnostics.push(sameId(other as Delivery, group[0] as Delivery));
    return same;
  });
  const order = new Map(deliveries.map((delivery, at) => [delivery, at]));
  const firstOf = (group: readonly Delivery[]): number => order.get(group[0] as Delivery) ?? 0;
  const merged = groups.sort((a, b) => firstOf(a) - firstOf(b)).map(mergeGroup);
  const ids = distinct(merged.map(({ from, date }) => messageIdFrom(nameOf(from), date)));
  return { messages: merged.map((message, index) => ({ id: ids[index] ?? '', ...message })), diagnostics };
}

const sameId = ({ file, line, messageId }: Delivery, first: Delivery): Diagnostic =>
  diagnose(
    'mail-same-id',
    { file, line: line ?? 1, column: 1 },
    {
      message: `The Message-ID "${messageId}" is that of the message at ${first.file}:${first.line ?? 1}, whose words are different: both are kept.`,
    },
  );

function keyOf(delivery: Delivery): string {
  if (delivery.messageId !== null) return `id ${delivery.messageId}`;
  if (delivery.bodyHash !== null) return `bh ${delivery.bodyHash.value} ${delivery.date}`;
  const body = delivery.body.text.replace(/\s+/g, ' ').trim();
  return `body ${nameOf(delivery.from)} ${delivery.date} ${sha256(body)}`;
}

/** Deliveries of one Message-ID, by what they say; those that come first are compared with. */
function oneMessageEach(group: readonly Delivery[]): Delivery[][] {
  if (group.length === 1) return [[...group]];
  const found: { readonly words: ReadonlySet<string>; readonly copies: Delivery[] }[] = [];
  for (const delivery of group) {
    const words = distinctWords(delivery.body.text);
    const known =
      found.find((each) => areAlike(each.words, words)) ?? (found.length >= MOST_TEXTS ? found[0] : null);
    if (known) known.copies.push(delivery);
    else found.push({ words, copies: [delivery] });
  }
  return found.map(({ copies }) => copies);
}

/** Texts of one Message-ID that are told apart. */
const MOST_TEXTS = 20;

const distinctWords = (text: string): ReadonlySet<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));

/** On its way a message gains a footer, loses a part or a charset; most of its words stay. */
function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  if (few.size === 0) return true;
  let common = 0;
  for (const word of few) if (many.has(word)) common += 1;
  return common >= few.size * MOST_OF_THEM;
}

const MOST_OF_THEM = 0.7;

function mergeGroup(group: readonly Delivery[]): Omit<Message, 'id'> {
  const direct = group.filter(({ isForwarded }) => !isForwarded);
  const deliveries = direct.length > 0 ? direct : group;
  // A copy that lost its words on the way does not speak for the others.
  const best = deliveries.find(({ body }) => body.text.trim() !== '') ?? (deliveries[0] as Delivery);
  const { line = 1, isForwarded: _, ...first } = best;
  const others = deliveries.filter((each) => each !== best);
  return {
    ...first,
    line,
    // Where a list put its own address, another copy may have the writer's.
    from:
      first.from.address === null
        ? (others.find(({ from }) => isNamedAlike(from, first.from))?.from ?? first.from)
        : first.from,
    // A list server puts its own tag in front of the subject ("[Intel-gfx]"), so the shortest is the sender's.
    subject: others.reduce(
      (shortest, { subject }) => (subject && subject.length < shortest.length ? subject : shortest),
      first.subject,
    ),
    lists: [...new Set(deliveries.flatMap(({ lists }) => lists))],
    lost: first.lost.filter((name) => deliveries.every(({ lost }) => lost.includes(name))),
    bodyHash: deliveries.find(({ bodyHash }) => bodyHash !== null)?.bodyHash ?? null,
    copies: deliveries.length,
  };
}

const isNamedAlike = (from: Delivery['from'], other: Delivery['from']): boolean =>
  from.address !== null && from.name === other.name;
