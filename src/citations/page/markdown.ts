import { type MdastNode, mdxToMdast } from 'satteri';

export type { MdastNode };

/** Parses a page as Astro does; throws where it is not valid MDX. */
export const parsePage = (source: string): MdastNode => mdxToMdast(source);
