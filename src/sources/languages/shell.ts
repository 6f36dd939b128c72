import { type Grammar, named, ofTheOnePackage, outsideFunctions, wrapping } from './grammar.ts';

export const SHELL: Grammar = {
  packages: [ofTheOnePackage('bash'), 'tree-sitter-bash/tree-sitter-bash.wasm'],
  separator: '.',
  hasPieces: true,
  definers: {
    function_definition: named('function'),
    variable_assignment: outsideFunctions((node, inside) =>
      STATEMENTS.has(node.parent?.type ?? '') ? named('variable')(node, inside) : [],
    ),
  },
  wraps: wrapping('declaration_command'),
};

/** Not `NAME=value program`. */
const STATEMENTS: ReadonlySet<string> = new Set(['program', 'declaration_command', 'list', 'if_statement']);
