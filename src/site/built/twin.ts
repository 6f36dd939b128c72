import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { defaultHandlers, type Handle, toMdast } from 'hast-util-to-mdast';
import type { Paragraph, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Say } from '../words/say.ts';

/**
 * A page as Markdown, for programs and for readers who prefer it: what stands in its main part, with quotes as quotes,
 * code as code, and links with whole addresses where the site knows its own.
 *
 * @param html of a built page.
 * @param address of the page; null where the site does not know its own, and links stay as they are.
 * @returns null for a page without a main part.
 */
export function twinOf(html: string, address: string | null, say: Say): string | null {
  const main = find(fromHtml(html), ({ tagName }) => tagName === 'main');
  if (!main) return null;
  const tree = toMdast(withoutLeftOut(main), { handlers: handlersFor(address) });
  const text = toMarkdown(tree, { extensions: [gfmToMarkdown()], bullet: '-', rule: '-' });
  return address === null ? text : `${text}\n---\n\n${say('page.source', { address })}\n`;
}

function handlersFor(address: string | null): Record<string, Handle> {
  const unwrapped: Handle = (state, element) => state.all(element);
  return {
    // Left out: drawings, whose words stand beside them, controls, and what only repeats for screen readers.
    ...Object.fromEntries(
      ['svg', 'button', 'select', 'footer', 'nav'].map((name) => [name, () => undefined]),
    ),
    a(state, element) {
      const href = String(element.properties.href ?? '');
      const whole = address === null ? href : new URL(href, address).href;
      return defaultHandlers.a?.(state, { ...element, properties: { ...element.properties, href: whole } });
    },
    span: unwrapped,
    div: (state, element) =>
      hasClass(element, 'expressive-code') ? codeOf(element) : defaultHandlers.div?.(state, element),
    summary: (state, element) =>
      paragraph([{ type: 'strong', children: state.all(element) as Paragraph['children'] }]),
    // Facts in a row are set apart by style alone.
    p: (state, element) =>
      ['pt-when', 'pt-ways', 'pt-basis'].some((name) => hasClass(element, name))
        ? paragraph(spaced(state.all(element) as Paragraph['children']))
        : defaultHandlers.p?.(state, element),
    figcaption: (state, element) => paragraph(spaced(state.all(element) as Paragraph['children'])),
    mark: unwrapped,
    cite: unwrapped,
  };
}

/** Code as its lines, without the numbers beside them. */
function codeOf(block: Element): RootContent {
  const lines: string[] = [];
  visit(block, (element) => {
    if (hasClass(element, 'code')) lines.push(textOf(element).replace(/\n$/, ''));
  });
  const pre = find(block, ({ tagName }) => tagName === 'pre');
  const language = pre?.properties.dataLanguage;
  return { type: 'code', lang: typeof language === 'string' ? language : null, value: lines.join('\n') };
}

const paragraph = (children: Paragraph['children']): Paragraph => ({ type: 'paragraph', children });

/** The parts of a caption are set apart by style alone. */
const spaced = (children: Paragraph['children']): Paragraph['children'] =>
  children.flatMap((child, index) =>
    index === 0 ? [child] : [{ type: 'text' as const, value: ' ' }, child],
  );

/** What only a screen, or only paper, has a use for. */
const LEFT_OUT = [
  'sr-only',
  'sl-anchor-link',
  'pt-permalink',
  'pt-here',
  'pt-cite',
  'pt-endnotes',
  'pt-folded',
];

const withoutLeftOut = (element: Element): Element => ({
  ...element,
  children: element.children
    .filter((child) => child.type !== 'element' || !isLeftOut(child))
    .map((child) => (child.type === 'element' ? withoutLeftOut(child) : child)),
});

const isLeftOut = (element: Element): boolean =>
  LEFT_OUT.some((name) => hasClass(element, name)) || element.properties.ariaHidden === 'true';

const hasClass = ({ properties }: Element, name: string): boolean =>
  Array.isArray(properties.className) && properties.className.includes(name);

const textOf = (node: ElementContent | Root): string =>
  node.type === 'text'
    ? node.value
    : 'children' in node
      ? node.children.map((child) => textOf(child as Element)).join('')
      : '';

function find(root: Root | Element, isMeant: (element: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(root, (element) => {
    if (!found && isMeant(element)) found = element;
  });
  return found;
}

/** Every element below a node, in the order of the page. */
function visit(root: Root | Element, use: (element: Element) => void): void {
  const waiting = [...root.children].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type !== 'element') continue;
    use(node);
    waiting.push(...[...node.children].reverse());
  }
}
