import type { Definition } from './symbol.ts';

/**
 * Which of a file's definitions a symbol names.
 *
 * A symbol is a name; a system call has two, `sys_read` and, where no other function is called so, `read`. Under one
 * condition a name means the longest thing it defines: the function, not `#define it it` beside it; the table, not
 * its announcement above. Where that is not enough, the kind stands before the name or the condition after it, as
 * {@link Definition.condition} has it: `macro page_count`, `follow_pfn [ifdef CONFIG_MMU]`.
 *
 * @returns none, one, or, when the symbol does not say which, all of them.
 */
export function named(symbol: string, definitions: readonly Definition[]): Definition[] {
  const { name, kind, condition } = parse(symbol);
  const all = definitions.filter(
    (each) =>
      (each.name === name || each.alias === name) &&
      (kind === null ? each.kind !== 'export' : each.kind === kind) &&
      (condition === null || isUnder(each, condition)),
  );
  const own = all.filter((each) => each.name === name);
  const best = own.length > 0 ? own : all;
  return best.filter((each) => !best.some((other) => hides(other, each)));
}

/** How an author names one of several definitions; `name []` is the one that stands under no condition. */
export const addressOf = ({ name, condition }: Definition): string => `${name} [${condition ?? ''}]`;

/** The name in a symbol as an author writes it, without its kind and condition. */
export const nameIn = (symbol: string): string => parse(symbol).name;

interface Address {
  readonly name: string;
  readonly kind: string | null;
  readonly condition: string | null;
}

function parse(symbol: string): Address {
  const bracket = symbol.indexOf(' [');
  const words = (bracket === -1 ? symbol : symbol.slice(0, bracket)).split(' ');
  return {
    name: words.at(-1) ?? '',
    kind: words.length > 1 ? words.slice(0, -1).join(' ') : null,
    condition: bracket === -1 ? null : symbol.slice(bracket + 2, symbol.endsWith(']') ? -1 : undefined),
  };
}

/** A bare `else` will do where it is the only one. */
const isUnder = ({ condition }: Definition, asked: string): boolean =>
  (condition ?? '') === asked || (asked === 'else' && condition !== null && condition.startsWith('else of '));

/** Two functions of one name are never told apart by their length. */
const hides = (other: Definition, each: Definition): boolean =>
  (other.kind !== each.kind || each.kind === 'variable') &&
  other.condition === each.condition &&
  length(other) > length(each);

const length = ({ firstLine, lastLine }: Definition): number => lastLine - firstLine;
