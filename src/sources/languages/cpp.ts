import type { Node } from 'web-tree-sitter';
import { conditionsIn } from '../c/conditions.ts';
import { blanked, scan } from '../c/scan.ts';
import type { SymbolKind } from '../definition.ts';
import { type Definer, folded, type Grammar, type Named, named, ofTheOnePackage } from './grammar.ts';

export const CPP: Grammar = {
  packages: [ofTheOnePackage('cpp'), 'tree-sitter-cpp/tree-sitter-cpp.wasm'],
  separator: '::',
  hasPieces: true,
  prepared: withoutAnnotations,
  definers: {
    function_definition: (node, inside) => declared(node, inside === 'type' ? 'method' : 'function'),
    declaration: (node, inside) => (inside === 'file' && !isExtern(node) ? variables(node) : []),
    type_definition: (node) =>
      node.childrenForFieldName('declarator').flatMap((each) => (each ? declaratorOf(each, 'typedef') : [])),
    alias_declaration: named('typedef'),
    concept_definition: named('constant'),
    class_specifier: withBody('class'),
    struct_specifier: withBody('struct'),
    union_specifier: withBody('union'),
    enum_specifier: withBody('enum'),
    enumerator: named('enumerator'),
    namespace_definition: named('module'),
    preproc_def: named('macro'),
    preproc_function_def: named('macro'),
  },
  wraps: (outer, inner) =>
    outer.type === 'template_declaration' ||
    (outer.type === 'declaration' && inner.type.endsWith('_specifier')) ||
    (outer.type === 'field_declaration' && inner.type.endsWith('_specifier')),
  conditionOf: conditionAround,
};

/**
 * Macros between a parameter list and a body, such as those of thread safety analysis: `void Reset() LOCKS_EXCLUDED(mu) {`.
 */
function withoutAnnotations(text: string): string {
  return text.replace(ANNOTATION, (_, before: string, macro: string) => before + ' '.repeat(macro.length));
}

const ANNOTATION =
  /(\)[ \t\n]{0,80}(?:const[ \t\n]{1,80})?(?:override[ \t\n]{1,80})?)([A-Z][A-Z0-9_]{2,50}(?:\([^()\n]{0,200}\))?)(?=[ \t\n]{0,80}(?:[{;]|override\b|const\b))/g;

function withBody(kind: SymbolKind): Definer {
  return (node) => {
    const at = node.childForFieldName('body') ? node.childForFieldName('name') : null;
    return at ? qualified(at, kind) : [];
  };
}

const declared = (node: Node, kind: SymbolKind): Named[] => {
  const declarator = node.childForFieldName('declarator');
  return declarator ? declaratorOf(declarator, kind) : [];
};

/** The name inside a declarator: through pointers, references, arrays, parameter lists and parentheses. */
function declaratorOf(declarator: Node, kind: SymbolKind): Named[] {
  let at: Node | null = declarator;
  while (at && !NAMES.has(at.type))
    at =
      at.childForFieldName('declarator') ??
      at.namedChildren.find((child) => child !== null && isDeclarator(child)) ??
      null;
  return at ? qualified(at, kind) : [];
}

/** `Shelf::lend`, whose parts belong to it one by one. */
function qualified(name: Node, kind: SymbolKind): Named[] {
  const within: string[] = [];
  let at: Node | null = name;
  while (at?.type === 'qualified_identifier') {
    const scope = at.childForFieldName('scope');
    const owner = scope?.type === 'template_type' ? scope.childForFieldName('name') : scope;
    if (owner) within.push(owner.text);
    at = at.childForFieldName('name');
  }
  if (at?.type === 'template_function' || at?.type === 'template_type') at = at.childForFieldName('name');
  if (!at) return [];
  // `operator bool() const`, whose parameters the grammar takes for a part of its name.
  const text = at.type === 'operator_cast' ? (folded(at).split('(')[0] ?? '') : at.text;
  return [
    {
      at,
      kind: kind === 'function' && within.length > 0 ? 'method' : kind,
      name: text.replace(/\s+/g, ' ').trim(),
      within,
    },
  ];
}

const NAMES: ReadonlySet<string> = new Set([
  'identifier',
  'type_identifier',
  'field_identifier',
  'qualified_identifier',
  'destructor_name',
  'operator_name',
  'operator_cast',
  'template_function',
]);

const isDeclarator = ({ type }: Node): boolean => type.includes('declarator') || NAMES.has(type);

const isExtern = (node: Node): boolean =>
  node.namedChildren.some((child) => child?.type === 'storage_class_specifier' && child.text === 'extern');

/** A declaration of a prototype defines nothing; of an object, it does. */
const variables = (node: Node): Named[] =>
  node
    .childrenForFieldName('declarator')
    .flatMap((each) => (each && !isPrototype(each) ? declaratorOf(each, 'variable') : []));

function isPrototype(declarator: Node): boolean {
  for (let each: Node | null = declarator; each; each = each.childForFieldName('declarator')) {
    if (each.type === 'function_declarator') return true;
    if (each.type === 'init_declarator') return false;
  }
  return false;
}

/** In the words of {@link conditionsIn}. */
function conditionAround(node: Node): string | null {
  for (let each = node.parent; each; each = each.parent) {
    if (each.type === 'preproc_else' || each.type === 'preproc_elif') {
      const first = each.parent;
      return each.type === 'preproc_elif' ? firstLineOf(each) : `else of ${first ? firstLineOf(first) : ''}`;
    }
    if ((each.type === 'preproc_if' || each.type === 'preproc_ifdef') && !isGuard(each))
      return firstLineOf(each);
  }
  return null;
}

const firstLineOf = ({ text }: Node): string =>
  (text.split('\n', 1)[0] ?? '').replace(/^#\s*/, '').replace(/\s+/g, ' ').trim();

/** `#ifndef SHELF_H` with `#define SHELF_H` right after it. */
function isGuard(node: Node): boolean {
  const name = node.childForFieldName('name')?.text;
  const define = node.namedChildren.find((child) => child?.type === 'preproc_def');
  return name !== undefined && define?.childForFieldName('name')?.text === name && !node.parent?.parent;
}

/**
 * Whether a header is one of C++: outside of what only a C++ compiler sees, and of comments, it has what C has not.
 */
export function looksLikeCpp(text: string): boolean {
  // Nearly every header of C is told by this alone; what is left is looked at without comments.
  if (!text.split('\n').some((line) => MAY_BE_CPP.test(line) && CPP_ONLY.test(line))) return false;
  const { code, directives } = scan(text);
  const only = conditionsIn(directives).conditionals.filter(({ start }) =>
    /^#\s*if.{0,20}\b__cplusplus\b/.test(text.slice(start, start + 100)),
  );
  return blanked(
    code,
    [...only].sort((a, b) => a.start - b.start),
  )
    .split('\n')
    .some((line) => CPP_ONLY.test(line));
}

const MAY_BE_CPP = /^\s*(?:template|inline|namespace|class|public|private|protected|using|constexpr)\b/;

const CPP_ONLY =
  /^\s*(?:template\s*<|(?:inline )?namespace\b[\w: ]{0,100}\{?$|class \w+(?: final)?(?: ?:[^:].*)?[{;]?$|(?:public|private|protected):\s*$|using \w[\w: ]{0,100}[=;]|constexpr\s)/;
