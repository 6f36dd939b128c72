import { type Diagnostic, inOrder } from './diagnostic.ts';
import type { Host } from './host.ts';
import { LIMITS } from './limits.ts';
import { shownText } from './shown-text.ts';

/**
 * Prints diagnostics for people: the place, the sentence, the source line with a caret, then what was expected,
 * what is closest and what to do.
 */
export async function diagnosticsAsText(diagnostics: readonly Diagnostic[], host: Host): Promise<string> {
  const sources = new Map<string, readonly string[]>();
  const printed: string[] = [];
  // What was not read is not shown: it may be a link to anything.
  for (const { code, place } of diagnostics) if (code === 'file-refused') sources.set(place.file, []);
  for (const diagnostic of inOrder(diagnostics)) {
    const { file } = diagnostic.place;
    if (!sources.has(file)) sources.set(file, await linesOf(file, host));
    printed.push(diagnosticAsText(diagnostic, sources.get(file)?.[diagnostic.place.line - 1]));
  }
  return printed.join('\n\n');
}

/** A line counts as "2 errors, 1 warning". */
export function countsAsText(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
}

/** One diagnostic; the source line is left out where it is not text to look at. */
export function diagnosticAsText(diagnostic: Diagnostic, sourceLine: string | undefined): string {
  const { place, severity, code, message, expected, closest, fix, detail = [] } = diagnostic;
  const file = place.file.replace(/\n/g, '\\n');
  const lines = [`${file}:${place.line}:${place.column} ${severity} ${code}`, `  ${message}`];
  if (sourceLine?.trim()) lines.push(...excerpt(sourceLine, place.column));
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (closest !== undefined) lines.push(`  closest:  ${closest}`);
  lines.push(...detail.map((line) => `    ${line}`), `  fix:      ${fix}`);
  // What follows a line end in a name would look like a line of ours.
  return shownText(lines.join('\n').replace(/\n(?=\S)/g, '\n  '));
}

const WIDTH = 100;

/** The part of a line around a column, with a caret below it. */
function excerpt(line: string, column: number): string[] {
  const from = Math.max(0, Math.min(column - 1 - WIDTH / 2, line.length - WIDTH));
  const shown = line.slice(from, from + WIDTH).replace(/\s/g, ' ');
  const lead = from > 0 ? '…' : '';
  const before = `${lead}${shownText(shown.slice(0, column - 1 - from))}`;
  return [`  | ${lead}${shown}`, `  | ${' '.repeat(cellsOf(before))}^`];
}

/** How many cells of a terminal a text takes: ideographs and most emoji two, marks on a letter none. */
function cellsOf(text: string): number {
  let cells = 0;
  for (const character of text) cells += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return cells;
}

const MARK = /[\p{M}\u200B-\u200D\uFEFF]/u;
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60]/u;

/** An archive of mail may be larger than memory: of such a file no line is shown. */
async function linesOf(file: string, host: Host): Promise<readonly string[]> {
  const size = await host.size(file).catch(() => null);
  if (size !== null && size > LIMITS.shownFileBytes) return [];
  const bytes = await host.read(file).catch(() => null);
  return bytes ? new TextDecoder().decode(bytes).split(/\r?\n/) : [];
}

/** "1 error", "2 errors". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
