import { sha256 } from '../base/hash.ts';

/**
 * Finds the lines of a text that hold some words: letter for letter, except that any run of blanks equals any other.
 * Words never run over the end of a line.
 *
 * @returns line numbers from 1, in order, each once.
 */
export function linesHolding(words: string, text: string): number[] {
  const pieces = words.trim().split(/\s+/);
  const [first = ''] = pieces;
  if (first === '') throw new Error('There are no words to look for.');
  const pattern = new RegExp(pieces.map(escaped).join('[^\\S\\n]+'), 'y');
  const lines: number[] = [];
  let [line, counted] = [1, 0];
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) continue;
    for (; counted < at; counted += 1) if (text.charCodeAt(counted) === 0x0a) line += 1;
    lines.push(line);
    const end = text.indexOf('\n', at);
    if (end === -1) break;
    at = end;
  }
  return lines;
}

/**
 * Cuts lines out of a text, without making a list of all of them: files are long, and asked often.
 *
 * @param first from 1.
 * @param last the last line that is wanted.
 */
export function linesBetween(text: string, first: number, last: number): string {
  let start = 0;
  for (let line = 1; line < first; line += 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) return '';
    start = end + 1;
  }
  let end = start - 1;
  for (let line = first; line <= last; line += 1) {
    end = text.indexOf('\n', end + 1);
    if (end === -1) return text.slice(start);
  }
  return text.slice(start, Math.max(start, end));
}

/**
 * Finds lines again by a hash of them, joined by LF.
 *
 * @returns the first and the last; null where they stand nowhere, or more than once.
 */
export function linesWithHash(
  count: number,
  hash: string,
  text: string,
): readonly [first: number, last: number] | null {
  const lines = text.split('\n');
  const found: number[] = [];
  for (let at = 0; at + count <= lines.length && found.length < 2; at += 1)
    if (sha256(lines.slice(at, at + count).join('\n')) === hash) found.push(at + 1);
  const [first, ...others] = found;
  return first === undefined || others.length > 0 ? null : [first, first + count - 1];
}

/** Words as a pattern that finds just them. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
