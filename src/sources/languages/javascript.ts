import type { Node } from 'web-tree-sitter';
import {
  type Definer,
  type Grammar,
  type Named,
  named,
  ofTheOnePackage,
  outsideFunctions,
  wrapping,
} from './grammar.ts';

const FUNCTIONS: ReadonlySet<string> = new Set([
  'arrow_function',
  'function_expression',
  'generator_function',
  'function',
]);

const method: Definer = named('method');

/** `const lend = () => …` is a function; inside of a function it is as good as one that is declared there. */
const variable: Definer = (node, inside) => {
  const at = node.childForFieldName('name');
  if (at?.type !== 'identifier') return [];
  if (FUNCTIONS.has(node.childForFieldName('value')?.type ?? '')) return [{ at, kind: 'function' }];
  return inside === 'function' ? [] : [{ at, kind: isConstant(node) ? 'constant' : 'variable' }];
};

const isConstant = ({ parent }: Node): boolean => parent?.child(0)?.type === 'const';

/** `Shelf.prototype.lend = function …`, `exports.lend = () => …`. */
const assigned: Definer = outsideFunctions((node) => {
  const left = node.childForFieldName('left');
  const at = left?.type === 'member_expression' ? left.childForFieldName('property') : null;
  if (!at || !FUNCTIONS.has(node.childForFieldName('right')?.type ?? '')) return [];
  const owner = left?.childForFieldName('object')?.text.replace(/\.prototype$/, '') ?? '';
  const isExport = owner === 'exports' || owner === 'module.exports';
  return [{ at, kind: isExport ? 'function' : 'method', within: isExport ? [] : owner.split('.') }];
});

/** `lend = () => …` in a class, and `lend: function () …` in an object. */
const valued =
  (field: string): Definer =>
  (node) => {
    const at = node.childForFieldName(field);
    return at && FUNCTIONS.has(node.childForFieldName('value')?.type ?? '') ? [{ at, kind: 'method' }] : [];
  };

const DEFINERS = {
  function_declaration: named('function'),
  generator_function_declaration: named('function'),
  class_declaration: named('class'),
  method_definition: method,
  variable_declarator: variable,
  assignment_expression: assigned,
  field_definition: valued('property'),
  pair: valued('key'),
} as const satisfies Grammar['definers'];

export const JAVASCRIPT: Grammar = {
  packages: [ofTheOnePackage('javascript'), 'tree-sitter-javascript/tree-sitter-javascript.wasm'],
  separator: '.',
  hasPieces: true,
  definers: DEFINERS,
  wraps: wrapping('export_statement', 'lexical_declaration', 'variable_declaration', 'expression_statement'),
  attributes: new Set(['decorator']),
};

const members: Definer = (node) =>
  node.namedChildren.flatMap((child): Named[] =>
    child?.type === 'property_identifier' ? [{ at: child, kind: 'enumerator', whole: child }] : [],
  );

export const TYPESCRIPT: Grammar = {
  ...JAVASCRIPT,
  packages: [ofTheOnePackage('typescript'), 'tree-sitter-typescript/tree-sitter-typescript.wasm'],
  definers: {
    ...DEFINERS,
    function_signature: named('function'),
    abstract_class_declaration: named('class'),
    interface_declaration: named('interface'),
    type_alias_declaration: named('typedef'),
    enum_declaration: named('enum'),
    enum_body: members,
    enum_assignment: named('enumerator'),
    internal_module: named('module'),
    module: named('module'),
    method_signature: method,
    abstract_method_signature: method,
    public_field_definition: valued('name'),
  },
  wraps: wrapping(
    'export_statement',
    'ambient_declaration',
    'lexical_declaration',
    'variable_declaration',
    'expression_statement',
  ),
};

export const TSX: Grammar = {
  ...TYPESCRIPT,
  packages: [ofTheOnePackage('tsx'), 'tree-sitter-typescript/tree-sitter-tsx.wasm'],
};
