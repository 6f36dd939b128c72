import { annotationsIn } from './annotations.ts';
import { blanked, inOrder, type Token, tokensOf } from './scan.ts';

/**
 * Code in which the grammar finds its way, letter for letter as long: annotations are blank, a loop that a macro makes
 * is a `while`, and a type that is handed to a macro is one name. What really stands there is read from the code itself.
 */
export function preparedCode(code: string): string {
  const plain = blanked(code, inOrder(annotationsIn(code, { start: 0, end: code.length })));
  const tokens = [...tokensOf(plain, { start: 0, end: plain.length })];
  const closes = closingOf(plain, tokens);
  const edits = tokens.flatMap((token, index) => [
    ...loopAt(plain, tokens, index, closes),
    ...(plain[token.start] === '(' ? typesIn(plain, tokens, index, closes) : []),
  ]);
  let prepared = '';
  let at = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    prepared += plain.slice(at, start) + text;
    at = end;
  }
  return prepared + plain.slice(at);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `list_for_each_entry(a, b, c) {`: a word at the start of a statement, its arguments, and then another statement. */
function loopAt(code: string, tokens: readonly Token[], index: number, closes: Closes): Edit[] {
  const token = tokens[index] as Token;
  const name = wordOf(code, token);
  const close = closes.get(index + 1);
  if (name.length < LOOP.length || close === undefined || KEYWORDS.has(name)) return [];
  if (!startsStatement(code, tokens, index)) return [];
  const next = tokens[close + 1];
  if (next === undefined) return [];
  const isBlock = code[next.start] === '{' && next.kind === 'mark';
  const isStatement = next.kind === 'word' && LOOPING.test(name);
  return isBlock || isStatement
    ? [{ start: token.start, end: token.end, text: LOOP.padEnd(name.length) }]
    : [];
}

const LOOP = 'while';
const LOOPING = /for_each|^for_|_for_|guard$|foreach/;
const KEYWORDS: ReadonlySet<string> = new Set(['while', 'switch', 'return', 'sizeof', 'typeof']);

function startsStatement(code: string, tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (before === undefined) return false;
  const text = code.slice(before.start, before.end);
  return [';', '{', '}', ':', ')'].includes(text) || text === 'else' || text === 'do';
}

/** `container_of(x, struct shelf, books)`: two words in a row, or a star at the end, are no expression. */
function typesIn(code: string, tokens: readonly Token[], open: number, closes: Closes): Edit[] {
  const close = closes.get(open);
  const owner = tokens[open - 1];
  const name = owner ? wordOf(code, owner) : '';
  if (close === undefined || name === '' || NO_OWNERS.has(name)) return [];
  const edits: Edit[] = [];
  let first = open + 1;
  for (let at = open + 1; at <= close; at += 1) {
    const inner = closes.get(at);
    if (inner !== undefined && at !== close) {
      at = inner;
      continue;
    }
    const mark = code.slice(tokens[at]?.start, tokens[at]?.end);
    if (mark !== ',' && at !== close) continue;
    const argument = tokens.slice(first, at);
    const [from, to] = [argument[0], argument.at(-1)];
    if (from && to && isType(code, argument))
      edits.push({
        start: from.start,
        end: to.end,
        text: code.slice(from.start, to.end).replace(/[^\w\n]/g, '_'),
      });
    first = at + 1;
  }
  return edits.filter(({ text }) => !text.includes('\n'));
}

const NO_OWNERS: ReadonlySet<string> = new Set(
  'if while for switch return sizeof typeof __typeof__ case else do _Alignof __alignof__ offsetof va_arg'.split(
    ' ',
  ),
);

function isType(code: string, tokens: readonly Token[]): boolean {
  const isStar = (token: Token) => code.slice(token.start, token.end) === '*';
  const words = tokens.filter(({ kind }) => kind === 'word');
  if (!tokens.every((token) => token.kind === 'word' || isStar(token))) return false;
  if (/^(?:sizeof|defined)$/.test(wordOf(code, words[0] as Token))) return false;
  const firstStar = tokens.findIndex(isStar);
  const leading = firstStar === -1 ? tokens.length : firstStar;
  return (
    leading === words.length &&
    words.length > 0 &&
    (words.length > 1 || (firstStar !== -1 && tokens.length > 1))
  );
}

type Closes = ReadonlyMap<number, number>;

/** Index of a `(` -> index of its `)`. */
function closingOf(code: string, tokens: readonly Token[]): Closes {
  const closes = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach(({ kind, start }, index) => {
    if (kind !== 'mark') return;
    if (code[start] === '(') open.push(index);
    if (code[start] === ')') {
      const from = open.pop();
      if (from !== undefined) closes.set(from, index);
    }
    // What is open at the end of a block was never closed.
    if (code[start] === '}' && open.length > 0 && isFirstInLine(code, start)) open.length = 0;
  });
  return closes;
}

const isFirstInLine = (code: string, at: number): boolean => at === 0 || code[at - 1] === '\n';

const wordOf = (code: string, { kind, start, end }: Token): string =>
  kind === 'word' ? code.slice(start, end) : '';
