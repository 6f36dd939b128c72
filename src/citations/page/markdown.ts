import { type MdastNode, mdxToMdast } from 'satteri';

export type { MdastNode };

/** Parses a page as Astro does; throws where it is not valid MDX. */
export const parsePage = (source: string): MdastNode => mdxToMdast(source);

const resolved = new Map<string, string>();

/** What a named character reference (`&ouml;`) stands for; itself where it stands for nothing. */
export function namedReference(reference: string): string {
  const known = resolved.get(reference);
  if (known !== undefined) return known;
  const found = textOf(parsePage(reference));
  resolved.set(reference, found);
  return found;
}

const textOf = (node: MdastNode): string =>
  node.type === 'text'
    ? node.value
    : 'children' in node
      ? (node.children as readonly MdastNode[]).map(textOf).join('')
      : '';
