import type { Node, Tree } from 'web-tree-sitter';
import { lookUp } from '../../base/look-up.ts';
import { blanked, type Span } from '../c/scan.ts';
import { type Definition, isFunction, isUnderstood, type SymbolKind } from '../definition.ts';
import type { Grammar, Inside, Named } from './grammar.ts';

/**
 * All definitions of a file, in order, as a grammar reads it.
 *
 * Code that a grammar does not understand spoils what follows, to the end of the file. So it is left out piece by piece,
 * each ending with a line that starts with `}`, and read by itself; the rest is read again.
 */
export function definitionsOf(text: string, grammar: Grammar, parse: (text: string) => Tree): Definition[] {
  let [read, left] = [readingOf(text, grammar, parse), text];
  const apart: Found[] = [];
  for (let round = 0; round < MOST_PIECES && read.error !== null && grammar.hasPieces; round += 1) {
    const piece = pieceAround(left, read.error);
    if (piece.start === 0 && piece.end === left.length) break;
    const without = blanked(left, [piece]);
    const rest = readingOf(without, grammar, parse);
    const alone = readingOf(
      blanked(left, [
        { start: 0, end: piece.start },
        { start: piece.end, end: left.length },
      ]),
      grammar,
      parse,
    );
    const span = linesOfSpan(piece, text);
    const found = rest.found.map((each) => (isDoubtful(each, span, read.found) ? cutAt(each) : each));
    if (wholeIn(found) + wholeIn(alone.found) < wholeIn(read.found)) break;
    apart.push(...alone.found);
    read = { ...rest, found };
    left = without;
  }
  return toldApart(
    [...read.found, ...apart].sort((a, b) => a.at - b.at),
    grammar,
  );
}

const MOST_PIECES = 30;

interface Read {
  readonly found: readonly Found[];
  /** Where the grammar first lost its way. */
  readonly error: number | null;
}

function readingOf(text: string, grammar: Grammar, parse: (text: string) => Tree): Read {
  const tree = parse(text);
  try {
    return { found: foundIn(tree, grammar), error: firstError(tree.rootNode) };
  } finally {
    tree.delete();
  }
}

function firstError(root: Node): number | null {
  if (!root.hasError) return null;
  let at = root;
  for (;;) {
    const next = at.children.find(
      (child) => child !== null && (child.hasError || child.isError || child.isMissing),
    );
    if (!next) return at.startIndex;
    at = next;
  }
}

/** From behind one line that starts with `}` to the end of the next. */
function pieceAround(text: string, offset: number): Span {
  const before = text.lastIndexOf('\n}', offset - 1);
  const start = before === -1 ? 0 : text.indexOf('\n', before + 1) + 1;
  const brace = text.indexOf('\n}', Math.max(offset - 1, start));
  const end = brace === -1 ? -1 : text.indexOf('\n', brace + 1);
  return { start: Math.min(start, offset), end: end === -1 ? text.length : end + 1 };
}

const wholeIn = (found: readonly Found[]): number =>
  found.filter(({ brokenAt }) => brokenAt === undefined).length;

/**
 * What has the piece in it, or ends where it begins, may be the first half of something that goes on behind: nobody knows
 * which braces the piece has. Unless it was whole, and ended there, with the piece to be read.
 */
function isDoubtful(
  { name, line, firstLine, lastLine }: Found,
  piece: Pick<Found, 'firstLine' | 'lastLine'>,
  before: readonly Found[],
): boolean {
  if (lastLine < piece.firstLine - 1 || firstLine > piece.lastLine) return false;
  const old = before.find((each) => each.name === name && each.line === line);
  return old === undefined || old.brokenAt !== undefined || old.lastLine !== lastLine;
}

const linesOfSpan = ({ start, end }: Span, text: string): Pick<Found, 'firstLine' | 'lastLine'> => {
  const firstLine = text.slice(0, start).split('\n').length;
  return { firstLine, lastLine: firstLine + text.slice(start, end).split('\n').length - 1 };
};

const cutAt = (each: Found): Found => ({ ...each, brokenAt: each.lastLine });

function foundIn(tree: Tree, grammar: Grammar): Found[] {
  const found: Found[] = [];
  const waiting: Waiting[] = [{ node: tree.rootNode, scope: [], inside: 'file' }];
  // Iterative: nothing recurses on input, and generated files nest deeply.
  for (let each = waiting.pop(); each; each = waiting.pop()) {
    const { node, scope, inside } = each;
    const own = lookUp(grammar.definers, node.type)?.(node, inside) ?? [];
    found.push(...own.map((named) => foundAt(named.whole ?? node, named, scope, grammar)));
    const [first] = own;
    const next = first ? within(first, scope, inside) : null;
    const outer = grammar.scopeOf?.(node) ?? null;
    const below =
      next ?? (outer === null ? { scope, inside } : { scope: [...scope, outer], inside: 'type' as const });
    if (grammar.closed?.has(node.type)) continue;
    for (const child of node.namedChildren) if (child) waiting.push({ node: child, ...below });
  }
  return found;
}

interface Waiting {
  readonly node: Node;
  readonly scope: readonly string[];
  readonly inside: Inside;
}

interface Found extends Definition {
  readonly at: number;
  readonly parts: readonly string[];
  readonly parameters: string | null;
}

function within(
  { at, kind, name = at.text, within: owners = [] }: Named,
  scope: readonly string[],
  inside: Inside,
) {
  const names = [...scope, ...owners, name];
  if (isFunction({ kind })) return { scope: names, inside: 'function' as const };
  if (TYPES.has(kind)) return { scope: names, inside: 'type' as const };
  // A namespace is like a file; a constant may hold an object with methods.
  return { scope: kind === 'module' || kind === 'constant' || kind === 'variable' ? names : scope, inside };
}

const TYPES: ReadonlySet<SymbolKind> = new Set(['struct', 'union', 'enum', 'class', 'interface', 'trait']);

function foundAt(
  node: Node,
  { at, kind, name = at.text, within: owners = [] }: Named,
  scope: readonly string[],
  grammar: Grammar,
): Found {
  const outer = wholeOf(node, grammar);
  const first = firstOf(outer, grammar);
  const comment = commentAbove(first);
  const broken = brokenAt(outer);
  const parts = [...scope, ...owners, name];
  return {
    name,
    ...(parts.length > 1 ? { path: parts.join(grammar.separator) } : {}),
    alias: null,
    kind,
    firstLine: first.startPosition.row + 1,
    lastLine: lastLineOf(outer),
    line: at.startPosition.row + 1,
    condition: grammar.conditionOf?.(outer) ?? null,
    comment,
    ...(broken === null ? {} : { brokenAt: broken }),
    at: at.startIndex,
    parts,
    parameters:
      (node.childForFieldName('parameters') ?? parametersBelow(node))?.text.replace(/\s+/g, ' ') ?? null,
  };
}

/** In C++ they belong to the declarator. */
const parametersBelow = (node: Node): Node | null => {
  let declarator = node.childForFieldName('declarator');
  while (declarator && declarator.type !== 'function_declarator')
    declarator = declarator.childForFieldName('declarator') ?? declarator.namedChild(0);
  return declarator?.childForFieldName('parameters') ?? null;
};

/** With what stands around a definition and belongs to it. */
function wholeOf(node: Node, grammar: Grammar): Node {
  let outer = node;
  while (outer.parent && grammar.wraps(outer.parent, outer)) outer = outer.parent;
  return outer;
}

/** The first of the attributes before it; comments may stand among them. */
function firstOf(outer: Node, { attributes }: Grammar): Node {
  let first = outer;
  for (let each = outer.previousNamedSibling; each && attributes; each = each.previousNamedSibling) {
    if (attributes.has(each.type)) first = each;
    else if (!isComment(each)) break;
  }
  return first;
}

/** Lines of the comment that ends right above; one behind code on its line is none. */
function commentAbove(first: Node): Definition['comment'] {
  const top = first.startPosition.row;
  let from: number | null = null;
  let row = top;
  for (let each = first.previousNamedSibling; each && isComment(each); each = each.previousNamedSibling) {
    if (lastLineOf(each) !== row) break;
    const before = each.previousSibling;
    if (before && !isComment(before) && before.endPosition.row === each.startPosition.row) break;
    row = each.startPosition.row;
    from = row + 1;
  }
  return from === null ? null : { firstLine: from, lastLine: top };
}

const isComment = ({ type }: Node): boolean => type.includes('comment');

/** Some nodes end with their line's end, which is the start of the next. */
function lastLineOf({ startPosition, endPosition }: Node): number {
  const endsBefore = endPosition.column === 0 && endPosition.row > startPosition.row;
  return endsBefore ? endPosition.row : endPosition.row + 1;
}

/**
 * Where the grammar lost its way: in the definition, around it, or right behind it, where its end may have been taken for
 * something else.
 */
function brokenAt(outer: Node): number | null {
  if (outer.hasError) return Math.min(lineOfError(outer), lastLineOf(outer));
  for (let each = outer.parent; each; each = each.parent) if (each.isError) return each.startPosition.row + 1;
  const next = outer.nextSibling;
  return next?.isError || next?.isMissing ? next.startPosition.row + 1 : null;
}

function lineOfError(node: Node): number {
  let at = node;
  for (;;) {
    const next = at.children.find((child) => child !== null && (child.hasError || child.isMissing));
    if (!next || at.isError) return at.startPosition.row + 1;
    at = next;
  }
}

/** Definitions of one name and no condition are told apart by their parameters, else by their number. */
function toldApart(found: readonly Found[], { separator }: Grammar): Definition[] {
  const told = found.map((each) => ({
    ...each,
    key: `${each.parts.join(separator)} ${each.condition ?? ''}`,
  }));
  const alike = Map.groupBy(told, ({ key }) => key);
  return told.map(({ at: _, parts: __, parameters, key, ...definition }): Definition => {
    const others = alike.get(key) ?? [];
    if (others.length < 2) return definition;
    const same = others.filter((each) => each.parameters === parameters);
    if (parameters !== null && same.length === 1)
      return { ...definition, condition: joined(definition, parameters) };
    const number =
      others.findIndex(({ line, kind }) => line === definition.line && kind === definition.kind) + 1;
    return { ...definition, condition: joined(definition, `${number} of ${others.length}`) };
  });
}

const joined = ({ condition }: Definition, more: string): string =>
  condition === null ? more : `${condition}, ${more}`;

/**
 * Lines on which a name stands in code, outside of comments, strings and the bodies of functions that were understood:
 * where something may define it that was not understood.
 */
export function linesInCode(
  name: string,
  text: string,
  tree: Tree,
  definitions: readonly Definition[],
): number[] {
  const lines = new Set<number>();
  for (const at of wordsAt(name, text)) {
    const node = tree.rootNode.descendantForIndex(at, at + name.length - 1);
    const line = (node?.startPosition.row ?? 0) + 1;
    if (node && !isUnderstood(name, line, definitions) && !NO_CODE.test(node.type)) lines.add(line);
  }
  return [...lines];
}

const NO_CODE = /comment|string|heredoc|jsx_text|char/;

/** Where a name stands as a word of its own. */
export function wordsAt(name: string, text: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!isWord(text[at - 1]) && !isWord(text[at + name.length])) found.push(at);
  return found;
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\w$]/.test(char);
