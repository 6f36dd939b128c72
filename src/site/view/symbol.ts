import type { SiteSymbol } from '../../citations/site.ts';

/** An anchor: a symbol may be named in more than one file. */
export const symbolId = ({ name, path }: Pick<SiteSymbol, 'name' | 'path'>): string =>
  `${name}-${path.replace(/[^A-Za-z0-9]+/g, '-')}`;
