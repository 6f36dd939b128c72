import type { Node } from 'web-tree-sitter';
import { type Grammar, type Named, named, ofTheOnePackage, outsideFunctions, wrapping } from './grammar.ts';

export const SHELL: Grammar = {
  packages: [ofTheOnePackage('bash'), 'tree-sitter-bash/tree-sitter-bash.wasm'],
  separator: '.',
  hasPieces: true,
  prepared: withoutPatterns,
  definers: {
    function_definition: named('function'),
    variable_assignment: outsideFunctions((node, inside) =>
      STATEMENTS.has(node.parent?.type ?? '') ? named('variable')(node, inside) : [],
    ),
    ERROR: headersIn,
  },
  wraps: wrapping('declaration_command'),
};

/** Not `NAME=value program`. */
const STATEMENTS: ReadonlySet<string> = new Set(['program', 'declaration_command', 'list', 'if_statement']);

/** `@(one|two)`, `!(*.o)`: after these the grammar loses its way, up to the end of the function and before its start. */
const PATTERN = /[@?*+!]\([^()\s'"`;<>&]{1,200}\)/g;

/** One pattern may hold others. */
const DEPTH = 3;

function withoutPatterns(text: string): string {
  let prepared = text;
  for (let depth = 0; depth < DEPTH; depth += 1)
    prepared = prepared.replace(PATTERN, (pattern) => 'x'.repeat(pattern.length));
  return prepared;
}

/**
 * Functions whose first line stands where the grammar has lost its way, because of something further down: that they are
 * there is known, and where they end is not. Only at the start of a line: inside of others, brackets are many things.
 */
function headersIn(error: Node): Named[] {
  const found: Named[] = [];
  for (const [index, child] of error.children.entries()) {
    const before = index === 0 ? error.previousNamedSibling : error.children[index - 1];
    const at = child?.type === '(' && error.children[index + 1]?.type === ')' ? before : null;
    const afterWord = child?.type === 'function' ? error.children[index + 1] : null;
    const name = at ?? afterWord;
    const start = at ?? child;
    if (name && start?.startPosition.column === 0 && NAME.test(name.text))
      found.push({ at: name, kind: 'function' });
  }
  return found;
}

const NAME = /^[\w:.-]+$/;
