import type { Node } from 'web-tree-sitter';
import { lookUp } from '../../base/look-up.ts';
import { type Definer, type Grammar, type Named, named, ofTheOnePackage } from './grammar.ts';

export const GO: Grammar = {
  packages: [ofTheOnePackage('go'), 'tree-sitter-go/tree-sitter-go.wasm'],
  separator: '.',
  hasPieces: true,
  definers: {
    function_declaration: named('function'),
    method_declaration: (node) => {
      const at = node.childForFieldName('name');
      const receiver = receiverOf(node);
      return at ? [{ at, kind: 'method', ...(receiver ? { within: [receiver] } : {}) }] : [];
    },
    type_spec: (node, inside) =>
      named(lookUp(KINDS, node.childForFieldName('type')?.type ?? '') ?? 'typedef')(node, inside),
    type_alias: named('typedef'),
    method_elem: named('method'),
    method_spec: named('method'),
    const_spec: everyName('constant'),
    var_spec: everyName('variable'),
  },
  // What a function has for itself is no symbol.
  closed: new Set(['block']),
  wraps: (outer) =>
    (WRAPPERS.has(outer.type) && outer.namedChildCount === 1) || outer.type === 'var_spec_list',
};

const WRAPPERS: ReadonlySet<string> = new Set(['type_declaration', 'const_declaration', 'var_declaration']);

const KINDS = { struct_type: 'struct', interface_type: 'interface' } as Readonly<
  Record<string, 'struct' | 'interface'>
>;

/** `Shelf` of `func (s *Shelf[T]) Lend()`. */
function receiverOf(node: Node): string | null {
  const [receiver] = node.childForFieldName('receiver')?.descendantsOfType('type_identifier') ?? [];
  return receiver?.text ?? null;
}

/** `First, Second = 1, 2`. */
function everyName(kind: Named['kind']): Definer {
  return (node) =>
    node.childrenForFieldName('name').flatMap((at) => (at?.type === 'identifier' ? [{ at, kind }] : []));
}
