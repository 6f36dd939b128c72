import type { Definition } from './definition.ts';

/**
 * Which of a file's definitions a symbol names.
 *
 * A symbol is a name; a system call has two, `sys_read` and, where no other function is called so, `read`. What belongs to
 * a type may be named with it: `Shelf::lend`, `Shelf.lend`. A name alone means what stands in no type, where there is such
 * a thing. Under one condition a name means the longest thing it defines: the function, not `#define it it` beside it; the
 * table, not its announcement above. Where that is not enough, the kind stands before the name or the condition after it,
 * as {@link Definition.condition} has it: `macro page_count`, `follow_pfn [ifdef CONFIG_MMU]`.
 *
 * @returns none, one, or, when the symbol does not say which, all of them.
 */
export function named(symbol: string, definitions: readonly Definition[]): Definition[] {
  const { name, kind, condition } = parse(symbol);
  const all = called(name, definitions).filter(
    (each) =>
      (kind === null ? each.kind !== 'export' : each.kind === kind) &&
      (condition === null || isUnder(each, condition)),
  );
  const own = all.filter((each) => !isAlias(name, each));
  const best = own.length > 0 ? own : all;
  const exact = best.filter((each) => sameParts(partsOf(pathOf(each)), partsOf(name)));
  const meant = exact.length > 0 ? exact : best;
  return meant.filter((each) => !meant.some((other) => hides(other, each)));
}

/** All definitions of a name, whatever they are: `lend`, or `Shelf::lend` with what it belongs to. */
export function called(name: string, definitions: readonly Definition[]): Definition[] {
  const parts = partsOf(name);
  return definitions.filter(
    (each) =>
      each.name === name ||
      isAlias(name, each) ||
      // Files define thousands of names: the last part tells most of them apart.
      (each.name === parts.at(-1) && endsWith(partsOf(pathOf(each)), parts)),
  );
}

const isAlias = (name: string, each: Definition): boolean => each.alias === name && each.name !== name;

const pathOf = ({ name, path }: Definition): string => path ?? name;

/** `Shelf::lend`, `Shelf.lend` and Go's `(*Shelf).lend` are one. */
const partsOf = (path: string): string[] =>
  path
    .replace(/[()*]/g, '')
    .split(/::|\./)
    .filter((part) => part !== '');

const endsWith = (path: readonly string[], parts: readonly string[]): boolean =>
  parts.length > 0 && parts.length <= path.length && sameParts(path.slice(path.length - parts.length), parts);

const sameParts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((part, at) => part === b[at]);

/** How an author names one of several definitions; `name []` is the one that stands under no condition. */
export const addressOf = (definition: Definition): string =>
  `${pathOf(definition)} [${definition.condition ?? ''}]`;

/** The name in a symbol as an author writes it, without its kind and condition. */
export const nameIn = (symbol: string): string => parse(symbol).name;

interface Address {
  readonly name: string;
  readonly kind: string | null;
  readonly condition: string | null;
}

function parse(symbol: string): Address {
  const bracket = symbol.indexOf(' [');
  const before = bracket === -1 ? symbol : symbol.slice(0, bracket);
  const words = isOperator(before) ? [before] : before.split(' ');
  return {
    name: words.at(-1) ?? '',
    kind: words.length > 1 ? words.slice(0, -1).join(' ') : null,
    condition: bracket === -1 ? null : symbol.slice(bracket + 2, symbol.endsWith(']') ? -1 : undefined),
  };
}

/** `operator bool` of C++ is one name. */
const isOperator = (name: string): boolean => /(?:^|::)operator\b/.test(name);

/** A bare `else` will do where it is the only one. */
const isUnder = ({ condition }: Definition, asked: string): boolean =>
  (condition ?? '') === asked || (asked === 'else' && condition !== null && condition.startsWith('else of '));

/** Two functions of one name are never told apart by their length. */
const hides = (other: Definition, each: Definition): boolean =>
  (other.kind !== each.kind || each.kind === 'variable') &&
  pathOf(other) === pathOf(each) &&
  other.condition === each.condition &&
  length(other) > length(each);

const length = ({ firstLine, lastLine }: Definition): number => lastLine - firstLine;
