import type { Node } from 'web-tree-sitter';
import { lookUp } from '../../base/look-up.ts';
import { remembered } from '../../base/remembered.ts';
import { type Definition, isUnderstood, type SymbolKind } from '../definition.ts';
import { conditionsIn } from './conditions.ts';
import { parseC } from './grammar.ts';
import { invocationsAtTop, notYetKnown } from './invocations.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { type Scanned, type Span, scan, tokensOf } from './scan.ts';

/** All definitions of a file, in order. Never throws for what a file holds. */
export async function definitionsIn(text: string): Promise<Definition[]> {
  const scanned = scan(text);
  const conditions = conditionsIn(scanned.directives);
  const lineOf = lineCounter(text);
  const found = macrosIn(scanned);
  for (const piece of piecesOf(scanned, conditions)) found.push(...(await declaredIn(piece)));
  for (const made of notYetKnown(invocationsAtTop(scanned), found))
    found.push({ ...made, alias: null, kind: 'variable' });
  const commentsByEnd = new Map(scanned.comments.map(({ start, end }) => [lineOf(end - 1), lineOf(start)]));
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, name, nameAt, alias, kind }) => {
      const [firstLine, lastLine] = [lineOf(start), lineOf(end - 1)];
      const above = commentsByEnd.get(firstLine - 1);
      const comment = above === undefined ? null : { firstLine: above, lastLine: firstLine - 1 };
      const condition = conditions.at(start);
      return { name, alias, kind, firstLine, lastLine, line: lineOf(nameAt), condition, comment };
    });
}

/**
 * Lines on which a name stands in code, outside of comments, strings and the bodies of functions: where something may
 * define it that was not understood.
 */
export function linesInC(name: string, text: string, definitions: readonly Definition[]): number[] {
  const lineOf = lineCounter(text);
  const { code, directives } = scan(text);
  const usesIn = (within: string): number[] =>
    [...tokensOf(within, { start: 0, end: within.length })]
      .filter(({ kind, start, end }) => kind === 'word' && within.slice(start, end) === name)
      .map(({ start }) => start);
  const lines = [
    ...usesIn(code).map(lineOf),
    // Of preprocessor lines, only what a macro stands for may define something.
    ...directives.flatMap((each) =>
      each.text.startsWith('define ') && usesIn(each.text).length > 0 ? [lineOf(each.start)] : [],
    ),
  ];
  const outside = lines.filter((line) => !isUnderstood(name, line, definitions));
  return [...new Set(outside)].sort((a, b) => a - b);
}

interface Found extends Span {
  readonly name: string;
  readonly nameAt: number;
  readonly alias: string | null;
  readonly kind: SymbolKind;
}

/** Macros, wherever they stand: the bodies of functions have some, too. */
function macrosIn({ directives }: Scanned): Found[] {
  return directives.flatMap(({ start, end, text }) => {
    const [keyword, name] = tokensOf(text, { start: 0, end: text.length });
    if (!keyword || name?.kind !== 'word' || text.slice(keyword.start, keyword.end) !== 'define') return [];
    return [
      {
        name: text.slice(name.start, name.end),
        nameAt: start,
        alias: null,
        kind: 'macro' as const,
        start,
        end,
      },
    ];
  });
}

/** What a piece of a file declares, by the first of its readings that the grammar understands. */
async function declaredIn(piece: Piece): Promise<Found[]> {
  const { code, readings } = piece;
  const found = await declaredOnce(JSON.stringify([code, readings]));
  return found.map((each) => ({
    ...each,
    start: each.start + piece.start,
    nameAt: each.nameAt + piece.start,
    end: each.end + piece.start,
  }));
}

/** Of a file that is edited, most pieces stay what they were. */
const declaredOnce = remembered((json) => declared(JSON.parse(json)), { most: 5000, longest: 30_000 });

async function declared([code, readings]: readonly [string, readonly string[]]): Promise<readonly Found[]> {
  let found: Found[] = [];
  for (const reading of readings) {
    const tree = await parseC(reading);
    const { hasError } = tree.rootNode;
    const own = collect(tree.rootNode, code);
    tree.delete();
    found = hasError
      ? [...found, ...own.filter((each) => !found.some((other) => overlap(each, other)))]
      : own;
    if (!hasError) break;
  }
  return found;
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Iterative: nothing recurses on input, and generated headers nest deeply. */
function collect(root: Node, code: string): Found[] {
  const found: Found[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    for (const each of lookUp(DEFINERS, node.type)?.(node) ?? [])
      found.push({ ...each, start: declarationStart(node, each.start, code) });
    if (CONTAINERS.has(node.type)) for (const child of node.namedChildren) if (child) waiting.push(child);
    if (node.type === 'function_definition') {
      const type = node.childForFieldName('type');
      if (type) waiting.push(type);
    }
  }
  return found;
}

/** Annotations before a declaration, perhaps on a line of their own, are part of it, but the parse left them out. */
function declarationStart(node: Node, start: number, code: string): number {
  if (node.parent?.type !== 'translation_unit') return start;
  let at = node.previousSibling?.endIndex ?? 0;
  while (at < start && code.charAt(at).trim() === '') at += 1;
  return at;
}

const DEFINERS: Readonly<Record<string, (node: Node) => Found[]>> = {
  function_definition: (node) => definition(declaredName(node), 'function', node),
  declaration: (node) => definition(variableName(node), 'variable', node),
  struct_specifier: (node) => withBody(node, 'struct'),
  union_specifier: (node) => withBody(node, 'union'),
  enum_specifier: (node) => withBody(node, 'enum'),
  enumerator: (node) => definition(node.childForFieldName('name'), 'enumerator', node),
  type_definition: (node) => definition(declaredName(node), 'typedef', node),
  expression_statement: (node) => callDefinition(node),
};

const CONTAINERS: ReadonlySet<string> = new Set([
  'translation_unit',
  'linkage_specification',
  'declaration_list',
  'declaration',
  'type_definition',
  'struct_specifier',
  'union_specifier',
  'enum_specifier',
  'enumerator_list',
  'field_declaration_list',
  'field_declaration',
  'ERROR',
]);

const definition = (name: Node | null, kind: SymbolKind, node: Node, end = node.endIndex): Found[] =>
  name === null || name.text === ''
    ? []
    : [{ name: name.text, nameAt: name.startIndex, alias: null, kind, start: node.startIndex, end }];

const withBody = (node: Node, kind: SymbolKind): Found[] =>
  node.childForFieldName('body') ? definition(node.childForFieldName('name'), kind, node) : [];

/** The name inside a declarator: through pointers, arrays, parameter lists and parentheses. */
function declaredName(node: Node): Node | null {
  let declarator = node.childForFieldName('declarator');
  while (declarator && !NAMES.has(declarator.type)) {
    declarator =
      declarator.childForFieldName('declarator') ??
      declarator.namedChildren.find((child) => child !== null && isDeclarator(child)) ??
      null;
  }
  return declarator;
}

const NAMES: ReadonlySet<string> = new Set(['identifier', 'type_identifier', 'field_identifier']);

const isDeclarator = ({ type }: Node): boolean => type.includes('declarator') || type.includes('identifier');

/** A declaration of a prototype defines nothing; of an object, it does. */
function variableName(node: Node): Node | null {
  const isExtern = node.namedChildren.some(
    (child) => child?.type === 'storage_class_specifier' && child.text === 'extern',
  );
  let declarator = isExtern ? null : node.childForFieldName('declarator');
  for (let each = declarator; each; each = each.childForFieldName('declarator')) {
    if (each.type === 'function_declarator') return null;
    declarator = each;
  }
  return declarator?.type === 'identifier' ? declarator : null;
}

/**
 * `EXPORT_SYMBOL(name);`, and a macro that makes the head of a function, such as `SYSCALL_DEFINE3(name, …)`,
 * which the grammar takes for a call without its semicolon before a block.
 */
function callDefinition(statement: Node): Found[] {
  const call = statement.namedChild(0);
  const macro = call?.type === 'call_expression' ? call.childForFieldName('function')?.text : undefined;
  const name = call?.childForFieldName('arguments')?.namedChild(0) ?? null;
  if (macro === undefined || name === null) return [];
  if (macro.startsWith('EXPORT_SYMBOL')) return definition(name, 'export', statement);
  const body = statement.nextNamedSibling;
  if (body?.type !== 'compound_statement') return [];
  const prefix = SYSTEM_CALLS.find(([start]) => macro.startsWith(start))?.[1];
  const found = definition(name, 'function', statement, body.endIndex);
  return prefix === undefined
    ? found
    : found.map((each) => ({ ...each, name: prefix + each.name, alias: each.name }));
}

/** Macros of include/linux/syscalls.h and compat.h, and the names that they make. */
const SYSTEM_CALLS = [
  ['SYSCALL_DEFINE', 'sys_'],
  ['COMPAT_SYSCALL_DEFINE', 'compat_sys_'],
] as const;

/** Offset -> 1-based line. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
