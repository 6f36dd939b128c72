import { LIMITS } from '../base/limits.ts';
import { attributionAt, mayIntroduce } from './attribution.ts';
import { withIndents } from './indents.ts';
import { isBlank, type Line } from './line.ts';
import { withTails } from './wrapped-tails.ts';

/**
 * Splits an intact body into lines and counts the quote marks of each (`>`, with or without a space between;
 * RFC 3676, section 4.5, has them without). One space after the last mark is part of the mark. What else is a mark
 * is told by an attribution line right above: bars, a space before the first `>`, initials (`JG>`), an indent.
 */
export function markedLines(body: string): Line[] {
  const raw = body.split(body.includes('\r') ? /\r?\n/ : '\n');
  if (raw.at(-1) === '') raw.pop();
  const closed = HAS_OPEN_ADDRESS.test(body) ? withClosedAddresses(raw) : raw;
  const runs = body.includes('>>>') ? withoutRuns(closed) : closed;
  const marks = marksOf(runs);
  const lines = runs.map((line) => lineOf(line, marks));
  const quoted = body.includes(ROBOT) ? reportsWithoutQuotes(lines) : lines;
  return withIndents(withTails(quoted, runs));
}

/** What is a mark in a body besides `>` at the start of a line. */
interface Marks {
  /** VM and others put a space before their marks. */
  readonly spaced: boolean;
  readonly bars: boolean;
  /** Supercite's and others' initials or names before the first `>`. */
  readonly tags: ReadonlySet<string>;
}

const isSpaced = (line: string): boolean => line.startsWith(' >');
const BAR = /^ ?\|(?: |$)/;
const TAG = /^ ?([\p{L}][\p{L}\p{N}._-]{0,14})>(?=[ >]|$)/u;
const tagOf = (line: string): RegExpExecArray | null => (hasTag(line) ? TAG.exec(line) : null);

/** Whether a mark follows the first word of a line: a cheap look, as every line is asked. */
function hasTag(line: string): boolean {
  for (let at = line.startsWith(' ') ? 1 : 0; at < line.length; at += 1) {
    const letter = line.charCodeAt(at);
    if (letter === MARK) return at > 0;
    if (letter <= SPACE) return false;
  }
  return false;
}

function marksOf(raw: readonly string[]): Marks {
  const plain = raw.some((line) => line.startsWith('>'));
  return {
    spaced: introducesFirst(raw, isSpaced) || introducesWithin(raw),
    bars: !plain && introducesFirst(raw, (line) => BAR.test(line)),
    tags: tagsIn(raw),
  };
}

/** Whether an attribution line stands right above the first line with a mark; tables and code have none above. */
function introducesFirst(raw: readonly string[], holds: (line: string) => boolean): boolean {
  const first = raw.findIndex(holds);
  return first > 0 && introducedAt(raw, first) !== null;
}

/** Whether a line behind spaced marks introduces others that have more of them. */
const introducesWithin = (raw: readonly string[]): boolean =>
  raw.some(
    (line, at) =>
      isSpaced(line) &&
      attributionAt([line.slice(2).trimStart()]) !== null &&
      raw.slice(at + 1, at + 4).some((next) => /^ > ?>/.test(next)),
  );

/** The attribution line that ends right above a line, blank ones skipped. */
function introducedAt(raw: readonly string[], at: number): ReturnType<typeof attributionAt> {
  let end = at;
  while (end > 0 && at - end < 3 && (raw[end - 1] ?? '').replace(/[> ]/g, '') === '') end -= 1;
  const start = Math.max(0, end - LIMITS.attributionLines);
  // Nested quotes have the marks of the level above.
  const above = raw.slice(start, end).map((line) => line.replace(/^(?:[ >]{0,20}>)? ?/, ''));
  for (let from = above.length - 1; from >= 0; from -= 1) {
    const found = attributionAt(above.slice(from));
    if (found && found.lines === above.length - from) return found;
  }
  return null;
}

/** Tags that attribution lines explain: one that a line gives, initials, a first or last name or its beginning. */
function tagsIn(raw: readonly string[]): Set<string> {
  const found = new Set<string>();
  const tried = new Set<string>();
  raw.forEach((line, at) => {
    const tag = tagOf(line)?.[1];
    if (tag === undefined || tried.has(tag)) return;
    tried.add(tag);
    for (let above = Math.max(0, at - REACH); above < at; above += 1) {
      const text = (raw[above] ?? '').replace(/^[> ]{0,20}/, '');
      if (!mayIntroduce(text) || !/[:：]\s?$/.test(`${text}${raw[above + 1] ?? ''}`)) continue;
      const attribution = attributionAt([text, raw[above + 1] ?? ''])?.attribution;
      if (attribution && (attribution.tag === tag || isTagOf(tag, attribution.author ?? ''))) found.add(tag);
    }
  });
  return found;
}

/** Lines above the first use of a tag in which the line that explains it stands. */
const REACH = 6;

function isTagOf(tag: string, name: string): boolean {
  const words = name.split(/[\s.-]+/).filter(Boolean);
  const initials = words.map((word) => word[0]).join('');
  // One letter is a prompt as well ("R> ").
  if (tag.length < 2) return false;
  return tag.toLowerCase() === initials.toLowerCase() || words.some((word) => word.startsWith(tag));
}

function lineOf(raw: string, { spaced, bars, tags }: Marks): Line {
  let at = 0;
  let depth = 0;
  const tag = tags.size > 0 ? tagOf(raw) : null;
  if (tag && tags.has(tag[1] ?? '')) at = tag[0].length - 1;
  else if (spaced && isSpaced(raw)) at = 1;
  else if (bars) return barredLineOf(raw);
  while (depth < LIMITS.quoteDepth) {
    if (raw.charCodeAt(at) !== MARK) {
      if (depth === 0 || raw.charCodeAt(at) !== SPACE || raw.charCodeAt(at + 1) !== MARK) break;
      at += 1;
    }
    depth += 1;
    at += 1;
  }
  if (depth > 0 && raw.charCodeAt(at) === SPACE) at += 1;
  return { depth, text: at === 0 ? raw : raw.slice(at) };
}

function barredLineOf(raw: string): Line {
  let text = raw;
  let depth = 0;
  for (let found = BAR.exec(text); found && depth < LIMITS.quoteDepth; found = BAR.exec(text)) {
    text = text.slice(found[0].length);
    depth += 1;
  }
  return { depth, text };
}

/** An address that a line breaks before its closing bracket, which then looks like a mark. */
const OPEN_ADDRESS = /<[^<>\s@]{1,80}@[^<>\s@]{1,100}$/;
const HAS_OPEN_ADDRESS = new RegExp(OPEN_ADDRESS, 'm');

/** Whether the last word of a line has a bracket that is open. */
function endsInAngle(line: string): boolean {
  for (let at = line.length - 1; at >= 0; at -= 1) {
    const letter = line.charCodeAt(at);
    if (letter === OPEN) return true;
    if (letter === MARK || letter <= SPACE) return false;
  }
  return false;
}

const OPEN = 0x3c;

const isWordAt = (line: string, at: number): boolean => at < line.length && /\S/.test(line[at] as string);

function withClosedAddresses(raw: readonly string[]): readonly string[] {
  return raw.map((line, at) => {
    const above =
      at > 0 && line.endsWith(':') && /^[> ]*>[^>]{0,40}:$/.test(line)
        ? OPEN_ADDRESS.exec(raw[at - 1] ?? '')
        : null;
    // The rest of it stands behind the address; its own line is left empty.
    if (above) return '';
    const below =
      endsInAngle(line) && OPEN_ADDRESS.test(line) ? /^[> ]*(>[^>]{0,40}:)$/.exec(raw[at + 1] ?? '') : null;
    return below ? `${line}${below[1]}` : line;
  });
}

/** Whether three marks stand side by side among those at the start of a line: a cheap look before {@link RUN}. */
function hasRun(line: string): boolean {
  let marks = 0;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charCodeAt(at);
    if (letter !== MARK && letter !== SPACE) return false;
    marks = letter === MARK ? marks + 1 : 0;
    if (marks === 3) return true;
  }
  return false;
}

const MARK = 0x3e;
const SPACE = 0x20;

/** Three marks and more in one: Supercite's and GroupWise's way to begin the line that says who wrote. */
const RUN = /^((?:> ?){0,20}? ?)(>{3,9}) (?=\S)/;

/**
 * Takes the run of marks off a line that names somebody (`>>>>> "Ada" == Ada Test writes:`, `>>> Ada <a@b.org>
 * schrieb am …`): it is no quote, but the line above one. What is quoted below has fewer marks.
 */
function withoutRuns(raw: readonly string[]): readonly string[] {
  const lines = [...raw];
  /** Of the line before: its marks and the space behind them, if the text goes on. */
  let deep: string | null = null;
  let deepMarks = '';
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    // The same marks before a word, and text behind them that goes on: nothing else is asked of a long quote.
    if (deep !== null && line.startsWith(deep) && isWordAt(line, deep.length)) {
      if (goesOnAsDeep(lines, at, deepMarks, true)) continue;
    }
    const run = hasRun(line) ? RUN.exec(line) : null;
    if (!run) {
      deep = null;
      continue;
    }
    const [whole, before = '', marks = ''] = run;
    const isDeep = goesOnAsDeep(lines, at, before + marks, deep === whole);
    deep = isDeep ? whole : null;
    deepMarks = whole.trimEnd();
    if (isDeep || !mayIntroduce(line.slice(whole.length))) continue;
    const texts: string[] = [];
    let marked = 0;
    for (let next = at; next < lines.length && texts.length < LIMITS.attributionLines; next += 1) {
      const line = lines[next] ?? '';
      const goesOn = line.startsWith(whole);
      if (goesOn) marked = texts.length + 1;
      else if (before !== '' && !line.startsWith(before.trimEnd())) break;
      texts.push(line.slice(goesOn ? whole.length : before.length));
    }
    const found = attributionAt(texts);
    if (
      !found ||
      found.lines < marked ||
      depthAfter(lines, at + found.lines) > count(before) + marks.length - 1
    )
      continue;
    texts.slice(0, found.lines).forEach((text, nth) => {
      lines[at + nth] = `${before}${text}`;
    });
    at += found.lines - 1;
  }
  return lines;
}

/**
 * Whether text behind the same marks follows for longer than a line that names somebody can be: a quote.
 *
 * @param isLast whether it is known of all the lines but the last.
 */
function goesOnAsDeep(lines: readonly string[], at: number, marks: string, isLast: boolean): boolean {
  for (
    let next = at + (isLast ? LIMITS.attributionLines : 1);
    next <= at + LIMITS.attributionLines;
    next += 1
  ) {
    const line = lines[next] ?? '';
    if (!line.startsWith(marks) || !/[^> ]/.test(line)) return false;
  }
  return true;
}

const count = (marks: string): number => marks.replaceAll(' ', '').length;

/** Marks of the next line that is not blank. */
function depthAfter(lines: readonly string[], from: number): number {
  const next = lines.slice(from, from + 4).find((line) => line.replace(/[> ]/g, '') !== '');
  return count(/^(?:[\p{L}]{0,4}>)?[> ]*/u.exec(next ?? '')?.[0].replace(/\p{L}/gu, '') ?? '');
}

/** The words with which the kernel's build robots say that their `>>` marks are no quote marks. */
const ROBOT = '(new ones prefixed by >>)';

/** In a robot's report, and wherever it is quoted, `>>` before a line means that its warning is new. */
function reportsWithoutQuotes(lines: readonly Line[]): Line[] {
  let reportDepth: number | null = null;
  return lines.map((line) => {
    if (line.text.includes(ROBOT)) reportDepth = line.depth;
    else if (reportDepth !== null && line.depth < reportDepth) reportDepth = null;
    return reportDepth !== null && line.depth === reportDepth + 2 && !isBlank(line)
      ? { depth: reportDepth, text: `>> ${line.text}` }
      : line;
  });
}
