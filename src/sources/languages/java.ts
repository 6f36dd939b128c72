import type { Node } from 'web-tree-sitter';
import { type Grammar, type Named, named, ofTheOnePackage, wrapping } from './grammar.ts';

export const JAVA: Grammar = {
  packages: [ofTheOnePackage('java'), 'tree-sitter-java/tree-sitter-java.wasm'],
  separator: '.',
  definers: {
    class_declaration: named('class'),
    record_declaration: named('class'),
    interface_declaration: named('interface'),
    annotation_type_declaration: named('interface'),
    enum_declaration: named('enum'),
    enum_constant: named('enumerator'),
    method_declaration: named('method'),
    constructor_declaration: named('method'),
    compact_constructor_declaration: named('method'),
    annotation_type_element_declaration: named('method'),
    field_declaration: fields,
    constant_declaration: fields,
  },
  wraps: wrapping(),
};

function fields(node: Node): Named[] {
  const modifiers = node.namedChildren.find((child) => child?.type === 'modifiers')?.text ?? '';
  const isConstant =
    node.type === 'constant_declaration' || (modifiers.includes('static') && modifiers.includes('final'));
  return node.childrenForFieldName('declarator').flatMap((declarator) => {
    const at = declarator?.childForFieldName('name');
    return at ? [{ at, kind: isConstant ? ('constant' as const) : ('variable' as const) }] : [];
  });
}
