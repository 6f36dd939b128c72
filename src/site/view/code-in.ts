import type { CodeText } from '../../evidence/run.ts';

/** Words of an author, of which those between backticks are code. */
export const codeIn = (words: string): CodeText[] =>
  words
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
