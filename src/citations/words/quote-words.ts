import { withHidden } from '../../base/hidden-letters.ts';
import type { Slice } from '../../base/position.ts';
import { type WrittenCharacter, yamlCharacters } from '../../base/yaml-characters.ts';
import { ELISION } from './match.ts';
import { decodeReference, REFERENCE } from './references.ts';

/** A word of a quote as the author wrote it, and where it stands in the page. */
export interface QuotedWord {
  readonly text: string;
  readonly at: number;
  /** Where each of its characters is written, and last where it ends. */
  readonly offsets: readonly number[];
}

/** What an author says in one value of a file, and where that stands. */
export interface Said {
  /** Null where it is computed. */
  readonly value: string | null;
  readonly valueAt: number;
}

/** A word, or a mark of omission, which may touch the words beside it. */
const WORD = /\[…\]|(?:(?!\[…\])\S)+/g;

/**
 * The words between the tags of a <Quote>. Markdown is not interpreted, so `_only_` and `*HIGHLY*` are the
 * mail's own; a backslash before a punctuation mark and a character reference are resolved, because MDX needs
 * them for `<` and `{`.
 */
export const quotedWords = (content: Slice): QuotedWord[] => wordsWritten(content, WORD, ESCAPED);

/** The words of a property of a tag: there a backslash is itself, and only a reference stands for something else. */
export const wordsInProperty = (value: Slice): QuotedWord[] => wordsWritten(value, /\S+/g, REFERRED);

/**
 * The words of a quote that is a string in a YAML file.
 *
 * @param value the string.
 * @param source the file's text.
 * @param start the offset at which the string starts.
 */
export function wordsInYaml(value: string, source: string, start: number): QuotedWord[] {
  const characters = yamlCharacters(source, start);
  let next = characters.next();
  let end = start;
  return [...value.matchAll(WORD)].map(([text]) => {
    while (!next.done && /\s/.test(next.value.text)) next = characters.next();
    const own: WrittenCharacter[] = [];
    // What an alias stands for is written elsewhere.
    while (!next.done && own.length < text.length && next.value.text === text[own.length]) {
      own.push(next.value);
      end = next.value.end;
      next = characters.next();
    }
    return { ...wordOf(own, end), text };
  });
}

/** @param at where it stands, if no character is written there. */
const wordOf = (characters: readonly WrittenCharacter[], at: number): QuotedWord => ({
  text: characters.map(({ text }) => text).join(''),
  at: characters[0]?.at ?? at,
  offsets: [...characters.map((each) => each.at), characters.at(-1)?.end ?? at],
});

/** The offset in its file of a character of a word. */
export const offsetOf = ({ offsets, at }: QuotedWord, character: number): number =>
  offsets[character] ?? offsets.at(-1) ?? at;

export const wordsAsText = (words: readonly QuotedWord[]): string => words.map(({ text }) => text).join(' ');

/** Words of a mail as they are written between the tags of a <Quote>. */
export const writtenWords = (text: string): string =>
  hiddenWritten(
    text
      // A tag follows the last.
      .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, '\\\\')
      .replace(/&(?=[#A-Za-z])/g, '&amp;')
      .replace(/\S+/g, (word) =>
        word.replace(/[<{}]/g, (letter) =>
          // Markdown takes a backslash for a part of the address that it stands in.
          /:\/\/|www\./i.test(word) ? `&#x${letter.charCodeAt(0).toString(16)};` : `\\${letter}`,
        ),
      ),
  );

/** What nobody would see in the page either, written as the reference that names it. */
export const hiddenWritten = (text: string): string =>
  withHidden(text, (letter) => `&#x${(letter.codePointAt(0) ?? 0).toString(16)};`);

/** The fragments of a quote: what stands between its marks of omission. */
export function fragmentsOf(words: readonly QuotedWord[]): QuotedWord[][] {
  const fragments: QuotedWord[][] = [[]];
  for (const word of words) {
    if (word.text === ELISION) fragments.push([]);
    else fragments.at(-1)?.push(word);
  }
  return fragments;
}

const ANY = /[\s\S]/.source;
const REFERRED = new RegExp(`${REFERENCE.source}|${ANY}`, 'gu');
const ESCAPED = new RegExp(`${/\\[!-/:-@[-`{-~]/.source}|${REFERENCE.source}|${ANY}`, 'gu');

const wordsWritten = (
  { text, start }: Pick<Slice, 'text' | 'start'>,
  word: RegExp,
  part: RegExp,
): QuotedWord[] =>
  [...text.matchAll(word)].map(({ 0: written, index }) => {
    const characters = charactersOf(written, start + index, part);
    const found = wordOf(characters, start + index);
    return { ...found, text: found.text.replace(/\s+/g, ' ') };
  });

const charactersOf = (written: string, start: number, part: RegExp): WrittenCharacter[] =>
  [...written.matchAll(part)].flatMap(({ 0: each, index }) => {
    const at = start + index;
    return textOf(each)
      .split('')
      .map((text) => ({ text, at, end: at + each.length }));
  });

function textOf(part: string): string {
  if (part.length === 1) return part;
  return part.startsWith('\\') ? part.slice(1) : part.startsWith('&') ? decodeReference(part) : part;
}
