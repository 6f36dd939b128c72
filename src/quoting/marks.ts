import { LIMITS } from '../base/limits.ts';
import type { Line } from './line.ts';

/**
 * Splits an intact body into lines and counts the quote marks of each (`>`, with or without a space between;
 * RFC 3676, section 4.5, has them without). One space after the last mark is part of the mark.
 */
export function markedLines(body: string): Line[] {
  const lines = body.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map(lineOf);
}

function lineOf(raw: string): Line {
  let at = 0;
  let depth = 0;
  while (depth < LIMITS.quoteDepth) {
    const mark = raw[at] === '>' ? at : raw[at] === ' ' && raw[at + 1] === '>' && depth > 0 ? at + 1 : -1;
    if (mark === -1) break;
    depth += 1;
    at = mark + 1;
  }
  if (depth > 0 && raw[at] === ' ') at += 1;
  return { depth, text: raw.slice(at) };
}
