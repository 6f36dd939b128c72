import { type Code, SEQUENCES } from '../../sources/excerpt.ts';
import { isDots, isVariable, type Pattern } from './pattern.ts';

/** What the variables of a pattern stand for. */
export type Bindings = ReadonlyMap<string, Code>;

export const NOTHING: Bindings = new Map();

export interface Match {
  readonly code: Code;
  readonly bindings: Bindings;
  /** From the whole body down to what matches: each piece, and which of its parts leads on. */
  readonly path: readonly Step[];
}

export interface Step {
  readonly code: Code;
  readonly part: number;
}

/** Everything in a body that matches a pattern, in order. */
export function matchesIn(body: Code, { statements }: Pattern, bindings: Bindings = NOTHING): Match[] {
  const [single, ...others] = statements;
  if (!single) return [];
  const found: Match[] = [];
  for (const { code, path } of piecesIn(body)) {
    if (others.length === 0) {
      const own = firstOf(match(single, code, bindings));
      if (own) found.push({ code, bindings: own, path });
    } else if (SEQUENCES.has(code.type)) {
      code.parts.forEach((part, index) => {
        const own = firstOf(matchAll(statements, code.parts.slice(index), bindings, true));
        if (own) found.push({ code: part, bindings: own, path: [...path, { code, part: index }] });
      });
    }
  }
  return found;
}

/** Every piece of code in a body, the outer before what is inside. */
export function* piecesIn(body: Code): Generator<Pick<Match, 'code' | 'path'>> {
  const waiting: Pick<Match, 'code' | 'path'>[] = [{ code: body, path: [] }];
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    yield each;
    const { code, path } = each;
    for (let part = code.parts.length - 1; part >= 0; part -= 1) {
      const inner = code.parts[part];
      if (inner) waiting.push({ code: inner, path: [...path, { code, part }] });
    }
  }
}

/** Every way in which a pattern fits a piece of code. Casts in code are seen through, unless the pattern has one. */
export function* match(pattern: Code, code: Code, bindings: Bindings): Generator<Bindings> {
  if (isVariable(pattern)) {
    const name = pattern.text;
    const bare = withoutCast(code);
    const bound = bindings.get(name);
    if (name === '$_' || isDots(pattern)) yield bindings;
    else if (bound === undefined) yield new Map([...bindings, [name, bare]]);
    else if (isSame(bound, bare)) yield bindings;
    return;
  }
  if (code.type === 'cast' && pattern.type !== 'cast' && code.parts[0]) {
    yield* match(pattern, code.parts[0], bindings);
    return;
  }
  // A block of one statement is that statement.
  if (pattern.type === 'block' && code.type !== 'block') {
    yield* matchAll(pattern.parts, [code], bindings, false);
    return;
  }
  if (code.type === 'block' && pattern.type !== 'block') {
    if (code.parts.length === 1 && code.parts[0]) yield* match(pattern, code.parts[0], bindings);
    return;
  }
  if (pattern.type === 'chain') {
    yield* matchChain(pattern, code, bindings);
    return;
  }
  if (pattern.type !== code.type || !fits(pattern, code)) return;
  if (pattern.type === 'binary' && EITHER_WAY.has(pattern.text)) {
    yield* matchAll(pattern.parts, code.parts, bindings, false);
    yield* matchAll(pattern.parts, code.parts.toReversed(), bindings, false);
    return;
  }
  // A `return` without a value stands for any, an `if` without `else` for one with it.
  if (pattern.type === 'return' && pattern.parts.length === 0) yield bindings;
  else yield* matchAll(pattern.parts, code.parts, bindings, pattern.type === 'if');
}

const EITHER_WAY: ReadonlySet<string> = new Set(['==', '!=']);

/** Whether the words of a piece are those of the pattern; a label may be a variable. */
const fits = (pattern: Code, code: Code): boolean =>
  pattern.text === code.text ||
  (pattern.type === 'goto' && pattern.text.startsWith('$')) ||
  (pattern.type === 'declaration' && pattern.text.startsWith('$'));

/** Parts one after the other; `...` stands for any number of them. */
function* matchAll(
  patterns: readonly Code[],
  codes: readonly Code[],
  bindings: Bindings,
  mayGoOn: boolean,
): Generator<Bindings> {
  const [first, ...rest] = patterns;
  if (!first) {
    if (codes.length === 0 || mayGoOn) yield bindings;
    return;
  }
  if (isDots(first)) {
    for (let skipped = 0; skipped <= codes.length; skipped += 1)
      yield* matchAll(rest, codes.slice(skipped), bindings, mayGoOn);
    return;
  }
  const [code, ...others] = codes;
  if (!code) return;
  for (const own of match(first, code, bindings)) yield* matchAll(rest, others, own, mayGoOn);
}

/** The parts of a chain in any order. With `...` there may be more of them, and one alone is a chain of one. */
function* matchChain(pattern: Code, code: Code, bindings: Bindings): Generator<Bindings> {
  const isOpen = pattern.parts.some(isDots);
  const asked = pattern.parts.filter((part) => !isDots(part));
  const isChain = code.type === 'chain' && code.text === pattern.text;
  if (!isChain && !isOpen) return;
  const parts = isChain ? code.parts : [code];
  if (!isOpen && parts.length !== asked.length) return;
  yield* matchEach(asked, parts, bindings);
}

function* matchEach(asked: readonly Code[], parts: readonly Code[], bindings: Bindings): Generator<Bindings> {
  const [first, ...rest] = asked;
  if (!first) {
    yield bindings;
    return;
  }
  for (const [index, part] of parts.entries())
    for (const own of match(first, part, bindings)) yield* matchEach(rest, parts.toSpliced(index, 1), own);
}

export function withoutCast(code: Code): Code {
  let at = code;
  while (at.type === 'cast' && at.parts[0]) at = at.parts[0];
  return at;
}

export const isSame = (a: Code, b: Code): boolean =>
  a.type === b.type &&
  a.text === b.text &&
  a.parts.length === b.parts.length &&
  a.parts.every((part, index) => isSame(part, b.parts[index] as Code));

export const firstOf = <T>(all: Iterable<T>): T | null => {
  for (const each of all) return each;
  return null;
};
