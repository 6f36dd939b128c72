import type { Tree } from './tree.ts';

/** The public page of the browsable source that shows a line of a file at the tree's tag. */
export const browseUrl = ({ browse, tag }: Tree, path: string, line: number): string =>
  browse.replace('{tag}', tag).replace('{path}', path).replace('{line}', String(line));
