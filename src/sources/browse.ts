import { filledIn } from './servers.ts';
import type { Tree } from './tree.ts';

/** The public page of the browsable source that shows a line of a file at the tree's tag. */
export const browseUrl = (tree: Pick<Tree, 'browse' | 'tag'>, path: string, line: number): string =>
  filledIn(tree.browse, { tag: tree.tag, path, line: String(line) });
