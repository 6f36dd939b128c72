import idle from 'astro/client/idle.prebuilt.js';
import load from 'astro/client/load.prebuilt.js';
import media from 'astro/client/media.prebuilt.js';
import only from 'astro/client/only.prebuilt.js';
import visible from 'astro/client/visible.prebuilt.js';
import island from 'astro/runtime/server/astro-island.prebuilt.js';
import { sha256Base64 } from '../../base/hash.ts';
import { contentOf, type Element, type Tree, treeOf } from './tree.ts';

/** A node of a module's syntax tree (ESTree). */
export interface Syntax {
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * The inline scripts that pages may have, known from code before any page is written: from the templates of the shell and of
 * Postil, from the pages and settings of the author, and from what was bundled. What stands in a finished page and is none of
 * them came from somewhere else.
 */
export interface KnownScripts {
  add(script: string): void;
  /** Takes the scripts out of a compiled template, page or setting. */
  learn(module: Syntax): void;
  has(script: string): boolean;
}

export function knownScripts(): KnownScripts {
  // What Astro writes beside a component of another framework that an author uses with "client:load" and its like.
  const hashes = new Set([idle, load, media, only, visible, island].map(sha256Base64));
  const add = (script: string): void => void hashes.add(sha256Base64(script));
  return {
    add,
    has: (script) => hashes.has(sha256Base64(script)),
    learn(module) {
      for (const node of nodesIn(module)) for (const script of scriptsOf(node)) add(script);
    },
  };
}

/** Whether an element of a page is a script that a browser runs, and that stands in the page itself. */
export const isInlineScript = ({ name, attributes }: Element): boolean =>
  name === 'script' && !('src' in attributes) && !DATA.has(attributes.type?.trim().toLowerCase() ?? '');

/** Kinds of script elements that hold data, and are never run. */
const DATA: ReadonlySet<string> = new Set(['application/json', 'application/ld+json']);

/** Every node below one, and itself. */
function* nodesIn(module: Syntax): Generator<Syntax> {
  const left: unknown[] = [module];
  while (left.length > 0) {
    const next = left.pop();
    if (Array.isArray(next)) for (const each of next) left.push(each);
    else if (isSyntax(next)) {
      yield next;
      left.push(...Object.values(next));
    }
  }
}

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * The scripts that a node of compiled code writes into pages: a template of an `.astro` file; an element of MDX, or a piece of
 * its HTML; an element for the head, of the settings or the front matter of a page.
 */
function scriptsOf(node: Syntax): readonly string[] {
  if (node.type === 'TaggedTemplateExpression' && nameOf(node.tag) === '$$render')
    return scriptsIn(textOf(node.quasi) ?? '');
  if (node.type === 'CallExpression' && /^_?jsxs?$/.test(nameOf(node.callee) ?? '')) {
    const [element, properties] = node.arguments as readonly Syntax[];
    const html = propertyOf(properties, 'set:html');
    if (element && textOf(element) !== 'script') return scriptsIn(html ?? '');
    return [html ?? propertyOf(properties, 'children') ?? []].flat();
  }
  if (node.type === 'ObjectExpression' && propertyOf(node, 'tag') === 'script')
    return [propertyOf(node, 'content') ?? []].flat();
  return [];
}

/** The inline scripts of a piece of HTML, as far as it is known what they say. */
function scriptsIn(html: string): string[] {
  if (!/<script/i.test(html)) return [];
  const tree = treeOf(html);
  return tree.elements
    .filter(isInlineScript)
    .map((element) => contentOf(tree, element))
    .filter((script) => !script.includes(COMPUTED));
}

/** Stands for what a template computes; no page can hold it. */
const COMPUTED = '\0';

const nameOf = (node: unknown): string | null =>
  isSyntax(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : null;

/** What a literal or a template says. */
function textOf(node: unknown): string | null {
  if (!isSyntax(node)) return null;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node.quasis as readonly { readonly value: { readonly cooked: string | null } }[];
  return quasis.map(({ value }) => value.cooked ?? COMPUTED).join(COMPUTED);
}

/** What a property of an object says, if it is no more than a text. */
function propertyOf(object: unknown, name: string): string | null {
  if (!isSyntax(object) || object.type !== 'ObjectExpression') return null;
  for (const property of object.properties as readonly Syntax[])
    if (property.type === 'Property' && (nameOf(property.key) ?? textOf(property.key)) === name) {
      const text = textOf(property.value);
      return text?.includes(COMPUTED) ? null : text;
    }
  return null;
}

/** A script in a finished page that nothing told of before. */
export interface UnknownScript {
  readonly page: string;
  readonly script: string;
}

/** The scripts of a page that are not known, and that nobody has allowed by their hash. */
export function unknownScripts(
  path: string,
  page: Tree,
  known: KnownScripts,
  allowed: readonly string[],
): UnknownScript[] {
  if (allowed.includes("'unsafe-inline'")) return [];
  return page.elements
    .filter(isInlineScript)
    .map((element) => contentOf(page, element))
    .filter((script) => !known.has(script) && !allowed.includes(hashSource(script)))
    .map((script) => ({ page: path, script }));
}

/** A script as a policy names it. */
export const hashSource = (script: string): string => `'sha256-${sha256Base64(script)}'`;

const SHOWN_LETTERS = 60;
const SHOWN_SCRIPTS = 10;

export function unknownScriptsAsText(unknown: readonly UnknownScript[]): string {
  const [first] = unknown;
  const count = unknown.length === 1 ? 'One script stands' : `${unknown.length} scripts stand`;
  return [
    `${count} in finished pages, and in no page or template that they are made of:`,
    ...unknown.slice(0, SHOWN_SCRIPTS).map(({ page, script }) => {
      const words = script.trim().replace(/\s+/g, ' ').slice(0, SHOWN_LETTERS);
      return `- on ${page}: ${words === '' ? 'one without words' : words}`;
    }),
    ...(unknown.length > SHOWN_SCRIPTS ? [`- and ${unknown.length - SHOWN_SCRIPTS} more`] : []),
    'If mail or code has come out as markup, tell of it as SECURITY.md says. If it is a script of your own that is computed, allow it:',
    `policy: { 'script-src': ["${first ? hashSource(first.script) : ''}"] }`,
  ].join('\n');
}
