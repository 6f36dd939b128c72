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
  // What is not in the whole is not in a part of it.
  if (linesHolding(words, text).length === 0 || languageOf(path, text).reader !== 'c') return text;
  const { comments } = scanned(text);
  return blanked(text, inOrder([...comments, ...(words.includes('"') ? [] : stringsIn(text))]));
}

/** What stands between double quotes, without them. */
function stringsIn(text: string): Span[] {
  const { code } = scanned(text);
  return [...tokensOf(code, { start: 0, end: code.length })].flatMap(({ kind, start, end }) =>
    kind === 'literal' && code[start] === '"' && end - start > 2 ? [{ start: start + 1, end: end - 1 }] : [],
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
