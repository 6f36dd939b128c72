import type { Definition } from '../definition.ts';
import { scan, type Token, tokensOf } from './scan.ts';

/** What a list between braces has: an enumerator, or a field of an initialiser. */
export interface Member {
  /** Without the dot of a field; of what has no name, all of it. */
  readonly name: string;
  /** What it is given, as it is written on one line; null where it is given nothing. */
  readonly value: string | null;
}

/** The members of the enum, or of the initialiser of the variable, that a definition is; null where it has no list. */
export function membersIn(text: string, { firstLine, lastLine, name, kind }: Definition): Member[] | null {
  const { code } = scan(text);
  const span = { start: startOf(code, firstLine), end: startOf(code, lastLine + 1) };
  const tokens = [...tokensOf(code, span)];
  const at = tokens.findIndex(({ start, end }) => code.slice(start, end) === name);
  const open = tokens.findIndex(
    ({ kind: each, start }, index) =>
      index > at &&
      each === 'mark' &&
      code[start] === '{' &&
      (kind === 'enum' || code[tokens[index - 1]?.start ?? 0] === '='),
  );
  return at === -1 || open === -1 ? null : listIn(code, tokens.slice(open + 1));
}

/**
 * What an enumerator is given, or the last before it that is given something, null for none; and how many come after that.
 *
 * @returns null where nobody can tell, as behind an `#if`.
 */
export function enumeratorIn(
  text: string,
  { line, name }: Definition,
): { readonly given: string | null; readonly more: number } | null {
  const { code, directives } = scan(text);
  const from = startOf(code, line);
  const tokens = [...tokensOf(code, { start: 0, end: code.length })];
  const at = tokens.findIndex(({ start, end }) => start >= from && code.slice(start, end) === name);
  const open: number[] = [];
  tokens.slice(0, Math.max(0, at)).forEach(({ kind, start }, index) => {
    if (kind === 'mark' && code[start] === '{') open.push(index);
    if (kind === 'mark' && code[start] === '}') open.pop();
  });
  const first = open.at(-1);
  const [start, end] = [tokens[first ?? -1]?.start, tokens[at]?.end];
  if (first === undefined || start === undefined || end === undefined) return null;
  if (directives.some((each) => start < each.start && each.start < end)) return null;
  const members = listIn(code, tokens.slice(first + 1)) ?? [];
  const own = members.findIndex((each) => each.name === name);
  if (own === -1) return null;
  const last = members.slice(0, own + 1).findLastIndex(({ value }) => value !== null);
  return { given: members[last]?.value ?? null, more: own - Math.max(last, 0) };
}

/** The members of a list, behind its `{`; null where it does not end. */
function listIn(code: string, tokens: readonly Token[]): Member[] | null {
  const members: Member[] = [];
  let element: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    const mark = token.kind === 'mark' ? (code[token.start] ?? '') : '';
    if (depth === 0 && (mark === ',' || mark === '}')) {
      if (element.length > 0) members.push(memberOf(code, element));
      element = [];
      if (mark === '}') return members;
      continue;
    }
    if ('([{'.includes(mark) && mark !== '') depth += 1;
    if (')]}'.includes(mark) && mark !== '') depth -= 1;
    element.push(token);
  }
  return null;
}

function memberOf(code: string, tokens: readonly Token[]): Member {
  const textAt = (token: Token | undefined): string => (token ? code.slice(token.start, token.end) : '');
  const written = (from: number, to: number): string =>
    code.slice(tokens[from]?.start, tokens[to]?.end).replace(/\s+/g, ' ').trim();
  const last = tokens.length - 1;
  const equals = tokens.findIndex((token, index) => textAt(token) === '=' && isOutside(code, tokens, index));
  if (equals === -1) return { name: written(0, last), value: null };
  return { name: written(0, equals - 1).replace(/^\./, ''), value: written(equals + 1, last) };
}

/** Whether what stands at an index is in no brackets. */
function isOutside(code: string, tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (const { kind, start } of tokens.slice(0, index)) {
    const mark = kind === 'mark' ? (code[start] ?? '') : '';
    if ('([{'.includes(mark) && mark !== '') depth += 1;
    if (')]}'.includes(mark) && mark !== '') depth -= 1;
  }
  return depth === 0;
}

function startOf(text: string, line: number): number {
  let at = 0;
  for (let each = 1; each < line; each += 1) {
    const end = text.indexOf('\n', at);
    if (end === -1) return text.length;
    at = end + 1;
  }
  return at;
}
