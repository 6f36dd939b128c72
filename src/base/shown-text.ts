import { withHidden } from './hidden-letters.ts';

/**
 * A text as a terminal may have it. What comes from mail, paths, trees and servers can hold letters that a terminal obeys, or
 * that turn the line round: each is shown as `\u{1b}` instead. New lines and tabs stay, which the printer has laid.
 */
export const shownText = (text: string): string =>
  rewritten(text, (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`);

/** JSON without a letter that {@link shownText} would change; who reads it gets the same values. */
export const shownJson = (json: string): string =>
  rewritten(json, (letter) =>
    letter
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );

const rewritten = (text: string, write: (letter: string) => string): string =>
  withHidden(text.replace(MOVES, write), write);

/** What moves on a terminal to where something stands already, or to a page of its own: not hidden in a mail. */
const MOVES = /\r(?!\n)|[\v\f\x85]/g;
