import type { MdastNode } from './markdown.ts';

/** The anchors of a page's headings, as the build makes them (GitHub's way). */
export function headingAnchors(root: MdastNode): string[] {
  const seen = new Map<string, number>();
  return headingsIn(root).map((text) => {
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
}

function headingsIn(node: MdastNode): string[] {
  if (node.type === 'heading') return [textOf(node)];
  return 'children' in node ? (node.children as readonly MdastNode[]).flatMap(headingsIn) : [];
}

function textOf(node: MdastNode): string {
  if (node.type === 'inlineCode') return node.value;
  // The build makes dashes of two or three hyphens, and leaves dashes out.
  if (node.type === 'text') return node.value.replace(/-{2,3}/g, '');
  return 'children' in node ? (node.children as readonly MdastNode[]).map(textOf).join('') : '';
}
