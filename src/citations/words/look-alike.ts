/**
 * Scripts whose letters look like those of another of them. A word in letters of two is not written so by anybody
 * (single-script words, Unicode Technical Standard 39); a name in two scripts has a word in each.
 */
const ALIKE = {
  Latin: /\p{Script=Latin}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Greek: /\p{Script=Greek}/u,
  Armenian: /\p{Script=Armenian}/u,
  Cherokee: /\p{Script=Cherokee}/u,
} as const;
export type AlikeScript = keyof typeof ALIKE;

/** A word that is written in letters of several scripts. */
export interface MixedWord {
  readonly word: string;
  readonly at: number;
  readonly scripts: readonly AlikeScript[];
  /** The letter of the scripts that fewer of its letters are of, with its place: `а` of `Маrk`. */
  readonly odd: string;
}

/** The words of a text that mix scripts whose letters look alike. */
export function mixedWordsIn(
  text: string,
  scripts: readonly AlikeScript[] = Object.keys(ALIKE) as AlikeScript[],
): MixedWord[] {
  return [...text.matchAll(/[\p{L}\p{M}]+/gu)].flatMap(({ 0: word, index }) => {
    const used = scripts
      .map((script) => ({ script, letters: [...word].filter((letter) => ALIKE[script].test(letter)) }))
      .filter(({ letters }) => letters.length > 0)
      .sort((a, b) => b.letters.length - a.letters.length);
    const odd = used.at(-1)?.letters[0];
    return used.length < 2 || odd === undefined
      ? []
      : [{ word, at: index, scripts: used.map(({ script }) => script), odd }];
  });
}

/** What a name looks like: two that look the same have one, whatever letters they are written in. */
export const looksLike = (name: string): string =>
  [...name.normalize('NFKC')]
    .map((letter) => LATIN.get(letter) ?? letter)
    .join('')
    .toLowerCase();

/** Letters that look like a Latin one in most typefaces (a part of the confusables of UTS 39). */
const PAIRS = [
  'аaеeоoрpсcуyхxѕsіiјjԁdԛqԝwһhӏl',
  'АAВBЕEЗ3КKМMНHОOРPСCТTУYХXЅSІIЈJԚQԜWҮY',
  'οoνvιiρpαaκkυu',
  'ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX',
  'ıiɑaɡg',
].join('');
const LATIN: ReadonlyMap<string, string> = new Map(
  [...PAIRS.matchAll(/(.)(.)/gu)].map(([, other = '', latin = '']) => [other, latin]),
);
