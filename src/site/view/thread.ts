import type { SiteMessage, SiteThread } from '../../citations/site.ts';
import type { Passage } from '../../quoting/passage.ts';
import { maskAddresses } from './mail-text.ts';

/** A passage, or a quote of one depth more with what stands in it. */
export type Nested =
  | { readonly passage: Passage; readonly introduces: boolean }
  | { readonly depth: number; readonly inside: readonly Nested[] };

/**
 * The passages of a message, nested as they were quoted. The speaker is introduced wherever another one begins
 * to speak, and at the start of each quote.
 *
 * @param passages of the message; for a recovered message only what it answers directly is kept, as everything
 *   deeper is shown where it was written.
 */
export function nest(message: SiteMessage): Nested[] {
  const passages = message.recovered
    ? message.passages.filter(({ depth, kind }) =>
        depth === 0 ? kind !== 'attribution' : depth === 1 && kind !== 'attribution',
      )
    : message.passages;
  return nestAt(passages, 0, `${message.id} ${personOf(message)}`);
}

function nestAt(passages: readonly Passage[], depth: number, before: string | null): Nested[] {
  const nested: Nested[] = [];
  let speaker = before;
  let at = 0;
  while (at < passages.length) {
    const passage = passages[at] as Passage;
    if (passage.depth <= depth) {
      nested.push({ passage, introduces: speakerOf(passage) !== speaker });
      speaker = speakerOf(passage);
      at += 1;
      continue;
    }
    const end = passages.findIndex((each, index) => index > at && each.depth <= depth);
    const inside = passages.slice(at, end === -1 ? passages.length : end);
    nested.push({ depth: depth + 1, inside: nestAt(inside, depth + 1, null) });
    // After a quote the reader is told again who goes on.
    speaker = null;
    at += inside.length;
  }
  return nested;
}

const speakerOf = ({ source, author }: Passage): string => `${source} ${author}`;

/** A header field and how we come to know it. */
export interface HeaderFact {
  readonly name: string;
  readonly value: string;
  readonly state: 'known' | 'lost' | 'recovered';
}

/** What the page says of a message's header: fields at hand, fields recovered from outside, fields lost. */
export function headerFacts(message: SiteMessage): HeaderFact[] {
  const known: HeaderFact[] = [
    { name: 'Subject', value: message.recovered ? '' : message.subject, state: 'known' as const },
    { name: 'To', value: people(message.to), state: 'known' as const },
    { name: 'Cc', value: people(message.cc), state: 'known' as const },
    { name: 'Message-ID', value: message.messageId ?? '', state: 'known' as const },
    { name: 'References', value: message.references.join(', '), state: 'known' as const },
    { name: 'Lists', value: message.lists.join(', '), state: 'known' as const },
    {
      name: 'Copies',
      value: message.copies > 1 ? `${message.copies}, merged into one message` : '',
      state: 'known' as const,
    },
  ].filter(({ name, value }) => value !== '' && !(name in message.outside));
  const recovered = Object.entries(message.outside).map(([name, value]) => ({
    name,
    value: ADDRESS_FIELDS.has(name) ? maskAddresses(value) : value,
    state: 'recovered' as const,
  }));
  const lost = message.lost
    .filter((name) => !(name in message.outside))
    .map((name) => ({ name, value: 'lost', state: 'lost' as const }));
  return [...known, ...recovered, ...lost];
}

const ADDRESS_FIELDS: ReadonlySet<string> = new Set(['From', 'To', 'Cc']);

const people = (mailboxes: SiteMessage['to']): string =>
  mailboxes.map(({ name, address }) => name ?? maskAddresses(address ?? '')).join(', ');

/** The message a message answers, if it is in the thread. */
export const answeredBy = (thread: SiteThread, { id }: SiteMessage): SiteMessage | undefined =>
  thread.messages.find((each) => each.id === thread.parents[id]);

export const personOf = (message: SiteMessage): string =>
  message.from.name ??
  message.from.address ??
  (isMissing(message) ? 'A message not at hand' : 'Unknown writer');

/** Whether nothing of a message is known but that others answer it. */
export const isMissing = ({ recovered, passages }: SiteMessage): boolean =>
  recovered && passages.length === 0;

/** What the messages of a thread are, in a sentence. */
export function legendOf({ messages }: SiteThread): string {
  const missing = messages.filter(isMissing).length;
  const rebuilt = messages.filter(({ recovered }) => recovered).length - missing;
  const facts = [
    `${messages.length} ${messages.length === 1 ? 'message' : 'messages'}, oldest first`,
    ...(rebuilt > 0
      ? [`${rebuilt} of them known only from quotes in the others and rebuilt from there`]
      : []),
    ...(missing > 0
      ? [`${missing} not at hand, in ${missing === 1 ? 'its' : 'their'} place because others answer`]
      : []),
  ];
  return `${facts.join('; ')}. Each name says who wrote the words below it, however deeply they are quoted.`;
}

/** How line breaks that an archive destroyed are known all the same, in words; null where nothing proves them. */
export const proofOf = ({ proof }: SiteMessage): string | null => proof && `line breaks proven by ${proof}`;

/** How sure the name over a passage is, in words; null when an attribution line says it. */
export function doubtOf({ confidence }: Passage): string | null {
  return confidence === 'stated' ? null : confidence === 'inferred' ? 'author inferred' : 'author unknown';
}
