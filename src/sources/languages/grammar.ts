import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../definition.ts';

/** How definitions are found in what a tree-sitter grammar makes of a file. */
export interface Grammar {
  /** Files of packages that have the grammar, the one to install first. */
  readonly packages: readonly [string, ...string[]];
  /** What stands between a type and its method. */
  readonly separator: '::' | '.';
  /** Kind of node -> what it defines. */
  readonly definers: Readonly<Record<string, Definer>>;
  /** The text with what the grammar has no place for blanked out, letter for letter. */
  prepared?(text: string): string;
  /** Whether what stands at the top of a file ends with a line that starts with `}`. */
  readonly hasPieces?: boolean;
  /** Kinds of node inside which nothing is looked for. */
  readonly closed?: ReadonlySet<string>;
  /** Whether a definition is shown with what stands around it: decorators, `export`, `template <…>`. */
  wraps(outer: Node, inner: Node): boolean;
  /** Kinds of node that stand before a definition and belong to it. */
  readonly attributes?: ReadonlySet<string>;
  /** What a node adds to the names inside, where it defines nothing itself: `impl Shelf`. */
  scopeOf?(node: Node): string | null;
  /** What tells a definition from others of its name. */
  conditionOf?(node: Node): string | null;
}

/** Where a definition stands: at the top of the file or in a module, in a type, or in a function. */
export type Inside = 'file' | 'type' | 'function';

export type Definer = (node: Node, inside: Inside) => readonly Named[];

export interface Named {
  readonly at: Node;
  readonly kind: SymbolKind;
  /** What to show, where that is not the node which defines. */
  readonly whole?: Node;
  /** Where it is not the text of the node. */
  readonly name?: string;
  /** What it belongs to, beside what stands around it: the receiver of a method. */
  readonly within?: readonly string[];
}

/** The node that the field `name` has. */
export const named =
  (kind: SymbolKind, field = 'name'): Definer =>
  (node) => {
    const at = node.childForFieldName(field);
    return at ? [{ at, kind }] : [];
  };

/** A function, or a method where it stands in a type. */
export const callable: Definer = (node, inside) =>
  named(inside === 'type' ? 'method' : 'function')(node, inside);

/** Only at the top of a file or in a type: what a function has for itself is no symbol. */
export const outsideFunctions =
  (definer: Definer): Definer =>
  (node, inside) =>
    inside === 'function' ? [] : definer(node, inside);

/** Nodes that stand around a definition and nothing else. */
export const wrapping = (...kinds: readonly string[]): Grammar['wraps'] => {
  const all = new Set(kinds);
  return ({ type }) => all.has(type);
};

/** The one package that has a grammar for each language in the table, and builds nothing when it is installed. */
export const ofTheOnePackage = (name: string): string =>
  `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;

/** Text of a node on one line. */
export const folded = ({ text }: Node): string => text.replace(/\s+/g, ' ').trim();
