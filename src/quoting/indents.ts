import { LIMITS } from '../base/limits.ts';
import { attributionAt, mayIntroduce } from './attribution.ts';
import { isBlank, type Line } from './line.ts';

/** Spaces by which Thunderbird and others indent a quote in HTML that they turn into plain text. */
const STEP = 4;
/** Quotes in one another that are told by their indent. */
const DEEPEST = 20;

/** A quote that an indent marks: lines of so many quote marks or more that start so far in are in it. */
interface Indented {
  readonly depth: number;
  readonly indent: number;
  /** The first line below the one that introduces it. */
  readonly start: number;
}

/**
 * Thunderbird quotes a quote in HTML with an indent below its attribution line, and with no mark. Below an attribution
 * line whose next line stands four spaces further in, an indent is a quote mark.
 */
export function withIndents(lines: readonly Line[]): Line[] {
  if (!lines.some(({ text }) => text.startsWith('    '))) return [...lines];
  const indents = lines.map(({ text }) => indentOf(text));
  const below = nextIndented(indents);
  const open: Indented[] = [];
  /** Depth -> the indent of a quote that has ended there: what is indented so below may be of it. */
  const closed = new Map<number, number>();
  return lines.map((line, at) => {
    if (isBlank(line)) return line;
    const indent = indents[at] as number;
    // What nearly every line is: outside of all indents, and not above one.
    if (open.length === 0 && closed.size === 0 && (below[at] as number) > at + WITHIN) return line;
    while (open.length > 0) {
      const last = open.at(-1) as Indented;
      // What has fewer marks stands between: the quote may go on below it.
      if (at < last.start || line.depth < last.depth || indent >= last.indent) break;
      open.pop();
      closed.set(last.depth, Math.min(last.indent, closed.get(last.depth) ?? last.indent));
    }
    const inside = open.filter(
      (each) => at >= each.start && line.depth >= each.depth && indent >= each.indent,
    );
    const from = inside.at(-1)?.indent ?? 0;
    const text = line.text.slice(from);
    const isWithin = at < (open.at(-1)?.start ?? 0);
    const opened = open.length < DEEPEST && !isWithin ? indentBelow(lines, indents, at, from) : null;
    if (opened !== null) {
      while (open.length > 0 && (open.at(-1) as Indented).depth > line.depth) open.pop();
      open.push({ depth: line.depth, ...opened });
    }
    if (inside.length > 0) return marked(line.depth + inside.length, text);
    return indent >= (closed.get(line.depth) ?? Number.POSITIVE_INFINITY) ? { ...line, unsure: true } : line;
  });
}

/** A quote in plain text that was itself quoted in HTML keeps its marks behind the indent. */
function marked(depth: number, text: string): Line {
  const marks = /^>[> ]{0,200}/.exec(text)?.[0] ?? '';
  return {
    depth: Math.min(LIMITS.quoteDepth, depth + marks.replaceAll(' ', '').length),
    text: text.slice(marks.length),
  };
}

const indentOf = (text: string): number =>
  text.charCodeAt(0) > 0x20 && text.charCodeAt(0) < 0x7f ? 0 : text.length - text.trimStart().length;

/** Blank lines and others between an attribution line and the quote below it. */
const BETWEEN = 4;

/** Lines within which a quote begins that an attribution line introduces by its indent. */
const WITHIN = LIMITS.attributionLines + BETWEEN - 1;

/** For each line, the next below it that stands a step in. */
function nextIndented(indents: readonly number[]): readonly number[] {
  const next: number[] = new Array<number>(indents.length);
  let last = Number.POSITIVE_INFINITY;
  for (let at = indents.length - 1; at >= 0; at -= 1) {
    next[at] = last;
    if ((indents[at] as number) >= STEP) last = at;
  }
  return next;
}

/** Whether a line that far in stands where the quote would begin: a cheap look, as nearly no text has one. */
function isIndentedBelow(indents: readonly number[], at: number, indent: number): boolean {
  const end = Math.min(indents.length, at + LIMITS.attributionLines + BETWEEN);
  for (let next = at + 1; next < end; next += 1) if ((indents[next] as number) >= indent) return true;
  return false;
}

/** The quote below the attribution line that starts at a line, where it stands a step further in; else null. */
function indentBelow(
  lines: readonly Line[],
  indents: readonly number[],
  at: number,
  from: number,
): Omit<Indented, 'depth'> | null {
  const { depth, text } = lines[at] as Line;
  if (!isIndentedBelow(indents, at, from + STEP) || !mayIntroduce(text.slice(from))) return null;
  const texts: string[] = [];
  for (let next = at; next < lines.length && texts.length <= LIMITS.attributionLines; next += 1) {
    const line = lines[next] as Line;
    if (line.depth !== depth || isBlank(line) || (texts.length > 0 && (indents[next] as number) < from))
      break;
    texts.push(line.text.slice(from));
  }
  const found = attributionAt(texts);
  if (!found) return null;
  for (let next = at + found.lines; next < lines.length && next < at + found.lines + BETWEEN; next += 1) {
    const line = lines[next] as Line;
    if (isBlank(line)) continue;
    return line.depth >= depth && (indents[next] as number) >= from + STEP
      ? { indent: from + STEP, start: at + found.lines }
      : null;
  }
  return null;
}
