import { lookUp } from '../../base/look-up.ts';
import type { SiteMessage, SiteThread } from '../../citations/site.ts';
import { answeredSubject, bareSubject } from '../../mail/subject.ts';
import type { Passage } from '../../quoting/passage.ts';
import type { Say } from '../words/say.ts';
import { shareAsText } from './coverage.ts';

/**
 * What one person says in one go, or a quote of one depth more with what stands in it. The lines that introduce a quote ("On
 * Monday … wrote:") belong to it: nobody says them.
 */
export type Nested =
  | { readonly run: readonly Passage[] }
  | { readonly depth: number; readonly introduced: readonly Passage[]; readonly inside: readonly Nested[] };

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
    if (isRun) nested.push({ run: taken });
    else {
      const introduced = introducing(nested);
      nested.push({ depth: depth + 1, introduced, inside: nestAt(taken, depth + 1) });
    }
    at += taken.length;
  }
  return nested;
}

/** Takes the lines that introduce what comes next from the end of what came before. */
function introducing(nested: Nested[]): readonly Passage[] {
  const last = nested.at(-1);
  if (!last || !('run' in last)) return [];
  const from = last.run.findLastIndex(({ kind }) => kind !== 'attribution') + 1;
  if (from === last.run.length) return [];
  nested.pop();
  if (from > 0) nested.push({ run: last.run.slice(0, from) });
  return last.run.slice(from);
}

const speakerOf = ({ source, author }: Passage): string => `${source} ${author}`;

/** Ids of the messages of a thread whose words are on its page. */
export const shownOf = ({ messages }: SiteThread): ReadonlySet<string> =>
  new Set(messages.filter(({ passages }) => passages.length > 0).map(({ id }) => id));

/** Whether all that a quote says is on the page already, where it was written. */
export const isRepeated = (item: Nested, { id }: SiteMessage, shown: ReadonlySet<string>): boolean =>
  passagesIn(item).every(
    ({ source, kind }) =>
      kind === 'attribution' || kind === 'elision' || (source !== null && source !== id && shown.has(source)),
  );

/** What is shown of a quote that is folded: the words that stand right above the answer, whose they are, and how much more there is. */
export interface Fold {
  readonly author: string | null;
  readonly words: string;
  readonly more: number;
}

export function foldOf(inside: readonly Nested[]): Fold {
  const said = inside.flatMap(passagesIn).filter(({ kind }) => kind !== 'attribution');
  const least = Math.min(...said.map(({ depth }) => depth));
  const last = said.findLastIndex(({ depth }) => depth === least);
  const others = said
    .slice(0, last)
    .findLastIndex((each) => speakerOf(each) !== speakerOf(said[last] as Passage));
  const run = said.slice(others + 1, last + 1);
  const words = run
    .map(({ text }) => text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return {
    author: run[0]?.author ?? null,
    words: words.length > FOLD_LETTERS ? `${words.slice(0, FOLD_LETTERS).replace(/\s\S*$/, '')} …` : words,
    more: said.length - run.length,
  };
}

/** More is on no screen's line. */
const FOLD_LETTERS = 110;

const passagesIn = (item: Nested): readonly Passage[] =>
  'run' in item ? item.run : [...item.introduced, ...item.inside.flatMap(passagesIn)];

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
  ].filter(({ name, value }) => value !== '' && !Object.hasOwn(message.outside, name));
  const recovered = Object.entries(message.outside).map(([name, value]) => ({
    name,
    value,
    state: 'recovered' as const,
  }));
  const lost = message.lost
    .filter((name) => !Object.hasOwn(message.outside, name))
    .map((name) => ({ name, value: say('message.lost'), state: 'lost' as const }));
  return [...known, ...recovered, ...lost];
}

const people = (mailboxes: SiteMessage['to']): string =>
  mailboxes.map(({ name, address }) => name ?? address ?? '').join(', ');

/** The message a message answers, if it is in the thread. */
export const answeredBy = (thread: SiteThread, { id }: SiteMessage): SiteMessage | undefined =>
  thread.messages.find((each) => each.id === lookUp(thread.parents, id));

/** What a thread goes under: the first subject in it that is known. */
export const subjectOfThread = ({ messages }: SiteThread): string | null => {
  const first = messages.map(subjectOf).find((subject) => subject !== null);
  return first === undefined ? null : answeredSubject(first);
};

/** The subject of a message that goes under another one than its thread; reply marks and tags are no other subject. */
export function otherSubject(thread: SiteThread, message: SiteMessage): string | null {
  const subject = subjectOf(message);
  const isSame = subject === null || bareSubject(subject) === bareSubject(subjectOfThread(thread) ?? '');
  return isSame ? null : subject;
}

/** What is only taken from mail that answers it is not known. */
const subjectOf = ({ subject, outside, lost, recovered }: SiteMessage): string | null =>
  outside.Subject ?? (recovered || lost.includes('Subject') ? null : subject || null);

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
