import type { TreeCursor } from 'web-tree-sitter';
import { lookUp } from '../../base/look-up.ts';
import type { Definition } from '../definition.ts';
import { parseC } from './grammar.ts';
import { mayBeCompiled, type Settings, waysToCompile } from './halves.ts';
import { preparedCode } from './prepared.ts';
import { blanked, type Directive, type Scanned, type Span, scan, tokensOf } from './scan.ts';

/**
 * A piece of code as it is compiled: without comments, needless parentheses and what cannot be reached. Chains such as
 * `a | b | c` are one piece with three parts. It is plain data, so that it can be kept.
 */
export interface Code {
  readonly type: string;
  /** Of a leaf what stands there, of an operation its sign. */
  readonly text: string;
  /** 1-based, in the file. */
  readonly line: number;
  readonly parts: readonly Code[];
}

/** One definition of a function, or of a macro that takes the place of one. */
export interface FunctionCode {
  readonly line: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Names of its parameters. */
  readonly parameters: readonly string[];
  /** True where it does nothing, so that it only stands in for another definition. */
  readonly isStub: boolean;
  /** Each way to compile its inside; none where nobody can tell where it begins. */
  readonly ways: readonly CompiledBody[];
  /** False where there are more ways: then each half of an `#if` is in one of them, or there is none. */
  readonly areAll: boolean;
}

export interface CompiledBody {
  readonly body: Code;
  /** Stretches that the grammar did not understand: their line, and the words in them. */
  readonly errors: readonly { readonly line: number; readonly words: readonly string[] }[];
}

/**
 * Reads the functions of one name in a file, as they may be compiled.
 *
 * @param settings what is set and what is not: other halves of an `#if` are left out.
 */
export async function functionsIn(
  text: string,
  name: string,
  definitions: readonly Definition[],
  settings: Settings,
): Promise<FunctionCode[]> {
  const own = definitions.filter((each) => each.name === name || each.alias === name);
  const bodies = own.filter(({ kind }) => kind === 'function');
  const asked = bodies.length > 0 ? bodies : own.filter(({ kind }) => kind === 'macro');
  if (asked.length === 0) return [];
  const scanned = scan(text);
  const starts = lineStarts(text);
  const found: FunctionCode[] = [];
  for (const definition of asked) {
    const span = spanOf(definition, starts, text.length);
    if (!mayBeCompiled(span.start, scanned.directives, settings)) continue;
    found.push(
      definition.kind === 'macro'
        ? await macroCode(text, definition, span)
        : await functionCode(scanned, definition, span, settings),
    );
  }
  return found;
}

/** Those that do something; where none does, all of them. */
export function thatAct(functions: readonly FunctionCode[]): readonly FunctionCode[] {
  const acting = functions.filter(({ isStub }) => !isStub);
  return acting.length > 0 ? acting : functions;
}

async function functionCode(
  { code, directives }: Scanned,
  { firstLine, lastLine, line }: Definition,
  span: Span,
  settings: Settings,
): Promise<FunctionCode> {
  const here = { line, firstLine, lastLine };
  const inner: readonly Directive[] = directives.filter(
    ({ start }) => start > span.start && start < span.end,
  );
  const ways: CompiledBody[] = [];
  let parameters: readonly string[] = [];
  const { texts, areAll } = waysToCompile(code, span, inner, settings) ?? { texts: [], areAll: false };
  for (const way of texts) {
    const open = bodyAt(way);
    // What nobody can read in one way is known in none.
    if (open === null) return { ...here, parameters: [], isStub: false, ways: [], areAll: false };
    parameters = parametersIn(way.slice(0, open));
    const before = way.slice(0, open).split('\n').length - 1;
    ways.push(await compiled(way.slice(open), firstLine + before));
  }
  const isStub = areAll && ways.every(({ body, errors }) => errors.length === 0 && isNothing(body));
  return { ...here, parameters, isStub, ways, areAll };
}

/** A macro's text, as the body of a function; one that is no whole statement has an error. */
async function macroCode(
  text: string,
  { firstLine, lastLine, line }: Definition,
  span: Span,
): Promise<FunctionCode> {
  const { head, body, parameters } = macroIn(text.slice(span.start, span.end));
  const shown = head.replace(/[^\n]/g, ' ') + body;
  const way = await compiled(`{${shown.slice(1)}\n;}`, firstLine);
  return { line, firstLine, lastLine, parameters, isStub: isNothing(way.body), ways: [way], areAll: true };
}

interface Macro {
  readonly head: string;
  readonly body: string;
  readonly parameters: readonly string[];
}

function macroIn(directive: string): Macro {
  const plain = blanked(directive, scan(directive.replace(/^(\s*)#/, '$1 ')).comments).replace(
    /\\(?=\r?\n)/g,
    ' ',
  );
  const head = /^\s*#\s*define\s+\w+(?:\([^)]*\))?/.exec(plain)?.[0] ?? '';
  const parameters = head.includes('(') ? head.slice(head.indexOf('(') + 1, -1) : '';
  return {
    head,
    body: plain.slice(head.length),
    parameters: parameters.split(',').flatMap((each) => (each.trim() === '' ? [] : [each.trim()])),
  };
}

/** What a macro stands for, as code; null for one that takes arguments or is not an expression. */
export async function macroValue(text: string): Promise<Code | null> {
  const { head, body } = macroIn(text);
  return head.endsWith(')') ? null : await expressionIn(body);
}

/** An expression by itself; null where it is none. */
export async function expressionIn(text: string): Promise<Code | null> {
  const { body, errors } = await compiled(`{ ${text} ;}`, 1);
  const [first, ...others] = body.parts;
  return errors.length === 0 && first && others.length === 0 ? first : null;
}

/** Statements by themselves; null where they are none. */
export async function statementsIn(text: string): Promise<readonly Code[] | null> {
  const { body, errors } = await compiled(`{ ${text} ;}`, 1, true);
  return errors.length === 0 ? body.parts : null;
}

/** A variable or an enum as it is declared, with every half of an `#if` in it. */
export async function declarationIn(text: string, definition: Definition): Promise<CompiledBody> {
  const { start, end } = spanOf(definition, lineStarts(text), text.length);
  return await compiled(`{${scan(text).code.slice(start, end)};}`, definition.firstLine, true);
}

const HEAD = 'void f()';

async function compiled(body: string, firstLine: number, isPattern = false): Promise<CompiledBody> {
  const tree = await parseC(HEAD + preparedCode(body));
  const cursor = tree.walk();
  try {
    const raw = rawTree(cursor, HEAD.length, firstLine - 1);
    if (raw === null) return { body: EMPTY, errors: [{ line: firstLine, words: wordsIn(body) }] };
    const errors = errorsIn(raw, body);
    const block = raw.parts.flatMap(({ parts }) => parts).find(({ type }) => type === 'compound_statement');
    const whole = block ?? raw.parts.find(({ type }) => type === 'compound_statement');
    if (!whole) return { body: EMPTY, errors: [{ line: firstLine, words: wordsIn(body) }] };
    const code = converted(whole, body);
    return { body: isPattern ? code : reached(code), errors };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

const EMPTY: Code = { type: 'block', text: '', line: 1, parts: [] };

/** What the grammar made of a text, out of its memory. */
interface Raw {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly isNamed: boolean;
  readonly isError: boolean;
  readonly parts: Raw[];
}

/** Code nests some dozens deep; what nests deeper was made to. */
const MOST_DEPTH = 250;

function rawTree(cursor: TreeCursor, shift: number, lines: number): Raw | null {
  const here = (): Raw => ({
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    start: cursor.startIndex - shift,
    end: cursor.endIndex - shift,
    line: cursor.startPosition.row + 1 + lines,
    isNamed: cursor.nodeIsNamed,
    isError: cursor.nodeType === 'ERROR' || cursor.nodeIsMissing,
    parts: [],
  });
  const root = here();
  const open: Raw[] = [root];
  let isDown = cursor.gotoFirstChild();
  while (open.length > 0) {
    if (isDown) {
      const node = here();
      open.at(-1)?.parts.push(node);
      if (open.length > MOST_DEPTH) return null;
      if (cursor.gotoFirstChild()) {
        open.push(node);
        continue;
      }
    }
    isDown = cursor.gotoNextSibling();
    if (isDown) continue;
    if (!cursor.gotoParent()) break;
    open.pop();
  }
  return root;
}

function errorsIn(root: Raw, body: string): CompiledBody['errors'] {
  const errors: { line: number; words: string[] }[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.isError) errors.push({ line: node.line, words: wordsIn(linesAround(body, node)) });
    else waiting.push(...node.parts);
  }
  return errors.sort((a, b) => a.line - b.line);
}

/** Whole lines: what is missing has no words of its own. */
const linesAround = (body: string, { start, end }: Raw): string => {
  const last = body.indexOf('\n', Math.max(0, end));
  return body.slice(body.lastIndexOf('\n', Math.max(0, start - 1)) + 1, last === -1 ? body.length : last);
};

const wordsIn = (code: string): string[] => [
  ...new Set(
    [...tokensOf(code, { start: 0, end: code.length })].flatMap(({ kind, start, end }) =>
      kind === 'word' ? [code.slice(start, end)] : [],
    ),
  ),
];

const CHAINS: ReadonlySet<string> = new Set(['||', '&&', '|', '&', '+', '*', '^']);
const SWAPPED: Readonly<Record<string, string>> = { '>': '<', '>=': '<=' };

/** How deep it goes is bounded by {@link MOST_DEPTH}. */
function converted(raw: Raw, source: string): Code {
  const { type, line } = raw;
  const named = raw.parts.filter((each) => each.isNamed && each.type !== 'comment');
  const field = (name: string): Raw | undefined => raw.parts.find((each) => each.field === name);
  const of = (each: Raw): Code => converted(each, source);
  const all = (each: readonly (Raw | undefined)[]): Code[] => each.flatMap((one) => (one ? [of(one)] : []));
  const text = (each: Raw | undefined): string =>
    each ? source.slice(each.start, each.end).replace(/\s+/g, ' ').trim() : '';
  const made = (kind: string, sign: string, parts: readonly Code[]): Code => ({
    type: kind,
    text: sign,
    line,
    parts,
  });
  switch (type) {
    case 'compound_statement':
      return made(
        'block',
        '',
        all(named).filter((each) => !isEmpty(each)),
      );
    case 'expression_statement':
      return named[0] ? of(named[0]) : made('empty', '', []);
    case 'parenthesized_expression':
      return named.length === 1 && named[0] ? of(named[0]) : made('group', '', all(named));
    case 'call_expression': {
      const given = field('arguments')?.parts.filter((each) => each.isNamed && each.type !== 'comment') ?? [];
      if (given.length === 1 && given[0] && /^(?:un)?likely$/.test(text(field('function'))))
        return of(given[0]);
      return made('call', '', all([field('function'), ...given]));
    }
    case 'binary_expression': {
      const sign = text(field('operator'));
      const [left, right] = all([field('left'), field('right')]);
      if (!left || !right) return made('binary', sign, all(named));
      const swapped = lookUp(SWAPPED, sign);
      if (swapped) return made('binary', swapped, [right, left]);
      if (!CHAINS.has(sign)) return made('binary', sign, [left, right]);
      const parts = [left, right].flatMap((each) =>
        each.type === 'chain' && each.text === sign ? each.parts : [each],
      );
      return made('chain', sign, parts);
    }
    case 'unary_expression':
    case 'pointer_expression': {
      const sign = text(field('operator'));
      const [argument] = all([field('argument')]);
      if (argument && sign === '!' && argument.type === 'unary' && argument.text === '!')
        return made('unary', '!!', argument.parts);
      return made('unary', sign, argument ? [argument] : []);
    }
    case 'assignment_expression':
      return made('assign', text(field('operator')), all([field('left'), field('right')]));
    case 'init_declarator':
      return made('assign', '=', [nameIn(raw, source), ...all([field('value')])]);
    case 'update_expression':
      return made('update', text(field('operator')), all([field('argument')]));
    case 'field_expression':
      return made('field', text(field('operator')), all([field('argument'), field('field')]));
    case 'cast_expression': {
      const [value] = all([field('value')]);
      return made('cast', text(field('type')), value ? [value] : []);
    }
    case 'if_statement':
      return made('if', '', all([field('condition'), field('consequence'), field('alternative')]));
    case 'else_clause':
      return named[0] ? of(named[0]) : made('empty', '', []);
    case 'while_statement': {
      const head = source.slice(raw.start, raw.start + LONGEST_NAME).match(/^\w+/)?.[0] ?? '';
      const [condition, body] = [field('condition'), field('body')];
      if (head === 'while') return made('while', '', all([condition, body]));
      const given = condition?.parts.filter((each) => each.isNamed && each.type !== 'comment') ?? [];
      const callee: Code = { type: 'identifier', text: head, line, parts: [] };
      const call = made('call', '', [callee, ...given.flatMap((each) => argumentsOf(each, of))]);
      return made('loop', '', [call, ...all([body])]);
    }
    case 'do_statement':
      return made('do', '', all([field('body'), field('condition')]));
    case 'for_statement': {
      const parts = ['initializer', 'condition', 'update', 'body'].map(
        (name) => all([field(name)])[0] ?? made('empty', '', []),
      );
      return made('for', '', parts);
    }
    case 'switch_statement':
      return made('switch', '', all([field('condition'), field('body')]));
    case 'case_statement': {
      const value = field('value');
      const rest = named.filter((each) => each !== value);
      return made(
        'case',
        value ? '' : 'default',
        [...all([value]), ...all(rest)].filter((each) => !isEmpty(each)),
      );
    }
    case 'return_statement':
      return made('return', '', all(named));
    case 'goto_statement':
      return made('goto', text(field('label')), []);
    case 'labeled_statement': {
      const label = field('label');
      return made(
        'label',
        text(label),
        all(named.filter((each) => each !== label)).filter((each) => !isEmpty(each)),
      );
    }
    case 'break_statement':
      return made('break', '', []);
    case 'continue_statement':
      return made('continue', '', []);
    case 'declaration':
      return made(
        'declaration',
        text(field('type')),
        all(named.filter((each) => each.field === 'declarator')),
      );
    case 'number_literal':
      return made(
        'number',
        text(raw)
          .toLowerCase()
          .replace(/u?l?l?u?$/, ''),
        [],
      );
  }
  if (named.length === 0) return made(NAMES.has(type) ? 'identifier' : type, text(raw), []);
  // What has no case of its own is told by its parts; what stands between them is its sign.
  const between = raw.parts.filter((each) => !each.isNamed).map(text);
  return made(type, between.join(' '), all(named));
}

const LONGEST_NAME = 100;
/** A name is a name, whatever the grammar took it for: in a pattern it may be taken for something else. */
const NAMES: ReadonlySet<string> = new Set([
  'identifier',
  'field_identifier',
  'type_identifier',
  'primitive_type',
  'true',
  'false',
  'null',
]);

const isEmpty = ({ type }: Code): boolean => type === 'empty';

/** The arguments of a loop that a macro makes were read as what stands between two commas. */
function argumentsOf(raw: Raw, of: (each: Raw) => Code): Code[] {
  if (raw.type !== 'comma_expression') return [of(raw)];
  const found: Raw[] = [];
  let at: Raw | undefined = raw;
  while (at?.type === 'comma_expression') {
    const named: Raw[] = at.parts.filter((each) => each.isNamed && each.type !== 'comment');
    if (named[0]) found.push(named[0]);
    at = named[1];
  }
  return [...found, ...(at ? [at] : [])].map(of);
}

/** The name that a declarator declares, through pointers and arrays. */
function nameIn(raw: Raw, source: string): Code {
  let at: Raw | undefined = raw;
  while (at && at.type !== 'identifier') at = at.parts.find((each) => each.field === 'declarator');
  const name = at ?? raw;
  return { type: 'identifier', text: source.slice(name.start, name.end), line: name.line, parts: [] };
}

/**
 * Code without what cannot be reached: what stands behind a jump in the same block and has no label, and what stands
 * under a condition that is written out as 0.
 */
function reached(code: Code): Code {
  if (SEQUENCES.has(code.type)) {
    const parts: Code[] = [];
    let isLeft = false;
    for (const part of code.parts) {
      if (part.type === 'case' || holdsLabel(part)) isLeft = false;
      if (isLeft) continue;
      const own = reached(part);
      if (isEmpty(own)) continue;
      parts.push(own);
      if (code.type !== 'case' || part !== code.parts[0]) isLeft = JUMPS.has(own.type);
    }
    return { ...code, parts };
  }
  const parts = code.parts.map(reached);
  const [condition, then, otherwise] = parts;
  if (code.type === 'if' && condition) {
    if (isConstant(condition, false) && !(then && holdsLabel(then)))
      return otherwise ?? { ...code, type: 'empty', parts: [] };
    if (isConstant(condition, true) && then && !(otherwise && holdsLabel(otherwise))) return then;
  }
  if (code.type === 'while' && condition && isConstant(condition, false) && !(then && holdsLabel(then)))
    return { ...code, type: 'empty', parts: [] };
  return { ...code, parts };
}

/** Pieces behind which what stands next does not run. */
export const JUMPS: ReadonlySet<string> = new Set(['return', 'goto', 'break', 'continue']);

/** Pieces whose parts are statements, one after the other. */
export const SEQUENCES: ReadonlySet<string> = new Set(['block', 'case', 'label']);

function holdsLabel(code: Code): boolean {
  return code.type === 'label' || code.type === 'case' || code.parts.some(holdsLabel);
}

/** Whether an expression is always so: `0`, `false`, `x && 0`. */
function isConstant({ type, text, parts }: Code, value: boolean): boolean {
  if (type === 'number') return /^\d+$/.test(text) && (Number(text) !== 0) === value;
  if (type === 'identifier') return text === String(value);
  if (type === 'chain' && text === '&&')
    return value
      ? parts.every((part) => isConstant(part, true))
      : parts.some((part) => isConstant(part, false));
  if (type === 'chain' && text === '||')
    return value
      ? parts.some((part) => isConstant(part, true))
      : parts.every((part) => isConstant(part, false));
  if (type === 'unary' && text === '!' && parts[0]) return isConstant(parts[0], !value);
  return false;
}

/** A body that does nothing but give back a value that is written out. */
function isNothing({ parts }: Code): boolean {
  const acting = parts.filter(
    (part) => !(part.type === 'declaration' && part.parts.every(({ type }) => type === 'identifier')),
  );
  if (acting.length === 0) return true;
  const [first, ...others] = acting;
  if (others.length > 0 || !first) return false;
  if (first.type === 'return') return first.parts.every(isValue);
  return first.type === 'do' && first.parts[0] !== undefined && isNothing(first.parts[0]);
}

function isValue({ type, text, parts }: Code): boolean {
  if (type === 'identifier') return text === text.toUpperCase() || text === 'true' || text === 'false';
  if (type === 'number' || type.endsWith('_literal')) return true;
  return (type === 'unary' || type === 'cast') && parts.every(isValue);
}

/** Where the body of a function opens: the first brace outside of parentheses. */
function bodyAt(code: string): number | null {
  let depth = 0;
  for (const { kind, start } of tokensOf(code, { start: 0, end: code.length })) {
    if (kind !== 'mark') continue;
    if (code[start] === '(') depth += 1;
    if (code[start] === ')') depth -= 1;
    if (code[start] === '{' && depth <= 0) return start;
  }
  return null;
}

/** Names of parameters: the last word of each. */
function parametersIn(head: string): string[] {
  const tokens = [...tokensOf(head, { start: 0, end: head.length })];
  const textAt = (index: number) => head.slice(tokens[index]?.start, tokens[index]?.end);
  const open = tokens.findIndex((_, index) => textAt(index) === '(');
  const names: string[] = [];
  let depth = 0;
  let last = '';
  for (let at = open; at !== -1 && at < tokens.length; at += 1) {
    const text = textAt(at);
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if ((text === ',' && depth === 1) || depth === 0) {
      if (last !== '' && last !== 'void') names.push(last);
      last = '';
      if (depth === 0) break;
    } else if (tokens[at]?.kind === 'word' && !/^\d/.test(text)) last = text;
  }
  return names;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

const spanOf = ({ firstLine, lastLine }: Definition, starts: readonly number[], length: number): Span => ({
  start: starts[firstLine - 1] ?? 0,
  end: Math.min(length, starts[lastLine] ?? length),
});
