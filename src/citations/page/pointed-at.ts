import type { Page } from './page.ts';
import { type PointerUse, propOf, type Use } from './use.ts';

/**
 * The excerpt of its page that a <Line> points into: of those with the symbol and the tree that it names, if it names any,
 * the nearest above it, else the first below.
 */
export function excerptPointedAt({ tag }: PointerUse, { uses }: Page): Use | undefined {
  const [symbol, tree] = ['of', 'tree'].map((name) => propOf(tag, name)?.value);
  const meant = excerptsAmong(uses).filter(
    (use) =>
      (symbol === undefined || symbol === symbolOf(use) || symbol === bareName(symbolOf(use))) &&
      (tree === undefined || tree === propOf(use.tag, 'tree')?.value),
  );
  return meant.findLast((use) => use.tag.end <= tag.nameEnd) ?? meant[0];
}

export const excerptsAmong = (uses: readonly Use[]): Use[] =>
  uses.filter(({ component }) => component === 'Excerpt');

/** Without a symbol, the file. */
export const symbolOf = ({ tag }: Use): string =>
  propOf(tag, 'symbol')?.value ?? propOf(tag, 'path')?.value ?? '';

/** Without the condition that tells one of several definitions: `size` of `size [ifdef CONFIG_BIG]`. */
const bareName = (symbol: string): string => symbol.replace(/ \[.*$/, '');
