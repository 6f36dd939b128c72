import { sha256 } from '../../base/hash.ts';
import { compare } from '../../base/order.ts';
import { linesBetween } from '../lines.ts';
import { type Code, type FunctionCode, thatAct } from './code.ts';
import { tokensIn } from './words.ts';

/** What names the functions of one name in a file, so that a change which counts is told from one that does not. */
export interface Shape {
  readonly sha256: string;
  /**
   * What else may name it: the code without a parameter that is only handed on, if at all. Where somebody has looked at
   * that, nothing that counts has changed.
   */
  readonly nearly: readonly string[];
  /** First and last line of each definition that counts. */
  readonly lines: readonly (readonly [number, number])[];
}

/** @returns null where there is no such function. */
export function shapeOf(path: string, text: string, functions: readonly FunctionCode[]): Shape | null {
  const own = thatAct(functions);
  if (own.length === 0) return null;
  const inOneWay = (without: readonly string[]) =>
    own
      .map((each) =>
        isUnderstood(each)
          ? canonicalFunction(each, without)
          : linesOfTokens(path, linesBetween(text, each.firstLine, each.lastLine)),
      )
      .toSorted(compare)
      .join('\n===\n');
  const idle = [...new Set(own.filter(isUnderstood).flatMap(handedOn))];
  const nearly = [...idle.map((each) => [each]), ...(idle.length > 1 ? [idle] : [])].map(inOneWay);
  return {
    sha256: sha256(inOneWay([])),
    nearly: nearly.map(sha256),
    lines: own.map(({ firstLine, lastLine }) => [firstLine, lastLine] as const),
  };
}

/** Where the grammar lost its way, what is written counts word for word. */
const isUnderstood = ({ ways, areAll }: FunctionCode): boolean =>
  areAll && ways.every(({ errors }) => errors.length === 0);

/** The tokens of a text, line by line, without comments and lines that have none. */
export const linesOfTokens = (path: string, text: string): string =>
  tokensIn(path, text)
    .map((tokens) => tokens.join(' '))
    .filter((line) => line !== '')
    .join('\n');

/**
 * A function as one text that stays the same where comments, blanks, needless parentheses or the names of parameters and
 * locals change, or where it moves: a line for each statement, for people who compare. Each way to compile it is in there.
 */
function canonicalFunction({ parameters: all, ways }: FunctionCode, without: readonly string[] = []): string {
  const parameters = all.filter((each) => !without.includes(each));
  return ways
    .map(({ body: whole }) => {
      const body = without.length === 0 ? whole : withoutArguments(whole, without);
      const names = new Map<string, string>();
      for (const each of parameters) names.set(each, `$${names.size + 1}`);
      for (const each of localsIn(body)) if (!names.has(each)) names.set(each, `$${names.size + 1}`);
      return [`(${parameters.map((each) => names.get(each)).join(', ')})`, ...linesOf(body, names, 0)].join(
        '\n',
      );
    })
    .join('\n---\n');
}

/** Parameters of a function that it does nothing with but hand them on, if anything. */
const handedOn = ({ parameters, ways }: FunctionCode): string[] =>
  parameters.filter((name) =>
    ways.every(({ body }) => mentions(body, name) === mentionsAsArgument(body, name)),
  );

const isName = ({ type, text }: Code, name: string): boolean => type === 'identifier' && text === name;

const mentions = (code: Code, name: string): number =>
  code.type === 'field'
    ? code.parts.slice(0, 1).reduce((sum, part) => sum + mentions(part, name), 0)
    : (isName(code, name) ? 1 : 0) + code.parts.reduce((sum, part) => sum + mentions(part, name), 0);

const mentionsAsArgument = (code: Code, name: string): number =>
  (code.type === 'call' ? code.parts.slice(1).filter((part) => isName(part, name)).length : 0) +
  code.parts.reduce((sum, part) => sum + mentionsAsArgument(part, name), 0);

const withoutArguments = (code: Code, names: readonly string[]): Code => ({
  ...code,
  parts: code.parts
    .filter((part, index) => code.type !== 'call' || index === 0 || !names.some((name) => isName(part, name)))
    .map((part) => withoutArguments(part, names)),
});

/** What is declared in a body, and the labels in it. */
function localsIn(body: Code): string[] {
  const found: string[] = [];
  const waiting: Code[] = [body];
  for (let code = waiting.pop(); code; code = waiting.pop()) {
    if (code.type === 'declaration')
      for (const part of code.parts) {
        const name = part.type === 'assign' ? part.parts[0] : part;
        const own = name && nameIn(name);
        if (own) found.push(own);
      }
    if (code.type === 'label') found.push(code.text);
    waiting.push(...code.parts.toReversed());
  }
  return found;
}

/** The name inside a declarator. */
function nameIn(code: Code): string | null {
  let at: Code | undefined = code;
  while (at && at.type !== 'identifier') at = at.parts[0];
  return at?.text ?? null;
}

const BODIED: ReadonlySet<string> = new Set([
  'if',
  'while',
  'for',
  'do',
  'switch',
  'loop',
  'case',
  'label',
  'block',
]);

function linesOf(code: Code, names: ReadonlyMap<string, string>, depth: number): string[] {
  const indent = '  '.repeat(depth);
  const { type, text, parts } = code;
  if (type === 'block') return parts.flatMap((part) => linesOf(part, names, depth));
  if (!BODIED.has(type)) return [indent + worded(code, names)];
  const heads = parts.filter((_, index) => isHead(code, index));
  const bodies = parts.filter((_, index) => !isHead(code, index));
  const label = type === 'label' ? (names.get(text) ?? text) : text;
  const head = [type, label, ...heads.map((part) => worded(part, names))]
    .filter((each) => each !== '')
    .join(' ');
  return [
    indent + head,
    ...bodies.flatMap((part, index) => [
      ...(type === 'if' && index === 1 ? [`${indent}else`] : []),
      ...linesOf(part, names, depth + 1),
    ]),
  ];
}

/** Which parts of a statement stand in its head. */
function isHead({ type, text }: Code, index: number): boolean {
  if (type === 'label') return false;
  if (type === 'do') return index === 1;
  if (type === 'case') return text === '' && index === 0;
  return index < (type === 'for' ? 3 : 1);
}

/** A piece of code in one way of writing; only that it is always the same counts. */
function worded({ type, text, parts }: Code, names: ReadonlyMap<string, string>): string {
  if (type === 'identifier') return names.get(text) ?? text;
  if (type === 'goto') return `goto ${names.get(text) ?? text}`;
  if (type === 'field') {
    const [of, field] = parts;
    return `${of ? worded(of, names) : ''}${text}${field?.text ?? ''}`;
  }
  const all = parts.map((part) => worded(part, names));
  switch (type) {
    case 'call':
      return `${all[0] ?? ''}(${all.slice(1).join(', ')})`;
    case 'chain':
      return `(${all.join(` ${text} `)})`;
    case 'binary':
      return `(${all.join(` ${text} `)})`;
    case 'assign':
      return all.join(` ${text} `);
    case 'unary':
      return `${text}${all.join('')}`;
    case 'cast':
      return `(${text})${all.join('')}`;
    case 'declaration':
      return `${text} ${all.join(', ')}`;
    case 'return':
      return ['return', ...all].join(' ');
    default:
      if (all.length === 0) return text === '' ? type : text;
      return `${type === 'block' ? '' : type}${text === '' ? '' : `[${text}]`}{${all.join(' ')}}`;
  }
}
