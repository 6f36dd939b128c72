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
  const stem = STEMS[language] ?? same;
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

const asStems = (words: string, stem: (word: string) => string): ReadonlySet<string> =>
  new Set(words.split(/\s+/).map(stem));

type Words = Readonly<Record<string, ReadonlySet<string>>>;

/** Words that only hold a question together. */
export const ASIDES: Words = {
  en: asStems(
    `a about after all am an and any are as at be been being between both but by can could did difference do does
    doing example sample for from get gets got had happen happens has have how i if in instead into is it its made make makes may me mean
    meaning means might must my need needs no not of on one or our out shall should so some than that the their them then
    there these they this those to up us versus vs want wants was we were what when where whether which while who whom
    whose why will with would you your`,
    english,
  ),
  de: asStems(
    `aber als also am an auf aus bei bin bis brauche da darf das dass dem den der des die dies diese dieser dieses doch du durch
    ein eine einem einen einer eines er es für gegen gibt hat haben ich ihr im in ist ja kann können man mein meine mich
    mir mit muss nach nicht noch nur oder ohne beispiel gegen unterschied sich sie sind so soll statt über um und unter vom von vor wann warum was
    welche welcher welches wem wen wenn wer werden wie wieso wird wo wozu zu zum zur zwischen`
      .normalize('NFD')
      .replace(/\p{M}/gu, ''),
    german,
  ),
};

/** Words that ask for a comparison. */
export const COMPARING: Words = {
  en: asStems('or vs versus difference between', english),
  de: asStems('oder vs gegen unterschied zwischen', german),
};

/** Words that ask for code that can be followed. */
export const SHOWING: Words = { en: asStems('example sample', english), de: asStems('beispiel', german) };

/** Words by which somebody asks what to do. */
export const ADVICE: Words = {
  en: asStems('may must need should', english),
  de: asStems('darf muss soll brauche', german),
};

/** Whether a word is one of a list, in its language. */
export const isOf = (words: Words, { stem, parts }: Word, language: string): boolean =>
  parts.length === 0 && (words[language]?.has(stem) ?? false);
