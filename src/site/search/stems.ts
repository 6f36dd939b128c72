import { lookUp } from '../../base/look-up.ts';
import * as asked from '../words/asked.ts';

/** A word as it is looked up: `dma-buf` is `dmabuf`, with the parts `dma` and `buf`. */
export interface Word {
  readonly stem: string;
  /** Of a word that is put together by signs; none of another. */
  readonly parts: readonly string[];
}

/** Letters and digits, and what puts them together inside a name: `pin_user_pages`, `dma-buf`, `kvm.allow_unsafe_mappings`. */
const WORD = /[\p{L}\p{N}]+(?:[_.\-/@][\p{L}\p{N}]+)*/gu;

/** Longer ones than anybody writes are not taken apart. */
const LONGEST = 80;

/** The words of a text, as they are looked up: without case, accents, and the endings that a language puts to a word. */
export function wordsOf(text: string, language: string): Word[] {
  const stem = lookUp(STEMS, language) ?? same;
  const folded = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’](?:s|t|re|ve|ll|d|m)(?![\p{L}\p{N}])/gu, '');
  return [...folded.matchAll(WORD)]
    .filter(([word]) => word.length <= LONGEST)
    .map(([word]) => {
      const parts = word.split(/[_.\-/@]+/);
      return { stem: stem(parts.join('')), parts: parts.length > 1 ? parts.map(stem) : [] };
    });
}

const same = (word: string): string => word;

/** Endings of English, as far as a technical text has them: several forms of one word have one stem, and few words share one. */
function english(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let stem = word;
  if (/[^aeiou]ies$/.test(stem)) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:x|ch|sh|ss)es$/.test(stem)) stem = stem.slice(0, -2);
  else if (/[^sui]s$/.test(stem)) stem = stem.slice(0, -1);
  for (const [ending, least] of ENGLISH)
    if (stem.endsWith(ending) && stem.length - ending.length >= least) {
      stem = stem.slice(0, -ending.length).replace(/([^aeiouylsz])\1$/, '$1');
      break;
    }
  return stem.length > 3 ? stem.replace(/e$/, '') : stem;
}

/** Ending -> how many letters must stand before it. */
const ENGLISH: readonly (readonly [string, number])[] = [
  ['ment', 4],
  ['able', 3],
  ['ing', 3],
  ['ion', 4],
  ['ed', 3],
  ['ly', 4],
];

function german(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  return word.replace(/(?:e[mnrs]|e|n|s)$/, '');
}

const STEMS: Readonly<Record<string, (word: string) => string>> = { en: english, de: german };

type Words = Readonly<Record<string, ReadonlySet<string>>>;

/** Lists of words, as stems. */
const asStems = (lists: Readonly<Record<string, string>>): Words =>
  Object.fromEntries(
    Object.entries(lists).map(([language, list]) => [
      language,
      new Set(wordsOf(list, language).map(({ stem }) => stem)),
    ]),
  );

export const ASIDES = asStems(asked.ASIDES);
export const COMPARING = asStems(asked.COMPARING);
export const SHOWING = asStems(asked.SHOWING);
export const ADVICE = asStems(asked.ADVICE);

/** Whether a word is one of a list, in its language. */
export const isOf = (words: Words, { stem, parts }: Word, language: string): boolean =>
  parts.length === 0 && (lookUp(words, language)?.has(stem) ?? false);
