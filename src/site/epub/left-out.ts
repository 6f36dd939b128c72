import { type Element, hasClass, type Node } from '../built/tree.ts';

/** What only a screen, or only paper, has a use for. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'sr-only',
  'sl-anchor-link',
  'pt-permalink',
  'pt-here',
  'pt-tell',
  'pt-cite',
  'pt-take',
  'pt-address',
  'pt-folded',
  'pt-letters',
  'pt-margin-notes',
  'copy',
]);

const DROPPED: ReadonlySet<string> = new Set(
  'script style link meta template button input select textarea form label fieldset nav footer iframe object embed audio video canvas noscript head'.split(
    ' ',
  ),
);

/** Whether an element has no place in a book. */
export const isLeftOut = (element: Element): boolean =>
  DROPPED.has(element.name) ||
  (element.attributes['aria-hidden'] === 'true' && element.name !== 'svg') ||
  (element.attributes.class?.split(/\s+/) ?? []).some((each) => LEFT_OUT.has(each)) ||
  // Addresses are for paper: in a book a link leads there.
  (hasClass(element, 'pt-endnotes') && element.attributes.id === undefined);

/** The words of an element in one line, without what is for a screen. */
export function lineOf(element: Element): string {
  const words = (node: Node): string =>
    typeof node === 'string' ? node : isLeftOut(node) ? '' : node.children.map(words).join('');
  return words(element).replace(/\s+/g, ' ').trim();
}
