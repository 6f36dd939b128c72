import type { Node } from 'web-tree-sitter';
import { callable, folded, type Grammar, named, ofTheOnePackage, wrapping } from './grammar.ts';

export const RUST: Grammar = {
  packages: [ofTheOnePackage('rust'), 'tree-sitter-rust/tree-sitter-rust.wasm'],
  separator: '::',
  hasPieces: true,
  definers: {
    function_item: callable,
    function_signature_item: callable,
    struct_item: named('struct'),
    union_item: named('union'),
    enum_item: named('enum'),
    enum_variant: named('enumerator'),
    trait_item: named('trait'),
    type_item: named('typedef'),
    associated_type: named('typedef'),
    const_item: named('constant'),
    static_item: named('variable'),
    macro_definition: named('macro'),
    mod_item: named('module'),
  },
  wraps: wrapping(),
  attributes: new Set(['attribute_item']),
  scopeOf(node) {
    const type = node.type === 'impl_item' ? node.childForFieldName('type') : null;
    return type && bareType(type);
  },
  conditionOf(node) {
    const cfg = attributesOf(node).find((each) => each.startsWith('cfg('));
    if (cfg !== undefined) return cfg;
    const around = node.parent?.parent ?? null;
    const of = around?.type === 'impl_item' ? around.childForFieldName('trait') : null;
    const type = around?.childForFieldName('type');
    return of && type ? `impl ${folded(of)} for ${folded(type)}` : null;
  },
};

/** `Shelf` of `shelf::Shelf<'a, T>` and of `&mut Shelf`. */
function bareType(type: Node): string {
  let inner = type;
  for (;;) {
    const next =
      inner.type === 'generic_type' || inner.type === 'reference_type' || inner.type === 'pointer_type'
        ? inner.childForFieldName('type')
        : inner.type === 'scoped_type_identifier'
          ? inner.childForFieldName('name')
          : null;
    if (!next) return folded(inner);
    inner = next;
  }
}

/** `cfg(CONFIG_SHELF)` of `#[cfg(CONFIG_SHELF)]`. */
function attributesOf(node: Node): string[] {
  const found: string[] = [];
  for (let each = node.previousNamedSibling; each; each = each.previousNamedSibling) {
    if (each.type === 'attribute_item') found.push(folded(each).slice(2, -1).trim());
    else if (!each.type.includes('comment')) break;
  }
  return found;
}
