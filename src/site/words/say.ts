import { lookUp } from '../../base/look-up.ts';
import { DE } from './de.ts';
import { EN, type Words } from './en.ts';

/** The languages that we bring; of any other, Starlight's own words are in it and ours in English, until a site has them. */
export const LANGUAGES: Readonly<Record<string, Words>> = { en: EN, de: DE };

type BaseOf<Key> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

/** A word by its name, whatever number it is used with. */
export type Word = BaseOf<keyof typeof EN>;

type TextOf<Name extends Word> = (typeof EN)[Extract<keyof typeof EN, Name | `${Name}_other`>];

type PlacesIn<Text> = Text extends `${string}{{${infer Place}}}${infer Rest}`
  ? Place | PlacesIn<Rest>
  : never;

/** What is filled into a word. Only a count is written as a number is in a language; a line or a year is a name. */
type Filled<Place extends string> = {
  readonly [Each in Place]: Each extends 'count' ? number : string | number;
};

type Given<Name extends Word> = [PlacesIn<TextOf<Name>>] extends [never]
  ? []
  : [given: Filled<PlacesIn<TextOf<Name>>>];

/** A stretch of a word: text, or the place of an element. */
export type Part = { readonly text: string } | { readonly place: string };

/** The words of the interface, in the language of a site. */
export interface Say {
  /** The word by that name, with everything filled in. */
  <Name extends Word>(name: Name, ...given: Given<Name>): string;
  /** The same for elements: places that nothing is given for stand by themselves. */
  parts(name: Word, given?: Readonly<Record<string, string | number>>): readonly Part[];
  /** A number as it is written: 1,234 or 1.234. */
  number(value: number): string;
  /** Names in a row: "Tom Marsh, Kim Lee and Ana Ruiz". */
  all(names: readonly string[]): string;
  /** BCP 47. */
  readonly language: string;
}

/** How our keys begin among Starlight's; those that have no name of ours are Starlight's own. */
export const PREFIX = 'postil.';

/** Words by the keys under which Starlight knows them. */
export const asStarlightHas = (words: Words): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([key, text]) => [starlightKey(key), text]));

const starlightKey = (key: string): string => (key.startsWith('pagefind.') ? key : `${PREFIX}${key}`);

/** The words that we bring for a language, or for the language without its region. */
const broughtFor = (language: string): Words =>
  lookUp(LANGUAGES, language) ?? lookUp(LANGUAGES, language.split('-')[0] ?? '') ?? EN;

const PLACE = /\{\{(\w+)\}\}/;

/**
 * @param language as pages have it: "de", "pt-BR".
 * @param own words by Starlight's keys, which go before ours.
 */
export function speaker(language: string, own: Readonly<Record<string, string | undefined>> = {}): Say {
  const brought: Readonly<Record<string, string>> = broughtFor(language);
  const textAt = (key: string): string | undefined => lookUp(own, starlightKey(key)) ?? lookUp(brought, key);
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const lists = new Intl.ListFormat(regional(language));
  const textOf = (name: string, count: unknown): string => {
    const forms = typeof count === 'number' ? [`${name}_${plural.select(count)}`, `${name}_other`] : [];
    const text = [...forms, name].map(textAt).find((each) => each !== undefined);
    if (text === undefined) throw new Error(`There is no word "${name}".`);
    return text;
  };
  const parts: Say['parts'] = (name, given = {}) =>
    textOf(name, given.count)
      .split(PLACE)
      .map((part, index) => {
        if (index % 2 === 0) return { text: part };
        const value = lookUp(given, part);
        if (value === undefined) return { place: part };
        return { text: part === 'count' ? numbers.format(Number(value)) : String(value) };
      });
  const say = (name: Word, given?: Readonly<Record<string, string | number>>): string =>
    parts(name, given)
      .map((part) => ('text' in part ? part.text : ''))
      .join('');
  return Object.assign(say, {
    parts,
    number: (value: number) => numbers.format(value),
    all: (names: readonly string[]) => lists.format(names),
    language: regional(language),
  }) as Say;
}

/** English of no place is written as in most places: the day before the month. */
const regional = (language: string): string => (language === 'en' ? 'en-GB' : language);
