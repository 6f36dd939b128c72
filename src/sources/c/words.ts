import { remembered } from '../../base/remembered.ts';
import { languageOf } from '../languages/language.ts';
import { linesHolding } from '../lines.ts';
import { blanked, inOrder, type Span, scan, tokensOf } from './scan.ts';
import { definitionsIn } from './symbol.ts';

/** A function that calls another. */
export interface Caller {
  readonly path: string;
  /** Empty where the call stands in no function that was understood, such as in a macro. */
  readonly name: string;
  /** Of the call. */
  readonly line: number;
}

/**
 * Lines of a file that have a word. In C only code counts, macros among it: comments, strings and what `#include` names are
 * left out. Elsewhere it may stand anywhere.
 *
 * @param word a name; a `*` in it stands for any letters.
 */
export function linesOfWord(word: string, path: string, text: string): number[] {
  const pieces = word.split('*');
  const longest = pieces.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (!text.includes(longest)) return [];
  const isC = languageOf(path, text).reader === 'c';
  const fits = fitting(pieces);
  const lines: number[] = [];
  codeOf(text, isC)
    .split('\n')
    .forEach((line, index) => {
      if (line.includes(longest) && wordsOf(line, isC).some(fits)) lines.push(index + 1);
    });
  return lines;
}

/** The functions of a file that call one of a name, each call by itself. */
export async function callersIn(path: string, text: string, name: string): Promise<Caller[]> {
  if (!text.includes(name)) return [];
  const code = codeOf(text, true);
  const tokens = [...tokensOf(code, { start: 0, end: code.length })];
  const calls = tokens.filter(
    ({ kind, start, end }, index) =>
      kind === 'word' && code.slice(start, end) === name && code[tokens[index + 1]?.start ?? -1] === '(',
  );
  if (calls.length === 0) return [];
  const functions = (await definitionsIn(text)).filter(({ kind }) => kind === 'function' || kind === 'macro');
  return calls.flatMap(({ start }) => {
    const line = lineAt(code, start);
    const around = functions.find((each) => each.firstLine <= line && line <= each.lastLine);
    // The head of the function itself, or a prototype of it.
    if (around?.name === name && line <= around.line) return [];
    if (!around && isDeclared(code, start)) return [];
    return [{ path, name: around?.name ?? '', line }];
  });
}

/** Outside of functions a name is called nowhere: with a type before it, it is declared. */
const isDeclared = (code: string, at: number): boolean => {
  const before = code.slice(code.lastIndexOf('\n', at - 1) + 1, at).trim();
  return before !== '' && !before.startsWith('#');
};

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** The text with comments blank, and, of preprocessor lines, those that name other files. */
function codeOf(text: string, isC: boolean): string {
  if (!isC) return text;
  const { comments, directives } = scanned(text);
  const includes = directives.filter((each) => each.text.startsWith('include'));
  return blanked(text, inOrder([...comments, ...includes]));
}

/**
 * What of a file counts when words are looked for: of C the code, without comments and, unless the words have a quote in
 * them, without what stands in strings; of anything else all.
 */
export function codeHolding(words: string, path: string, text: string): string {
  const lines = linesHolding(words, text);
  // What is not in the whole is not in a part of it.
  if (lines.length === 0 || languageOf(path, text).reader !== 'c') return text;
  const bare = blanked(text, scanned(text).comments);
  return words.includes('"') ? bare : blanked(bare, stringsOn(lines, bare));
}

/** What stands between double quotes on some lines; a string ends on its line. */
function stringsOn(lines: readonly number[], text: string): Span[] {
  let [at, line] = [0, 1];
  return lines.flatMap((wanted) => {
    for (; line < wanted; line += 1) at = text.indexOf('\n', at) + 1;
    const end = text.indexOf('\n', at);
    return [...tokensOf(text, { start: at, end: end === -1 ? text.length : end })].flatMap((token) =>
      token.kind === 'literal' && text[token.start] === '"' && token.end - token.start > 2
        ? [{ start: token.start + 1, end: token.end - 1 }]
        : [],
    );
  });
}

/** The tokens of each line of a text; of C without comments, of anything else what stands between blanks. */
export function tokensIn(path: string, text: string): string[][] {
  const isC = languageOf(path, text).reader === 'c';
  const shown = isC ? blanked(text, inOrder(scanned(text).comments)) : text;
  return shown
    .split('\n')
    .map((line) =>
      isC
        ? [...tokensOf(line, { start: 0, end: line.length })].map(({ start, end }) => line.slice(start, end))
        : line.split(/\s+/).filter((each) => each !== ''),
    );
}

/** A file is asked many things. */
const scanned = remembered(scan, { most: 40, longest: 4_000_000 });

function wordsOf(line: string, isC: boolean): string[] {
  if (!isC) return line.match(/\w+/g) ?? [];
  return [...tokensOf(line, { start: 0, end: line.length })].flatMap(({ kind, start, end }) =>
    kind === 'word' ? [line.slice(start, end)] : [],
  );
}

/** Whether a word has some pieces in their order, the first at its start and the last at its end. */
export const fitting =
  (pieces: readonly string[]) =>
  (word: string): boolean => {
    const [first = '', ...rest] = pieces;
    const last = rest.pop();
    if (last === undefined) return word === first;
    if (!word.startsWith(first) || !word.endsWith(last)) return false;
    let at = first.length;
    for (const piece of rest) {
      const found = word.indexOf(piece, at);
      if (found === -1) return false;
      at = found + piece.length;
    }
    return at <= word.length - last.length;
  };
