import type { SiteSymbol } from '../site.ts';

/** A symbol's anchor in the index of symbols: one name may be named in more than one file. */
export const symbolId = ({ name, path }: Pick<SiteSymbol, 'name' | 'path'>): string =>
  `${name}-${path.replace(/[^A-Za-z0-9]+/g, '-')}`;
