import { LIMITS } from '../base/limits.ts';
import { type Attribution, attributionAt, bareAttribution, mayIntroduce } from './attribution.ts';
import { furnitureAt, startsFurniture } from './furniture.ts';
import {
  headerBlockAt,
  mayHaveField,
  mayStartHeaderBlock,
  patchAuthorAt,
  startsHeaderBlock,
} from './header-block.ts';
import { isBlank, type Line } from './line.ts';
import type { Kind } from './passage.ts';
import { wordsOf } from './words.ts';

/** A header under a rule, one without, and git's line of a patch's author. */
export type Printed = 'ruled' | 'bare' | 'patch';

/** A run of lines of one depth and one kind, cut at blank lines. Nobody has said yet who wrote it. */
export interface Block {
  readonly kind: Kind;
  readonly depth: number;
  readonly lines: readonly string[];
  /** See {@link wordsOf}. */
  readonly words: string;
  /** For an attribution line: whom it introduces. */
  readonly introduces: Attribution | null;
  /** Where: 1 for an attribution line, at the next depth; 0 for a printed header, at its own. */
  readonly deeper: 0 | 1;
  /** For a printed header: whether a rule parts it from what stands above. */
  readonly printed: Printed | null;
  /** True when a blank line stands before it. */
  readonly afterBlank: boolean;
  /** True when the next line, blank ones of its own depth skipped, is quoted deeper. */
  readonly beforeQuote: boolean;
  /** See {@link Line.unsure}: true when any of its lines is. */
  readonly unsure: boolean;
}

/** Cuts lines into blocks; every line that is not blank is in exactly one block, in order. */
export function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  let regionEnd = 0;
  let runEnd = 0;
  while (at < lines.length) {
    const line = lines[at] as Line;
    if (isBlank(line)) {
      at += 1;
      continue;
    }
    const afterBlank = at === 0 || isBlank(lines[at - 1] as Line);
    if (at >= regionEnd) regionEnd = endOfRegion(lines, at);
    if (at >= runEnd) runEnd = endOfRun(lines, at, regionEnd);
    const taken = take(lines, at, regionEnd, runEnd);
    const beforeQuote = isQuoteBelow(lines, at + taken.count, line.depth);
    const unsure = isAnyUnsure(lines, at, at + taken.count);
    const add = (kind: Kind, texts: readonly string[], introduces: Attribution | null, blank: boolean) =>
      blocks.push({
        kind,
        depth: line.depth,
        lines: texts,
        words: wordsOf(texts),
        introduces,
        afterBlank: blank,
        beforeQuote,
        unsure,
        deeper: taken.printed ? 0 : 1,
        printed: taken.printed ?? null,
      });
    if (taken.kind === 'signature' || taken.kind === 'diff' || taken.kind === 'footer') {
      paragraphs(lines.slice(at, at + taken.count), taken.kind).forEach((texts, index) => {
        add(taken.kind, texts, null, index > 0 || afterBlank);
      });
    } else {
      add(taken.kind, textsOf(lines, at, at + taken.count), taken.introduces ?? null, afterBlank);
    }
    at += taken.count;
  }
  return blocks;
}

function isAnyUnsure(lines: readonly Line[], from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) if (lines[at]?.unsure) return true;
  return false;
}

function isQuoteBelow(lines: readonly Line[], start: number, depth: number): boolean {
  let at = start;
  while (at < lines.length && isBlank(lines[at] as Line) && (lines[at] as Line).depth <= depth) at += 1;
  return (lines[at]?.depth ?? 0) > depth;
}

interface Taken {
  readonly kind: Kind;
  /** Lines taken, blank ones inside included. */
  readonly count: number;
  readonly introduces?: Attribution;
  readonly printed?: Printed;
}

/**
 * What the lines at an index are, and how many of them.
 *
 * @param regionEnd end of the lines that go on at this depth, blank lines within.
 * @param runEnd where the next blank one stands. A longer run than anybody writes is cut, so that no mail costs its
 *   square; nor may anything here look at more lines than it takes, but for a few.
 */
function take(lines: readonly Line[], at: number, regionEnd: number, runEnd: number): Taken {
  const end = Math.min(runEnd, at + LIMITS.paragraphLines);
  const first = lines[at]?.text ?? '';
  if (first.length > LIMITS.lineLength) return { kind: 'prose', count: 1 };
  const mayBeHeader = mayHaveField(first);
  if (mayBeHeader || mayIntroduce(first)) {
    const start = textsOf(lines, at, Math.min(end, at + LIMITS.headerBlockLines));
    const found = attributionAt(start);
    if (found) return { kind: 'attribution', count: found.lines, introduces: found.attribution };
    const header = mayBeHeader ? headerBlockAt(start) : null;
    if (header) {
      const { lines: count, attribution, isRuled } = header;
      return { kind: 'attribution', count, introduces: attribution, printed: isRuled ? 'ruled' : 'bare' };
    }
    const patch = first.startsWith('From:') ? patchAuthorAt(start.slice(0, 2)) : null;
    if (patch) return { kind: 'attribution', count: 1, introduces: patch.attribution, printed: 'patch' };
  }
  const bare = first.endsWith(':') ? bareAttribution(first) : null;
  if (bare && isQuoteBelow(lines, at + 1, lines[at]?.depth ?? 0))
    return { kind: 'attribution', count: 1, introduces: bare };
  const furniture = startsFurniture(first)
    ? furnitureAt(lines, at, Math.min(regionEnd, at + LIMITS.paragraphLines))
    : null;
  if (furniture) return furniture;
  if (isElision(first)) return { kind: 'elision', count: 1 };
  if (SIGNATURE_MARK.test(first)) {
    // Below git's version whoever pasted the patch goes on.
    if (at + 1 < regionEnd && GIT_VERSION.test(lines[at + 1]?.text ?? ''))
      return { kind: 'signature', count: 2 };
    const signatureEnd = endOfSignature(lines, at, regionEnd);
    if (signatureEnd !== null) return { kind: 'signature', count: lastFilled(lines, at, signatureEnd) - at };
  }
  if (DIFF_START.test(first)) return { kind: 'diff', count: endOfDiff(lines, at, regionEnd) - at };
  if (isDiffstat(lines, at, end)) return { kind: 'diffstat', count: end - at };
  if (TRAILER.test(first)) {
    return { kind: 'trailer', count: endWhile(lines, at, end, ({ text }) => TRAILER.test(text)) - at };
  }
  const count = endOfProse(lines, at, end) - at;
  return {
    kind: /^(?:\t| {4})/.test(first) && isCode(lines.slice(at, at + count)) ? 'code' : 'prose',
    count,
  };
}

/** Where the next blank line stands. */
function endOfRun(lines: readonly Line[], at: number, regionEnd: number): number {
  let end = at;
  while (end < regionEnd && !isBlank(lines[end] as Line)) end += 1;
  return end;
}

/** RFC 3676, section 4.3; archives strip the space at the end of the mark. */
const SIGNATURE_MARK = /^-- ?$/;
const SIGNATURE_LINES = 12;
/** What the kernel's submitting-patches document calls tags. */
const TRAILER = /^(?:[A-Z][A-Za-z]*(?:-[A-Za-z]+)*-by|Cc|CC|Fixes|Link|Closes|Reported-at|Change-Id): \S/;
const DIFF_START = /^(?:diff --git |Index: |--- (?:a\/|\/dev\/null)|@@ -\d)/;
const DIFF_LINE =
  /^(?:[ +\-@\\\t]|diff |index |new file |deleted file |old mode |new mode |similarity |rename |copy |Index: |$)/;
/** "2.30.0", "2.25.0.341.g760bfbb309-goog" */
const GIT_VERSION = /^\d{1,3}\.\d{1,4}[\w.()-]{0,60}(?: \(Apple Git-[\d.]+\))?\s?$/;
const DIFFSTAT_MODE = /^ (?:create|delete) mode \d{6} \S|^ (?:rename|copy|mode change) \S/;
const DIFFSTAT_LINE = /^ ?\S.* \| +(?:\d+ ?[+-]*|Bin .*)$/;
const DIFFSTAT_SUM = /^ ?\d+ files? changed\b/;

export const trailerOf = (line: string): { key: string; value: string } => {
  const colon = line.indexOf(':');
  return { key: line.slice(0, colon), value: line.slice(colon + 1).trim() };
};

const ELISIONS: ReadonlySet<string> = new Set(['...', '…', 'snip', 'cut', 'deleted', 'trimmed', '..']);

/** Whether a block is the end of a patch: git's mark and its version. */
export const endsPatch = ({ kind, lines }: Block): boolean =>
  kind === 'signature' && lines.length === 2 && GIT_VERSION.test(lines[1] ?? '');

function isElision(line: string): boolean {
  // Without brackets or dashes no word is one.
  if (/^[A-Za-z0-9>+]/.test(line)) return false;
  const inner = /^[[<(]?-*\s*([A-Za-z]+|\.{2,}|…)\s*-*[\])>]?$/.exec(line.trim());
  if (!inner) return false;
  const bracketed = /^\s*[[<(-]/.test(line);
  const word = (inner[1] ?? '').toLowerCase();
  return ELISIONS.has(word.startsWith('..') ? '...' : word) && (bracketed || !/[a-z]/.test(word));
}

/**
 * Where the signature ends that a `--` starts: at the end of this depth, or where somebody who answers above the
 * quote has a line that introduces it. A `--` starts none if much follows, or a patch's separator.
 *
 * @returns null when it starts no signature.
 */
function endOfSignature(lines: readonly Line[], at: number, regionEnd: number): number | null {
  let filled = 0;
  for (let next = at; next < regionEnd; next += 1) {
    const line = lines[next] as Line;
    if (isBlank(line)) continue;
    // An attached patch follows the part that was signed.
    if (next > at && (DIFF_START.test(line.text) || introducesAt(lines, next, regionEnd))) return next;
    filled += 1;
    if (filled > SIGNATURE_LINES || line.text.trim() === '---') return null;
  }
  return regionEnd;
}

function introducesAt(lines: readonly Line[], at: number, end: number): boolean {
  const { text } = lines[at] as Line;
  if (!mayIntroduce(text) && !mayStartHeaderBlock(text)) return false;
  const texts = textsOf(lines, at, Math.min(end, at + HEADER_FIELDS));
  return attributionAt(texts) !== null || startsHeaderBlock(texts);
}

/** What stands under git's mark is its version, and no line of the diff. */
function endOfDiff(lines: readonly Line[], at: number, end: number): number {
  let next = at;
  for (; next < end; next += 1) {
    const { text } = lines[next] as Line;
    if (!DIFF_LINE.test(text)) break;
    if (SIGNATURE_MARK.test(text) && next + 1 < end && GIT_VERSION.test(lines[next + 1]?.text ?? '')) break;
  }
  return lastFilled(lines, at, next);
}

function isDiffstat(lines: readonly Line[], at: number, end: number): boolean {
  const rows = lines[at]?.text.trim() === '---' ? at + 1 : at;
  let count = 0;
  const isRow = ({ text }: Line): boolean => {
    const isOne =
      (text.includes(' | ') && DIFFSTAT_LINE.test(text)) ||
      (text.includes('changed') && DIFFSTAT_SUM.test(text));
    if (isOne) count += 1;
    return isOne || (text.startsWith(' ') && DIFFSTAT_MODE.test(text));
  };
  return endWhile(lines, rows, end, isRow) === end && count > 0;
}

const isCode = (lines: readonly Line[]): boolean =>
  lines.every(({ text }) => /^(?:\t| {4})/.test(text)) &&
  lines.some(({ text }) => /[;{}=]|\([^()]*\)/.test(text));

/** Lines in which a printed header says from whom and when. */
const HEADER_FIELDS = 8;

/** A paragraph of prose ends before a line that starts something else. */
function endOfProse(lines: readonly Line[], at: number, end: number): number {
  let next = at + 1;
  while (next < end && !startsElse(lines, next, end)) next += 1;
  return next;
}

function startsElse(lines: readonly Line[], at: number, end: number): boolean {
  const { text } = lines[at] as Line;
  if (text.length > LIMITS.lineLength) return true;
  const below = (count: number) => textsOf(lines, at, Math.min(end, at + count));
  const introduces = mayIntroduce(text) && attributionAt(below(LIMITS.attributionLines + 1)) !== null;
  if (introduces) return true;
  // Most lines of prose go on with a letter, with which little else begins.
  if (/^[a-z]/.test(text)) return text.startsWith('diff') && DIFF_START.test(text);
  const header = () => mayStartHeaderBlock(text) && startsHeaderBlock(below(HEADER_FIELDS));
  if (/^[A-Z]/.test(text))
    return (text.includes(':') && (TRAILER.test(text) || DIFF_START.test(text))) || header();
  return (
    isElision(text) ||
    SIGNATURE_MARK.test(text) ||
    startsFurniture(text) ||
    DIFF_START.test(text) ||
    header() ||
    (text.trim() === '---' && isDiffstat(lines, at, end))
  );
}

/** The end of the lines that go on at the same depth; blank lines between may have any depth. */
function endOfRegion(lines: readonly Line[], start: number): number {
  const { depth } = lines[start] as Line;
  let end = start + 1;
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = lines[at] as Line;
    if (isBlank(line)) continue;
    if (line.depth !== depth) break;
    end = at + 1;
  }
  return end;
}

/** Where lines from one on stop to be such. */
function endWhile(lines: readonly Line[], at: number, end: number, holds: (line: Line) => boolean): number {
  let next = at;
  while (next < end && holds(lines[next] as Line)) next += 1;
  return next;
}

/** After the last of some lines that is not blank. */
function lastFilled(lines: readonly Line[], at: number, end: number): number {
  let last = end;
  while (last > at && isBlank(lines[last - 1] as Line)) last -= 1;
  return last;
}

/** A diff keeps its blank lines; a signature is cut at them. */
function paragraphs(lines: readonly Line[], kind: Kind): string[][] {
  if (kind === 'diff') return [textsOf(lines, 0, lines.length)];
  const cut: string[][] = [];
  lines.forEach((line, index) => {
    if (isBlank(line)) return;
    const previous = lines[index - 1];
    if (previous && !isBlank(previous)) cut.at(-1)?.push(line.text);
    else cut.push([line.text]);
  });
  return cut;
}

function textsOf(lines: readonly Line[], from: number, end: number): string[] {
  const texts: string[] = [];
  for (let at = from; at < end; at += 1) texts.push((lines[at] as Line).text);
  return texts;
}
