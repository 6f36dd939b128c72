import { ELISION } from './match.ts';
import type { Slice } from './scan.ts';
import { decodeReference, REFERENCE } from './tag.ts';

/** A word of a quote as the author wrote it, and where it stands in the page. */
export interface QuotedWord {
  readonly text: string;
  readonly at: number;
  /** As it stands in the page, escapes and references unresolved. */
  readonly written: string;
}

/** A word, or a mark of omission, which may touch the words beside it. */
const WORD = /\[…\]|(?:(?!\[…\])\S)+/g;

/**
 * The words between the tags of a <Quote>. Markdown is not interpreted, so `_only_` and `*HIGHLY*` are the
 * mail's own; a backslash before a punctuation mark and a character reference are resolved, because MDX needs
 * them for `<` and `{`.
 */
export function quotedWords(content: Slice): QuotedWord[] {
  return [...content.text.matchAll(WORD)].map(({ 0: written, index }) => ({
    text: partsOf(written)
      .map((part) => part.text)
      .join('')
      .replace(/\s+/g, ' '),
    at: content.start + index,
    written,
  }));
}

/**
 * The words of a quote that stands in a file as a plain value, such as a YAML string.
 *
 * @param source the file's text.
 * @param start the offset at which the value starts.
 */
export function wordsInText(value: string, source: string, start: number): QuotedWord[] {
  let at = start;
  return [...value.matchAll(WORD)].map(([text]) => {
    // An escape may hide a word; the next one is found again.
    const found = source.indexOf(text, at);
    const own = found === -1 ? at : found;
    if (found !== -1) at = found + text.length;
    return { text, at: own, written: text };
  });
}

/** The offset in the page of a character of a word. */
export function offsetOf({ written, at }: QuotedWord, character: number): number {
  let left = character;
  let offset = at;
  for (const part of partsOf(written)) {
    left -= part.text.length;
    if (left < 0) return offset;
    offset += part.written.length;
  }
  return offset;
}

export const wordsAsText = (words: readonly QuotedWord[]): string => words.map(({ text }) => text).join(' ');

/** Words of a mail as they are written between the tags of a <Quote>. */
export const writtenWords = (text: string): string =>
  text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/[<{}]/g, '\\$&')
    .replace(/&(?=[#A-Za-z])/g, '&amp;');

/** The fragments of a quote: what stands between its marks of omission. */
export function fragmentsOf(words: readonly QuotedWord[]): QuotedWord[][] {
  const fragments: QuotedWord[][] = [[]];
  for (const word of words) {
    if (word.text === ELISION) fragments.push([]);
    else fragments.at(-1)?.push(word);
  }
  return fragments;
}

interface Part {
  readonly written: string;
  readonly text: string;
}

const PART = new RegExp(`${/\\[!-/:-@[-`{-~]/.source}|${REFERENCE.source}|${/[\s\S]/.source}`, 'gu');

const partsOf = (written: string): Part[] =>
  [...written.matchAll(PART)].map(([part]) => ({ written: part, text: textOf(part) }));

function textOf(part: string): string {
  if (part.length === 1) return part;
  return part.startsWith('\\') ? part.slice(1) : part.startsWith('&') ? decodeReference(part) : part;
}
