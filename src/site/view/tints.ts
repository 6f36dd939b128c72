import { compare } from '../../base/order.ts';
import type { Site } from '../../citations/site.ts';

/** As many as tokens.css has colours for people: `--pt-person-1` and so on. */
export const TINTS = 8;

/**
 * The tint of everybody who wrote a passage of the threads, 1 to 8: the same on all pages. Who has most words in the threads
 * comes first, so that those who are met most differ.
 */
export function tintsOf(threads: Site['threads']): ReadonlyMap<string, number> {
  const tints = known.get(threads) ?? byWords(threads);
  known.set(threads, tints);
  return tints;
}

/** The class that gives an element the tint of a person; nothing for somebody who wrote no passage. */
export function personClass(name: string, threads: Site['threads']): string {
  const tint = tintsOf(threads).get(name);
  return tint === undefined ? '' : `pt-person-${tint}`;
}

const known = new WeakMap<Site['threads'], ReadonlyMap<string, number>>();

function byWords(threads: Site['threads']): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const { messages } of threads)
    for (const { id, passages } of messages)
      for (const { author, source, text } of passages) {
        if (author === null) continue;
        // What a mail repeats of another one was counted there.
        const own = source === id ? text.split(/\s+/).length : 0;
        words.set(author, (words.get(author) ?? 0) + own);
      }
  const names = [...words].sort(([a, most], [b, more]) => more - most || compare(a, b)).map(([name]) => name);
  return new Map(names.map((name, at) => [name, (at % TINTS) + 1]));
}

/** Of a name of one word: as many letters of it. */
const LETTERS = 2;

/**
 * The letters that stand for a person: of the first and the last word of the name (`Jason Gunthorpe`: JG), or the first of a
 * name's only word (`Linus`: Li; `王小明`: 王小). What is no letter, and what stands in brackets (a company), counts for nothing; `…@example.org` is its
 * host's.
 */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\([^)]*\)/g, ' ')
    .split(/[\s.,@_"'<>…-]+/)
    .map(lettersOf)
    .filter((letters) => letters.length > 0);
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return '?';
  if (words.length === 1) return first.slice(0, LETTERS).join('');
  return `${first[0]}${last[0]}`.toLocaleUpperCase('en');
}

/** The letters of a word as a reader counts them: with their marks. */
const lettersOf = (word: string): string[] =>
  [...letters.segment(word)].map(({ segment }) => segment).filter((segment) => /[\p{L}\p{N}]/u.test(segment));

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
