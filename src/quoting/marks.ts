import { LIMITS } from '../base/limits.ts';
import { attributionAt } from './attribution.ts';
import type { Line } from './line.ts';

/**
 * Splits an intact body into lines and counts the quote marks of each (`>`, with or without a space between;
 * RFC 3676, section 4.5, has them without). One space after the last mark is part of the mark. Bodies that quote
 * with bars or with initials (`JG>`) are told by the attribution line above.
 */
export function markedLines(body: string): Line[] {
  const raw = body.split(body.includes('\r') ? /\r?\n/ : '\n');
  if (raw.at(-1) === '') raw.pop();
  const lines = raw.map(lineOf);
  if (lines.some(({ depth }) => depth > 0)) return reportsWithoutQuotes(lines);
  const mark = OTHER_MARKS.find((each) => introduces(raw, each));
  return mark ? raw.map((line) => otherLineOf(line, mark)) : lines;
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

/** Bars, and the initials of whoever is quoted (Emacs's Supercite). */
const OTHER_MARKS: readonly RegExp[] = [/^ ?\|(?: |$)/, /^ ?[\p{L}]{1,4}>(?: |$)/u];

/** Whether an attribution line stands right above lines with a mark; tables and code have none above. */
function introduces(raw: readonly string[], mark: RegExp): boolean {
  const first = raw.findIndex((line) => mark.test(line));
  if (first < 1) return false;
  const above = raw.slice(Math.max(0, first - LIMITS.attributionLines - 1), first);
  return above.some((_, at) => attributionAt(above.slice(at)) !== null);
}

function otherLineOf(raw: string, mark: RegExp): Line {
  let text = raw;
  let depth = 0;
  for (let found = mark.exec(text); found && depth < LIMITS.quoteDepth; found = mark.exec(text)) {
    text = text.slice(found[0].length);
    depth += 1;
  }
  return { depth, text };
}

/** The words with which the kernel's build robots say that their `>>` marks are no quote marks. */
const ROBOT = /\(new ones prefixed by >>\)/;

/** In a robot's report, and wherever it is quoted, `>>` before a line means that its warning is new. */
function reportsWithoutQuotes(lines: readonly Line[]): Line[] {
  let reportDepth: number | null = null;
  return lines.map((line) => {
    if (ROBOT.test(line.text)) reportDepth = line.depth;
    else if (reportDepth !== null && line.depth < reportDepth) reportDepth = null;
    return reportDepth !== null && line.depth === reportDepth + 2
      ? { depth: reportDepth, text: `>> ${line.text}` }
      : line;
  });
}
