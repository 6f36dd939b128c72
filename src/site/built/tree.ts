import { Parser } from 'htmlparser2';

/** An element of a page as it was written, with its place in the page's HTML. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Offsets: of `<`, behind the `>` of its opening tag, and of its closing tag. */
  readonly start: number;
  readonly inside: number;
  end: number;
  readonly children: Node[];
}

export type Node = Element | string;

/** A page that was read once; whoever needs to know something of it looks here. */
export interface Tree {
  readonly html: string;
  /** Every element whose tag stands in the page, in order. */
  readonly elements: readonly Element[];
  readonly children: readonly Node[];
}

/** Reads a page. Comments are left out. */
export function treeOf(html: string): Tree {
  const elements: Element[] = [];
  const children: Node[] = [];
  const open: Element[] = [];
  const parser = new Parser({
    onopentag(name, attributes, isImplied) {
      const inside = parser.endIndex + 1;
      const element = { name, attributes, start: parser.startIndex, inside, end: html.length, children: [] };
      (open.at(-1)?.children ?? children).push(element);
      open.push(element);
      if (!isImplied) elements.push(element);
    },
    ontext(text) {
      const siblings = open.at(-1)?.children ?? children;
      // The parser tells a text with character references in pieces.
      if (typeof siblings.at(-1) === 'string') siblings[siblings.length - 1] += text;
      else siblings.push(text);
    },
    onclosetag() {
      const element = open.pop();
      if (element) element.end = Math.max(element.inside, Math.min(parser.startIndex, html.length));
    },
  });
  parser.end(html);
  return { html, elements, children };
}

/** What stands in an element, as written. */
export const contentOf = ({ html }: Tree, { inside, end }: Element): string => html.slice(inside, end);

/** The words of a node. */
export function textOf(node: Node): string {
  const texts: string[] = [];
  const left: Node[] = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') texts.push(next);
    else for (let at = next.children.length - 1; at >= 0; at -= 1) left.push(next.children[at] ?? '');
  }
  return texts.join('');
}

/** Elements that only mark words of a sentence: their borders are no borders of words. */
const MARKING: ReadonlySet<string> = new Set(
  'a abbr b bdi cite code del em i ins kbd mark q s samp small strong sub sup u var wbr'.split(' '),
);

/** Elements whose spans are pieces of words. */
export const CODE: ReadonlySet<string> = new Set(['pre', 'code']);

/** Whether words before and behind the tag of an element stand apart, although no sign stands between them. */
export const isBorder = (name: string, isInCode: boolean): boolean =>
  !MARKING.has(name) && !(name === 'span' && isInCode);

/** Whether the words of two neighbours would run together, which are set apart by style alone. */
export const runTogether = (before: string, after: string): boolean =>
  /[\p{L}\p{N}.,;:)\]”]$/u.test(before) && /^[\p{L}\p{N}([“✓]/u.test(after);

/** The words of a node, with a space where an element stands between two. */
export function spacedText(node: Node): string {
  const texts: string[] = [];
  const left: { readonly node: Node; readonly isInCode: boolean }[] = [{ node, isInCode: false }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next.node === 'string') {
      texts.push(next.node);
      continue;
    }
    const { name, children } = next.node;
    const isInCode = next.isInCode || CODE.has(name);
    const border = isBorder(name, next.isInCode) ? [{ node: ' ', isInCode }] : [];
    const inside = children.flatMap((child, at) => [
      ...(!isInCode && typeof child === 'object' && typeof children[at - 1] === 'object'
        ? [{ node: ' ', isInCode }]
        : []),
      { node: child, isInCode },
    ]);
    left.push(...border, ...inside.reverse(), ...border);
  }
  return texts.join('');
}

/** Offsets in a page at which words of an element stand apart, in order. */
export function bordersIn(element: Element): number[] {
  const found = new Set<number>();
  const left: { readonly element: Element; readonly isInCode: boolean }[] = [{ element, isInCode: false }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { children, name } = next.element;
    const isInCode = next.isInCode || CODE.has(name);
    for (const [at, child] of children.entries()) {
      if (typeof child === 'string') continue;
      const isApart = isBorder(child.name, isInCode);
      if (isApart || (!isInCode && typeof children[at - 1] === 'object')) found.add(child.start);
      if (isApart) found.add(child.end);
      left.push({ element: child, isInCode });
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The first element below a node, in the order of the page, that is meant. */
export function findIn(children: readonly Node[], isMeant: (element: Element) => boolean): Element | null {
  const left = [...children].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') continue;
    if (isMeant(next)) return next;
    for (let at = next.children.length - 1; at >= 0; at -= 1) left.push(next.children[at] ?? '');
  }
  return null;
}

/** Every element in an element, in the order of the page. */
export function elementsIn(element: Element): Element[] {
  const found: Element[] = [];
  const left = [...element.children].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') continue;
    found.push(next);
    for (let at = next.children.length - 1; at >= 0; at -= 1) left.push(next.children[at] ?? '');
  }
  return found;
}

/** Elements below a node, in the order of the page, that are meant; what stands inside of one is not looked at. */
export function outermostIn(children: readonly Node[], isMeant: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const left = [...children].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next === 'string') continue;
    if (isMeant(next)) found.push(next);
    else for (let at = next.children.length - 1; at >= 0; at -= 1) left.push(next.children[at] ?? '');
  }
  return found;
}

export const hasClass = ({ attributes }: Element, name: string): boolean =>
  attributes.class?.split(/\s+/).includes(name) ?? false;
