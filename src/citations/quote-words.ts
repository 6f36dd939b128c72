import { ELISION } from './match.ts';
import type { Slice } from './scan.ts';
import { decodeEntities } from './tag.ts';

/** A word of a quote as the author wrote it, and where it stands in the page. */
export interface QuotedWord {
  readonly text: string;
  readonly at: number;
}

/**
 * The words between the tags of a <Quote>. Markdown is not interpreted, so `_only_` and `*HIGHLY*` are the
 * mail's own; a backslash before a punctuation mark and a character entity are resolved, because MDX needs
 * them for `<` and `{`.
 */
export function quotedWords(content: Slice): QuotedWord[] {
  return [...content.text.matchAll(/\S+/g)].map((match) => ({
    text: decodeEntities(match[0].replace(/\\([!-/:-@[-`{-~])/g, '$1')).replace(/\s+/g, ' '),
    at: content.start + match.index,
  }));
}

export const wordsAsText = (words: readonly QuotedWord[]): string => words.map(({ text }) => text).join(' ');

/** Words without the marks of omission: what is compared when the closest passage is looked for. */
export const wordsOnly = (words: readonly QuotedWord[]): QuotedWord[] =>
  words.filter(({ text }) => text !== ELISION);
