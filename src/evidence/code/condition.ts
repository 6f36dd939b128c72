import type { Code } from '../../sources/excerpt.ts';
import { type Bindings, match, withoutCast } from './match.ts';
import { isDots } from './pattern.ts';

/** A condition with its negations at the leaves, so that `!(a || b)` and `!a && !b` are one. */
export type Condition =
  | { readonly is: 'all'; readonly parts: readonly Condition[]; readonly isOpen: boolean }
  | { readonly is: 'any'; readonly parts: readonly Condition[]; readonly isOpen: boolean }
  | { readonly is: 'fact'; readonly code: Code; readonly holds: boolean }
  | { readonly is: 'fixed'; readonly holds: boolean };

/** @param holds false for the opposite of the condition. */
export function conditionOf(written: Code, holds = true): Condition {
  const code = withoutCast(written);
  const { type, text, parts } = code;
  const [first, second] = parts;
  if (type === 'chain' && (text === '&&' || text === '||')) {
    const own = parts.filter((part) => !isDots(part)).map((part) => conditionOf(part, holds));
    const isOpen = parts.some(isDots);
    return (text === '&&') === holds ? { is: 'all', parts: own, isOpen } : { is: 'any', parts: own, isOpen };
  }
  if (type === 'unary' && first && (text === '!' || text === '!!'))
    return conditionOf(first, holds !== (text === '!'));
  if (type === 'call' && second && SEEN_THROUGH.test(first?.text ?? '')) return conditionOf(second, holds);
  if (type === 'number' && /^\d+$/.test(text)) return { is: 'fixed', holds: (Number(text) !== 0) === holds };
  if (type === 'identifier' && (text === 'true' || text === 'false'))
    return { is: 'fixed', holds: (text === 'true') === holds };
  if (type === 'binary' && first && second) {
    if (text === '==' || text === '!=') {
      const isEqual = (text === '==') === holds;
      const plain = [first, second].find((each) => !NOTHING.test(each.text) && !isTrue(each));
      const other = plain === first ? second : first;
      if (plain && NOTHING.test(other.text)) return conditionOf(plain, !isEqual);
      if (plain && isTrue(other)) return conditionOf(plain, isEqual);
      return { is: 'fact', code: { ...code, text: '==' }, holds: isEqual };
    }
    // a <= b is not b < a.
    if (text === '<=')
      return { is: 'fact', code: { ...code, text: '<', parts: [second, first] }, holds: !holds };
  }
  return { is: 'fact', code, holds };
}

/** These give back what they are asked. */
const SEEN_THROUGH = /^(?:VM_)?WARN(?:_ON)?(?:_ONCE)?$/;
const NOTHING = /^(?:NULL|0|false)$/;
const isTrue = ({ text }: Code): boolean => text === 'true';

/** What stands for a name: the expression that it was last given. */
export type Given = (name: string) => Code | null;

/**
 * Every way in which one condition being so makes another so. Both are read as far as they are written: `a` leads to
 * `a || b`, `a && b` to `a`, and `x & A` to `x & (A | B)`.
 *
 * @param asked the pattern; where it ends with `...`, more may be asked beside it.
 */
export function* leadsTo(
  asked: Condition,
  found: Condition,
  given: Given,
  bindings: Bindings,
): Generator<Bindings> {
  if (found.is === 'fixed') {
    if (found.holds) yield bindings;
    return;
  }
  if (asked.is === 'fixed') return;
  if (asked.is === 'any') {
    yield* each(asked.parts, bindings, (part, own) => leadsTo(part, found, given, own));
    return;
  }
  if (asked.is === 'all' && asked.isOpen) {
    const parts = found.is === 'all' ? found.parts : [found];
    yield* each(asked.parts, bindings, (part, own) =>
      some(parts, (other) => leadsTo(part, other, given, own)),
    );
    return;
  }
  if (found.is === 'all') {
    yield* each(found.parts, bindings, (part, own) => leadsTo(asked, part, given, own));
    return;
  }
  if (found.is === 'any') {
    yield* some(found.parts, (part) => leadsTo(asked, part, given, bindings));
    return;
  }
  if (asked.is !== 'fact' || found.is !== 'fact') {
    if (asked.is !== 'all') return;
    yield* some(asked.parts, (part) => leadsTo(part, found, given, bindings));
    return;
  }
  if (asked.holds === found.holds) {
    yield* match(asked.code, found.code, bindings);
    yield* matchMask(asked.code, found.code, asked.holds, bindings);
  }
  const { code } = found;
  if (code.type === 'assign' && code.text === '=' && code.parts[1])
    yield* leadsTo(asked, conditionOf(code.parts[1], found.holds), given, bindings);
  const value = code.type === 'identifier' ? given(code.text) : null;
  if (value) yield* leadsTo(asked, conditionOf(value, found.holds), () => null, bindings);
}

/** `x & A` is so only where `x & (A | B)` is, and not `x & (A | B)` only where not `x & A`. */
function* matchMask(asked: Code, found: Code, holds: boolean, bindings: Bindings): Generator<Bindings> {
  const [a, b] = [maskOf(asked), maskOf(found)];
  if (!a || !b) return;
  const [fewer, more] = holds ? [a.bits, b.bits] : [b.bits, a.bits];
  if (fewer.length === more.length) return;
  if (fewer.every(({ text }) => more.some((bit) => bit.text === text))) yield* match(a.of, b.of, bindings);
}

/** `x & (A | B)`: what is asked, and the bits; null for anything else. */
function maskOf({ type, text, parts }: Code): { readonly of: Code; readonly bits: readonly Code[] } | null {
  const [first, second] = parts.map(withoutCast);
  if (type !== 'chain' || text !== '&' || parts.length !== 2 || !first || !second) return null;
  const [of, mask] = bitsOf(second) ? [first, second] : [second, first];
  const bits = bitsOf(mask);
  return bits && { of, bits };
}

function bitsOf({ type, text, parts, line }: Code): readonly Code[] | null {
  const all = type === 'chain' && text === '|' ? parts : [{ type, text, parts, line }];
  return all.every((each) => each.type === 'identifier' && /^[A-Z_][A-Z0-9_]*$/.test(each.text)) ? all : null;
}

function* each<T>(
  all: readonly T[],
  bindings: Bindings,
  one: (part: T, own: Bindings) => Iterable<Bindings>,
): Generator<Bindings> {
  const [first, ...rest] = all;
  if (first === undefined) yield bindings;
  else for (const own of one(first, bindings)) yield* each(rest, own, one);
}

function* some<T>(all: readonly T[], one: (part: T) => Iterable<Bindings>): Generator<Bindings> {
  for (const part of all) yield* one(part);
}
