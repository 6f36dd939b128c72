import type { Node } from 'web-tree-sitter';
import {
  callable,
  folded,
  type Grammar,
  named,
  ofTheOnePackage,
  outsideFunctions,
  wrapping,
} from './grammar.ts';

export const PYTHON: Grammar = {
  packages: [ofTheOnePackage('python'), 'tree-sitter-python/tree-sitter-python.wasm'],
  separator: '.',
  definers: {
    function_definition: callable,
    class_definition: named('class'),
    type_alias_statement: (node, inside) => named('typedef', 'left')(node, inside),
    assignment: outsideFunctions((node) => {
      const at = node.childForFieldName('left');
      return at?.type === 'identifier' && isStatement(node) ? [{ at, kind: 'variable' as const }] : [];
    }),
  },
  wraps: wrapping('decorated_definition', 'expression_statement'),
  conditionOf: branchAround,
};

/** Not the second half of `a = b = 1`, nor a value inside something else. */
const isStatement = ({ parent }: Node): boolean => parent?.type === 'expression_statement';

/** The branch that a definition stands in, as its first line says: `if sys.platform == "win32"`. */
function branchAround(node: Node): string | null {
  for (let each = node.parent; each && !SCOPES.has(each.type); each = each.parent) {
    const own = each.childForFieldName('condition');
    if (each.type === 'if_statement' && own) return `if ${folded(own)}`;
    if (each.type === 'elif_clause' && own) return `elif ${folded(own)}`;
    if (each.type === 'else_clause') {
      const first = each.parent?.childForFieldName('condition');
      return first ? `else of if ${folded(first)}` : 'else';
    }
    if (each.type === 'except_clause') return 'except';
  }
  return null;
}

const SCOPES: ReadonlySet<string> = new Set(['module', 'class_definition', 'function_definition']);
