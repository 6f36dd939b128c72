import type { SiteMessage, SiteThread } from '../../citations/site.ts';
import type { Passage } from '../../quoting/passage.ts';
import type { Say } from '../words/say.ts';
import { shareAsText } from './coverage.ts';

/** What one person says in one go, or a quote of one depth more with what stands in it. */
export type Nested =
  | { readonly run: readonly Passage[] }
  | { readonly depth: number; readonly inside: readonly Nested[] };

/**
 * The passages of a message, nested as they were quoted. A run begins wherever another one begins to speak, and
 * after each quote, so that the reader is told again who goes on.
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
  return nestAt(passages, 0);
}

function nestAt(passages: readonly Passage[], depth: number): Nested[] {
  const nested: Nested[] = [];
  let at = 0;
  while (at < passages.length) {
    const first = passages[at] as Passage;
    const isRun = first.depth <= depth;
    const end = passages.findIndex((each, index) =>
      index <= at
        ? false
        : isRun
          ? each.depth > depth || speakerOf(each) !== speakerOf(first)
          : each.depth <= depth,
    );
    const taken = passages.slice(at, end === -1 ? passages.length : end);
    nested.push(isRun ? { run: taken } : { depth: depth + 1, inside: nestAt(taken, depth + 1) });
    at += taken.length;
  }
  return nested;
}

const speakerOf = ({ source, author }: Passage): string => `${source} ${author}`;

/** What is said of a quote that is folded: whose words it holds, how many passages, and where they begin. */
export function foldOf(
  inside: readonly Nested[],
  say: Say,
): { readonly first: string; readonly words: string } {
  const passages = inside.flatMap(passagesIn);
  const names = [...new Set(passages.map(({ author }) => author ?? say('writer.someone')))];
  const count = say('passages', { count: passages.length });
  const words = say('passage.folded', { names: names.join(', '), passages: count });
  return { first: passages[0]?.id ?? '', words };
}

const passagesIn = (item: Nested): readonly Passage[] =>
  'run' in item ? item.run : item.inside.flatMap(passagesIn);

/** How deep the quotes of a thread are shown. */
export const deepestOf = ({ messages }: SiteThread): number =>
  Math.max(0, ...messages.flatMap((message) => nest(message).map(depthOf)));

const depthOf = (item: Nested): number =>
  'run' in item ? 0 : Math.max(item.depth, ...item.inside.map(depthOf));

/** Whoever wrote messages of a thread, the most first; a reader may ask for each alone. */
export const writersOf = ({ messages }: SiteThread, say: Say): string[] =>
  [...Map.groupBy(messages, (message) => personOf(message, say))]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST_WRITERS)
    .map(([name]) => name);

/** As many as the style sheet has rules for. */
const MOST_WRITERS = 12;

/**
 * Whether a passage is a paragraph that its writer's program has wrapped, so that a narrow screen may wrap it anew:
 * every line but the last is nearly full, and none begins with a blank or as an item of a list does.
 */
export function isWrapped(text: string): boolean {
  const lines = text.split('\n');
  return (
    lines.length > 1 &&
    lines.slice(0, -1).every((line) => line.length >= FULL_LINE) &&
    !lines.some((line) => /^(?:\s|[-*•+]\s|\(?\d+[.)]\s)/.test(line))
  );
}

const FULL_LINE = 50;

/** A header field and how we come to know it. */
export interface HeaderFact {
  readonly name: string;
  readonly value: string;
  readonly state: 'known' | 'lost' | 'recovered';
}

/** What the page says of a message's header: fields at hand, fields recovered from outside, fields lost. */
export function headerFacts(message: SiteMessage, say: Say): HeaderFact[] {
  const known: HeaderFact[] = [
    { name: 'Subject', value: message.recovered ? '' : message.subject, state: 'known' as const },
    { name: 'To', value: people(message.to), state: 'known' as const },
    { name: 'Cc', value: people(message.cc), state: 'known' as const },
    { name: 'Message-ID', value: message.messageId ?? '', state: 'known' as const },
    { name: 'References', value: message.references.join(', '), state: 'known' as const },
    { name: say('message.lists'), value: message.lists.join(', '), state: 'known' as const },
    {
      name: say('message.copies'),
      value: message.copies > 1 ? say('message.merged', { count: message.copies }) : '',
      state: 'known' as const,
    },
  ].filter(({ name, value }) => value !== '' && !(name in message.outside));
  const recovered = Object.entries(message.outside).map(([name, value]) => ({
    name,
    value,
    state: 'recovered' as const,
  }));
  const lost = message.lost
    .filter((name) => !(name in message.outside))
    .map((name) => ({ name, value: say('message.lost'), state: 'lost' as const }));
  return [...known, ...recovered, ...lost];
}

const people = (mailboxes: SiteMessage['to']): string =>
  mailboxes.map(({ name, address }) => name ?? address ?? '').join(', ');

/** The message a message answers, if it is in the thread. */
export const answeredBy = (thread: SiteThread, { id }: SiteMessage): SiteMessage | undefined =>
  thread.messages.find((each) => each.id === thread.parents[id]);

/** The mail that a recovered message is known from, and the passage of it where its words begin. */
export function rebuiltFrom(
  { messages }: SiteThread,
  { id, recovered }: SiteMessage,
): { readonly message: SiteMessage; readonly passage: string } | null {
  if (!recovered) return null;
  for (const message of messages) {
    const passage = message.recovered ? undefined : message.passages.find(({ source }) => source === id);
    if (passage) return { message, passage: passage.id };
  }
  return null;
}

export const personOf = (message: SiteMessage, say: Say): string =>
  message.from.name ?? message.from.address ?? say(isMissing(message) ? 'writer.missing' : 'writer.unknown');

/**
 * What of a message's words is not on the page, in a sentence; null when all are. A reader must not take an empty
 * message, or one whose attachment is the point, for the whole.
 */
export function leftOutOf({ leftOut, passages, recovered }: SiteMessage, say: Say): string | null {
  const isEmpty = passages.length === 0 && !recovered;
  if (leftOut.length === 0) return isEmpty ? say('message.empty') : null;
  const parts = leftOut.join('; ');
  return say(isEmpty ? 'message.nothingShown' : 'message.leftOut', { parts });
}

/** Whether nothing of a message is known but that others answer it. */
export const isMissing = ({ recovered, passages }: SiteMessage): boolean =>
  recovered && passages.length === 0;

/** What the messages of a thread are, in a sentence. */
export function legendOf({ messages, atHand, whole }: SiteThread, say: Say): string {
  const missing = messages.filter(isMissing).length;
  const rebuilt = messages.filter(({ recovered }) => recovered).length - missing;
  const facts = [
    say('thread.order', { count: messages.length }),
    ...(rebuilt > 0 ? [say('thread.rebuilt', { count: rebuilt })] : []),
    ...(missing > 0 ? [say('thread.missing', { count: missing })] : []),
  ];
  return [
    `${facts.join('; ')}.`,
    ...(whole && atHand < whole.messages
      ? [say('thread.rest', { share: shareAsText({ atHand, whole }, say) })]
      : []),
    say('thread.names'),
  ].join(' ');
}

/** How line breaks that an archive destroyed are known all the same, in words; null where nothing proves them. */
export const proofOf = ({ proof }: SiteMessage, say: Say): string | null =>
  proof && say('message.proof', { proof });

/** How sure the name over a passage is, in words; null when an attribution line says it. */
export function doubtOf({ confidence }: Passage, say: Say): string | null {
  if (confidence === 'stated') return null;
  return say(confidence === 'inferred' ? 'passage.inferred' : 'passage.unknown');
}
