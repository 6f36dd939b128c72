import type { Node } from 'web-tree-sitter';
import { blankAnnotations } from './annotations.ts';
import { parseC } from './grammar.ts';

export type SymbolKind =
  | 'function'
  | 'struct'
  | 'union'
  | 'enum'
  | 'macro'
  | 'typedef'
  | 'variable'
  | 'export';

/** A definition in a C file. */
export interface Definition {
  readonly name: string;
  readonly kind: SymbolKind;
  /** 1-based; whole lines, from the first line of the declaration to its closing brace. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** The innermost `#if` line around it, as written after the `#`; null outside of any, and for include guards. */
  readonly condition: string | null;
  /** Lines of the comment right above it. */
  readonly comment: { readonly firstLine: number; readonly lastLine: number } | null;
}

/** All definitions of a file, in order. Never throws for what a file holds. */
export async function definitionsIn(text: string): Promise<Definition[]> {
  const first = await parseC(text);
  const blanked = blankAnnotations(first.rootNode, text);
  const tree = blanked === text ? first : await parseC(blanked);
  const found: Definition[] = [];
  collect(tree.rootNode, null, found);
  for (const each of new Set([first, tree])) each.delete();
  return found;
}

/**
 * Which of a file's definitions a symbol names.
 *
 * @param symbol a name, or a name and the condition it stands under when the file defines it more than once:
 *   `follow_pfn [ifdef CONFIG_MMU]`, with the condition as {@link Definition.condition} has it.
 */
export function named(symbol: string, definitions: readonly Definition[]): Definition[] {
  const bracket = symbol.indexOf(' [');
  const name = bracket === -1 ? symbol : symbol.slice(0, bracket);
  const all = definitions.filter((definition) => definition.name === name && definition.kind !== 'export');
  if (bracket === -1) return all;
  const condition = symbol.slice(bracket + 2, -1);
  return all.filter((definition) => definition.condition === condition);
}

/** How an author names one of several definitions. */
export const addressOf = ({ name, condition }: Definition): string =>
  condition === null ? name : `${name} [${condition}]`;

/** Iterative: nothing recurses on input, and generated headers nest deeply. */
function collect(root: Node, condition: string | null, found: Definition[]): void {
  const waiting: { node: Node; condition: string | null }[] = [{ node: root, condition }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, condition } = next;
    const definition = DEFINERS[node.type]?.(node);
    if (definition) found.push({ ...definition, condition, comment: commentAbove(node) });
    if (!CONTAINERS.has(node.type)) continue;
    const inner = conditionOf(node) ?? condition;
    const children = node.namedChildren.filter((child) => child !== null);
    for (const child of children.reverse()) waiting.push({ node: child, condition: inner });
  }
  found.sort((a, b) => a.firstLine - b.firstLine);
}

type Found = Omit<Definition, 'condition' | 'comment'>;

const DEFINERS: Readonly<Record<string, (node: Node) => Found | null>> = {
  function_definition: (node) => definition(declaredName(node), 'function', node),
  declaration: (node) => definition(variableName(node), 'variable', node),
  struct_specifier: (node) =>
    node.childForFieldName('body') ? definition(nameOf(node), 'struct', node) : null,
  union_specifier: (node) =>
    node.childForFieldName('body') ? definition(nameOf(node), 'union', node) : null,
  enum_specifier: (node) => (node.childForFieldName('body') ? definition(nameOf(node), 'enum', node) : null),
  type_definition: (node) => definition(declaredName(node), 'typedef', node),
  preproc_def: (node) => definition(nameOf(node), 'macro', node),
  preproc_function_def: (node) => definition(nameOf(node), 'macro', node),
  expression_statement: (node) => exportedSymbol(node) ?? systemCall(node),
};

const CONTAINERS: ReadonlySet<string> = new Set([
  'translation_unit',
  'preproc_if',
  'preproc_ifdef',
  'preproc_else',
  'preproc_elif',
  'preproc_elifdef',
  'linkage_specification',
  'declaration_list',
  'declaration',
  'type_definition',
  'ERROR',
]);

const definition = (name: string | null, kind: SymbolKind, node: Node): Found | null =>
  name === null ? null : { name, kind, firstLine: node.startPosition.row + 1, lastLine: lastRow(node) + 1 };

/** A directive's node ends at the start of the line after it. */
const lastRow = (node: Node): number =>
  node.endPosition.column === 0 ? node.endPosition.row - 1 : node.endPosition.row;

const nameOf = (node: Node): string | null => node.childForFieldName('name')?.text ?? null;

/** The name inside a declarator: through pointers, arrays, parameter lists and parentheses. */
function declaredName(node: Node): string | null {
  let declarator = node.childForFieldName('declarator');
  while (declarator && !NAMES.has(declarator.type)) {
    declarator =
      declarator.childForFieldName('declarator') ??
      declarator.namedChildren.find((child) => child !== null && /declarator|identifier/.test(child.type)) ??
      null;
  }
  return declarator?.text ?? null;
}

const NAMES: ReadonlySet<string> = new Set(['identifier', 'type_identifier', 'field_identifier']);

/** A declaration of a prototype defines nothing; of an object, it does. */
function variableName(node: Node): string | null {
  let declarator = node.childForFieldName('declarator');
  if (
    node.namedChildren.some((child) => child?.type === 'storage_class_specifier' && child.text === 'extern')
  )
    return null;
  for (let each = declarator; each; each = each.childForFieldName('declarator')) {
    if (each.type === 'function_declarator') return null;
    declarator = each;
  }
  return declarator?.type === 'identifier' ? declarator.text : null;
}

/** EXPORT_SYMBOL(name) and its kin. */
function exportedSymbol(node: Node): Found | null {
  const call = callOf(node);
  return call?.macro.startsWith('EXPORT_SYMBOL') ? definition(call.argument, 'export', node) : null;
}

/** `SYSCALL_DEFINE3(name, …)` before a body, which the grammar takes for a call without its semicolon. */
function systemCall(node: Node): Found | null {
  const call = callOf(node);
  const body = node.nextNamedSibling;
  if (!call || !/^(?:COMPAT_)?SYSCALL_DEFINE\d$/.test(call.macro) || body?.type !== 'compound_statement')
    return null;
  const found = definition(call.argument, 'function', node);
  return found && { ...found, lastLine: lastRow(body) + 1 };
}

/** The macro and the first argument of a statement that is one call. */
function callOf(statement: Node): { macro: string; argument: string | null } | null {
  const call = statement.namedChild(0);
  const macro = call?.type === 'call_expression' ? call.childForFieldName('function')?.text : undefined;
  return macro === undefined
    ? null
    : { macro, argument: call?.childForFieldName('arguments')?.namedChild(0)?.text ?? null };
}

function conditionOf(node: Node): string | null {
  if (!node.type.startsWith('preproc_')) return null;
  const line = node.text.slice(0, node.text.indexOf('\n')).replace(/^#\s*/, '').trim();
  return isGuard(node) ? null : line;
}

/** An include guard is a condition around nearly the whole file that starts by defining its own name. */
function isGuard(node: Node): boolean {
  if (node.type !== 'preproc_ifdef' || !node.text.startsWith('#ifndef')) return false;
  const name = nameOf(node);
  return node.namedChildren.some((child) => child?.type === 'preproc_def' && nameOf(child) === name);
}

function commentAbove(node: Node): Definition['comment'] {
  const above = node.previousNamedSibling;
  if (above?.type !== 'comment' || above.endPosition.row + 1 !== node.startPosition.row) return null;
  return { firstLine: above.startPosition.row + 1, lastLine: above.endPosition.row + 1 };
}
