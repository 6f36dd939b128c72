import type { MdastNode } from './markdown.ts';

type NodeOf<T extends MdastNode['type']> = Extract<MdastNode, { readonly type: T }>;

/** A JSX element of a page. */
export interface Element {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Its place among all elements of the page, and that of the first element behind it: those between stand inside it. */
  readonly index: number;
  readonly after: number;
}

/** All that is looked for in a page's tree, in document order. */
export interface Walked {
  readonly elements: readonly Element[];
  /** Offsets of computed values: `{…}`. */
  readonly expressions: readonly number[];
  readonly headings: readonly NodeOf<'heading'>[];
  readonly links: readonly { readonly url: string; readonly textEnd: number }[];
  /** The page's own running text, and inline code in it. */
  readonly prose: readonly NodeOf<'text'>[];
  readonly code: readonly NodeOf<'inlineCode'>[];
}

/** Elements whose words are somebody else's, or in which no link may stand. */
const NOT_PROSE = /^(?:[A-Z]\w*|a|summary|code|pre|kbd|h[1-6])$/;

/** Goes through a page's tree once. */
export function walk(root: MdastNode): Walked {
  const elements: Element[] = [];
  const expressions: number[] = [];
  const headings: NodeOf<'heading'>[] = [];
  const links: { url: string; textEnd: number }[] = [];
  const prose: NodeOf<'text'>[] = [];
  const code: NodeOf<'inlineCode'>[] = [];
  const visit = (node: MdastNode, isProse: boolean): void => {
    const name = nameOf(node);
    const index =
      name === null ? -1 : elements.push({ name, ...spanOf(node), index: elements.length, after: 0 }) - 1;
    const children = childrenOf(node);
    if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression')
      expressions.push(spanOf(node).start);
    if (node.type === 'heading') headings.push(node);
    if (node.type === 'link') {
      const text = children.at(-1);
      links.push({ url: node.url, textEnd: text ? spanOf(text).end : spanOf(node).start });
    }
    if (isProse && node.type === 'text') prose.push(node);
    if (isProse && node.type === 'inlineCode') code.push(node);
    const goesOn = isProse && node.type !== 'link' && node.type !== 'heading' && !NOT_PROSE.test(name ?? '');
    // A table's first row is its heading.
    for (const [at, child] of children.entries())
      visit(child, goesOn && !(node.type === 'table' && at === 0));
    if (index !== -1) elements[index] = { ...(elements[index] as Element), after: elements.length };
  };
  visit(root, true);
  return { elements, expressions, headings, links, prose, code };
}

/** The elements with one of these names. */
export const elementsOf = ({ elements }: Walked, names: readonly string[]): Element[] =>
  elements.filter(({ name }) => names.includes(name));

/** Where the first computed value inside of an element stands; null where there is none. */
export const expressionIn = ({ start, end }: Element, { expressions }: Walked): number | null =>
  expressions.find((at) => start < at && at < end) ?? null;

/** The name of a JSX element; null for anything else. */
export const nameOf = (node: MdastNode): string | null =>
  (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') && typeof node.name === 'string'
    ? node.name
    : null;

export const childrenOf = (node: MdastNode): readonly MdastNode[] =>
  'children' in node ? (node.children as readonly MdastNode[]) : [];

/** Where a node stands in the page. */
export function spanOf(node: MdastNode): { readonly start: number; readonly end: number } {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) throw new Error(`A ${node.type} node has no position.`);
  return { start, end };
}
