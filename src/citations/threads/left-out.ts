import { slug } from '../../mail/identity.ts';
import type { Passage } from '../../quoting/passage.ts';
import type { SiteMessage } from '../site.ts';
import { foldSpace, runsOf, saidIn } from '../words/match.ts';
import { withoutBrackets } from './message-ids.ts';
import type { Quotable, Withheld } from './quotable.ts';
import type { Redaction } from './redactions.ts';

/** What readers find in the place of words that were taken away. */
export const tombstone = (date: string): string => `[removed at the author's wish on ${date}]`;

/** What somebody is called who asked not to be named. */
export const LEFT_OUT = 'a writer who asked to be left out';

/**
 * A thread without what was asked to be left out. Ids, times and who answers whom stay; what others quote of the words goes
 * with them, by origin and, where nobody knows whose a quote is, by its words.
 *
 * @param used called with each wish that the thread has to do with.
 */
export function withoutLeftOut(
  quotable: Quotable,
  redactions: readonly Redaction[],
  used: (redaction: Redaction) => void,
): Quotable {
  let { messages } = quotable.thread;
  const withheld: Withheld[] = [];
  for (const redaction of redactions.filter(({ message }) => message !== undefined)) {
    const target = messages.find((each) => idOf(each) === redaction.message);
    if (!target) continue;
    const made =
      redaction.words === undefined
        ? withoutMessage(messages, target, redaction.date)
        : withoutWords(messages, redaction.words, redaction.date);
    if (made === messages && redaction.words !== undefined) continue;
    used(redaction);
    withheld.push({
      date: redaction.date,
      runs: runsOf(messages).filter(({ source }) => source === target.id),
    });
    messages = made;
  }
  const thread = { ...quotable.thread, messages };
  const named = withoutPeople({ thread, ...saidIn(messages) }, redactions, used);
  if (messages === quotable.thread.messages && named.thread === thread) return quotable;
  return { ...quotable, ...named, withheld };
}

const idOf = ({ messageId, outside }: SiteMessage): string | null =>
  messageId ?? (outside['Message-ID'] === undefined ? null : withoutBrackets(outside['Message-ID']));

function withoutMessage(
  messages: readonly SiteMessage[],
  target: SiteMessage,
  date: string,
): readonly SiteMessage[] {
  const own = target.passages.filter(({ source, depth }) => source === target.id || depth === 0);
  const words = own.map(({ text }) => foldSpace(text)).filter((text) => text.length >= TELLING);
  const lines = own
    .flatMap(({ text }) => text.split('\n'))
    .map(foldSpace)
    .filter((line) => line.length >= TELLING);
  const all = words.join(' ');
  const isOf = (passage: Passage): boolean =>
    passage.source === target.id ||
    (foldSpace(passage.text).length >= TELLING && all.includes(foldSpace(passage.text))) ||
    [...words, ...lines].some((each) => foldSpace(passage.text).includes(each));
  return messages.map((message) => {
    const isTarget = message.id === target.id;
    const passages = message.passages.map((passage) =>
      (isTarget && passage.depth === 0) || isOf(passage) ? gone(passage, date) : passage,
    );
    const isTouched = isTarget || passages.some((each, at) => each !== message.passages[at]);
    return isTouched
      ? {
          ...message,
          passages,
          isRedacted: true as const,
          ...(isTarget ? { trailers: [], leftOut: [], commits: [] } : {}),
        }
      : message;
  });
}

/** Shorter words stand in anybody's mail. */
const TELLING = 16;

const gone = (passage: Passage, date: string): Passage => ({
  ...passage,
  kind: 'prose',
  text: tombstone(date),
});

function withoutWords(messages: readonly SiteMessage[], words: string, date: string): readonly SiteMessage[] {
  const pattern = anyBlanks(words, 'gu');
  let isFound = false;
  const made = messages.map((message) => {
    const passages = message.passages.map((passage) => {
      const text = passage.text.replace(pattern, () => tombstone(date));
      return text === passage.text ? passage : { ...passage, text };
    });
    if (passages.every((each, at) => each === message.passages[at])) return message;
    isFound = true;
    return { ...message, passages, isRedacted: true as const };
  });
  return isFound ? made : messages;
}

/** Words as they stand in mail, wherever its lines are broken. */
const anyBlanks = (words: string, flags: string): RegExp =>
  new RegExp(
    words
      .trim()
      .split(/\s+/)
      .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
      .join('\\s+'),
    flags,
  );

type Said = Pick<Quotable, 'thread' | 'runs' | 'hearsay'>;

/** Replaces names and addresses of people in all that a thread says, and in its ids. */
function withoutPeople(
  said: Said,
  redactions: readonly Redaction[],
  used: (redaction: Redaction) => void,
): Said {
  let made = said;
  redactions.forEach((redaction, index) => {
    if (redaction.message !== undefined) return;
    const boxes = made.thread.messages.flatMap(({ from, to, cc }) => [from, ...to, ...cc]);
    const own = boxes.filter(
      ({ name, address }) =>
        (redaction.name !== undefined && name?.toLowerCase() === redaction.name.toLowerCase()) ||
        (redaction.address !== undefined && address?.toLowerCase() === redaction.address.toLowerCase()),
    );
    const names = distinct([redaction.name, ...own.map(({ name }) => name)]);
    const addresses = distinct([redaction.address, ...own.map(({ address }) => address)]);
    const swaps = [
      ...addresses.map((address) => [anyBlanks(address, 'giu'), NOBODY] as const),
      ...names.flatMap((name) => [
        [anyBlanks(name, 'giu'), LEFT_OUT] as const,
        [
          new RegExp(`(?<![\\p{L}\\p{N}-])${slug(name)}(?=-(?:\\d|undated))`, 'gu'),
          `left-out-${index + 1}`,
        ] as const,
      ]),
    ];
    const next = swapped(made, swaps) as Said;
    if (next === made) return;
    used(redaction);
    made = next;
  });
  return made;
}

/** Where nobody reads mail: RFC 2606 keeps it from being anybody's. */
const NOBODY = 'left-out.invalid';

const distinct = (texts: readonly (string | null | undefined)[]): string[] => [
  ...new Set(texts.flatMap((text) => (text ? [text] : []))),
];

/** A value with texts in it, and in the names under which it keeps others, replaced; itself where there is nothing to replace. */
function swapped(value: unknown, swaps: readonly (readonly [RegExp, string])[]): unknown {
  if (typeof value === 'string') return swaps.reduce((text, [from, to]) => text.replace(from, to), value);
  if (Array.isArray(value)) {
    const items = value.map((each) => swapped(each, swaps));
    return items.every((each, at) => each === value[at]) ? value : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  let isSame = true;
  const fields = Object.entries(value).map(([name, each]) => {
    // Where the mail lies is not shown.
    if (name === 'original') return [name, each] as const;
    const made = [swapped(name, swaps) as string, swapped(each, swaps)] as const;
    isSame &&= made[0] === name && made[1] === each;
    return made;
  });
  if (isSame) return value;
  const made = Object.fromEntries(fields);
  return 'passages' in made && 'messageId' in made ? { ...made, isRedacted: true } : made;
}
