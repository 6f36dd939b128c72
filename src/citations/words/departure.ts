import { closestText } from './closest.ts';
import { cutsWord, findQuote, type Run } from './match.ts';
import { fragmentsOf, offsetOf, type QuotedWord, wordsAsText } from './quote-words.ts';

/** Where a quote that was not found leaves the text, and what stands there instead. */
export interface Departure {
  /** Offset in the page of the first character that differs. */
  readonly at: number;
  /** The nearest stretch of text; null when nothing is near. */
  readonly closest: { readonly text: string; readonly run: Run } | null;
  /** True when the words are there, but before the fragments that they follow in the quote. */
  readonly outOfOrder: boolean;
}

/**
 * Finds where a quote departs from a message: in the first fragment that cannot be found after the ones before it,
 * the first character that differs from the text.
 *
 * @param own runs of the message that is quoted.
 * @param others further runs, to look for what is closest when the message has nothing near.
 */
export function departure(
  words: readonly QuotedWord[],
  own: readonly Run[],
  others: readonly Run[],
): Departure {
  const fragments = fragmentsOf(words).filter((fragment) => fragment.length > 0);
  const found = (count: number) =>
    findQuote(fragments.slice(0, count).map(wordsAsText).join(' […] '), own) !== null;
  const lost = fragments.findIndex((_, index) => !found(index + 1));
  const fragment = fragments[Math.max(0, lost)] ?? [];
  const text = wordsAsText(fragment);
  const texts = fragment.map((word) => word.text);
  const closest = closestText(texts, own) ?? closestText(texts, others);
  const outOfOrder = findQuote(text, own) !== null;
  return { at: offsetIn(fragment, outOfOrder ? 0 : agreement(text, own, closest)), closest, outOfOrder };
}

/** A mistake or two: then the closest stretch is surely what was meant. */
const FEW_WORDS = 2;

/** How many characters of a fragment agree with the text, from the fragment's start. */
function agreement(text: string, own: readonly Run[], closest: ReturnType<typeof closestText>): number {
  if (closest && closest.distance <= FEW_WORDS) return commonStart(text, closest.text, 0);
  return Math.max(0, ...own.map((run) => longestStart(text, run.text)));
}

/** The longest start of a fragment that stands somewhere in a text, from the beginning of a word. */
function longestStart(fragment: string, text: string): number {
  let longest = 0;
  for (let at = text.indexOf(fragment.charAt(0)); at !== -1; at = text.indexOf(fragment.charAt(0), at + 1)) {
    if (!cutsWord(text, at)) longest = Math.max(longest, commonStart(fragment, text, at));
  }
  return longest;
}

function commonStart(a: string, b: string, from: number): number {
  let length = 0;
  while (length < a.length && a[length] === b[from + length]) length += 1;
  return length;
}

/** The offset in the page of a character of the words, counted with one space between two words. */
function offsetIn(words: readonly QuotedWord[], character: number): number {
  let left = character;
  for (const word of words) {
    if (left <= word.text.length) return offsetOf(word, left);
    left -= word.text.length + 1;
  }
  const last = words.at(-1);
  return last ? offsetOf(last, last.text.length) : 0;
}
