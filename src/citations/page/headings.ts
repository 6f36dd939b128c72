import GithubSlugger from 'github-slugger';
import type { MdastNode } from './markdown.ts';

/** The anchors of a page's headings, as the build makes them. */
export function headingAnchors(headings: readonly MdastNode[]): string[] {
  const slugger = new GithubSlugger();
  return headings.map((heading) => slugger.slug(textOf(heading)));
}

function textOf(node: MdastNode): string {
  if (node.type === 'inlineCode') return node.value;
  // The build makes dashes of two or three hyphens, and leaves dashes out.
  if (node.type === 'text') return node.value.replace(/-{2,3}/g, '');
  return 'children' in node ? (node.children as readonly MdastNode[]).map(textOf).join('') : '';
}
