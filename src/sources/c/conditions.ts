import type { Directive, Span } from './scan.ts';

/** One `#if` with what belongs to it. */
export interface Conditional extends Span {
  /** The branches after the first: from the end of `#else` or `#elif` to the start of what ends them. */
  readonly others: readonly Span[];
}

/** What the preprocessor lines of a file say about its parts. */
export interface Conditions {
  /** The innermost condition around an offset; null outside of any, and for an include guard. */
  at(offset: number): string | null;
  /** In no particular order. */
  readonly conditionals: readonly Conditional[];
}

/** Reads the nesting of `#if`, `#else` and `#endif`; what does not nest is left out. */
export function conditionsIn(directives: readonly Directive[]): Conditions {
  const open: Open[] = [];
  const conditionals: Conditional[] = [];
  const steps: { readonly from: number; readonly condition: string | null }[] = [];
  directives.forEach((directive, index) => {
    const keyword = keywordOf(directive);
    const inner = open.at(-1);
    if (OPENING.has(keyword)) {
      const guard = isGuard(directive, directives[index + 1]);
      open.push({
        start: directive.start,
        branch: directive.end,
        first: guard ? null : directive.text,
        condition: guard ? (inner?.condition ?? null) : directive.text,
        others: [],
        isFirst: true,
      });
    } else if (inner && (ALTERNATIVE.has(keyword) || keyword === 'endif')) {
      if (!inner.isFirst) inner.others.push({ start: inner.branch, end: directive.start });
      inner.branch = directive.end;
      inner.isFirst = false;
      inner.condition = keyword === 'else' ? elseOf(inner.first) : directive.text;
      if (keyword === 'endif') {
        open.pop();
        conditionals.push({ start: inner.start, end: directive.end, others: inner.others });
      }
    } else return;
    steps.push({ from: directive.end, condition: open.at(-1)?.condition ?? null });
  });
  return { conditionals, at: (offset) => steps.findLast(({ from }) => from <= offset)?.condition ?? null };
}

/** An `#else` is named after its `#if`, or two of them in a file could not be told apart. */
const elseOf = (first: string | null): string => (first === null ? 'else' : `else of ${first}`);

interface Open {
  readonly start: number;
  readonly first: string | null;
  readonly others: Span[];
  branch: number;
  condition: string | null;
  isFirst: boolean;
}

const OPENING: ReadonlySet<string> = new Set(['if', 'ifdef', 'ifndef']);
const ALTERNATIVE: ReadonlySet<string> = new Set(['else', 'elif', 'elifdef', 'elifndef']);

const keywordOf = ({ text }: Directive): string => text.split(/[ (!]/, 1)[0] ?? '';

/** `#ifndef _X_H` with `#define _X_H` right after it. */
function isGuard(directive: Directive, next: Directive | undefined): boolean {
  const [keyword, name] = directive.text.split(' ');
  return keyword === 'ifndef' && next !== undefined && next.text === `define ${name}`;
}
