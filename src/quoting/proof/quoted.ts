import type { Reading, Segment } from '../flat-lines.ts';
import { withAddresses } from './address-gap.ts';
import type { Habits } from './habits.ts';
import { emptyLines, marksBefore } from './mark-lines.ts';
import { fixed, MOST_ODDITY, type Option, type Part, partBy, partOf, together } from './search.ts';
import { type People, typedParts } from './typed.ts';

/** The longest line that a mail program wraps quoted text to. */
export const LONGEST = 80;

/** Text that is marked as quoted where it begins, and what surrounds it. */
export interface Quoted {
  readonly segment: Segment & Reading;
  /** The line before it. */
  readonly above: string;
  /** True when nothing more is quoted below: then what ends the message is likely an answer. */
  readonly isLast: boolean;
}

/** The ways in which a quoted line may have stood, with empty ones before it and an answer after it. */
export function quotedPart(quoted: Quoted, habits: Habits, people: People): Part {
  const { segment, isLast } = quoted;
  const isOdd = isLast || segment.text.length > LONGEST;
  const unanswered = { part: partOf(linesOf(quoted, segment.text, habits, people)), oddity: isOdd ? 1 : 0 };
  return oneOf([unanswered, ...answered(quoted, habits, people)]);
}

/** A part and how odd it would be that it stood there. */
interface Variant {
  readonly part: Part;
  readonly oddity: number;
}

/** Texts of one oddity that are kept. */
const MOST_TEXTS = 200;

/** A part that stood in one of several ways; the least odd is made the usual one. */
function oneOf(variants: readonly Variant[]): Part {
  const least = Math.min(...variants.map(({ oddity }) => oddity));
  const most = Math.max(...variants.map(({ part, oddity }) => part.most + oddity)) - least;
  return partBy(Math.min(most, MOST_ODDITY), (wanted) =>
    variants.flatMap(({ part, oddity }) => part.at(wanted + least - oddity)).slice(0, MOST_TEXTS),
  );
}

/** The marks of a segment with some of its text behind them; with none of it, all are of empty lines. */
function linesOf({ segment, above }: Quoted, text: string, habits: Habits, { addresses }: People): Option[] {
  if (text === '') return emptyLines(segment.words, habits);
  const lines = withAddresses(text, above, addresses);
  return marksBefore(segment, habits).flatMap((marks) =>
    lines.map((line) => ({
      text: `${marks.text} ${line.text}\r\n`,
      oddity: marks.oddity + line.oddity,
    })),
  );
}

/** A quoted line ends here rather than elsewhere: a sentence does, a statement of C, or the text of a patch. */
const END = /(?:[.?!:);{}]|^---)$/;
/** An answer begins here: with a trailer, or with nothing but the signature. */
const START = /^(?:[A-Z][a-z]+(?:-[a-z]+)*-by:|--) /;

/** Ways to set an answer, where it likely begins and elsewhere. */
const MOST_ANSWERS = 40;
const FEW_ANSWERS = 4;

/**
 * Where an answer begins: after a word of the quoted line or, below marks of empty lines, right away. In the midst
 * of a quote it is looked for only where a line is too long or likely ends.
 */
function answered(quoted: Quoted, habits: Habits, people: People): Variant[] {
  const { segment, isLast } = quoted;
  const isExpected = isLast || segment.text.length > LONGEST;
  const spaces = [...segment.text.slice(0, LONGEST + 1).matchAll(/ /g)].map(({ index }) => index);
  return [-1, ...spaces].flatMap((at) => {
    const [quote, answer] = [segment.text.slice(0, Math.max(0, at)), segment.text.slice(at + 1)];
    const isLikely = END.test(quote) || START.test(answer);
    if (!isLikely && !isExpected) return [];
    const enough = isExpected && (isLikely || at === -1) ? MOST_ANSWERS : FEW_ANSWERS;
    const parts = [
      partOf(linesOf(quoted, quote, habits, people)),
      fixed('\r\n'.repeat(habits.blanksBeforeAnswer)),
      ...typedParts(answer, habits, people, enough),
      fixed(!isLast && habits.blankAfterAnswer ? '\r\n' : ''),
    ];
    const oddity = (isLikely ? 0 : at === -1 ? 1 : 2) + (isExpected ? 0 : 2);
    return [{ part: together(parts, enough), oddity }];
  });
}
