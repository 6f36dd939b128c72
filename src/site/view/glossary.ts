import type { SiteTerm } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';

/** Terms under their first letters, in order. What begins with none, such as `/proc`, comes under its first one. */
export const byLetter = (
  terms: readonly SiteTerm[],
  { language }: Pick<Say, 'language'>,
): readonly (readonly [string, readonly SiteTerm[]])[] =>
  [...Map.groupBy(terms, ({ term }) => (/\p{L}/u.exec(term)?.[0] ?? '0').toLowerCase())].sort(([a], [b]) =>
    a.localeCompare(b, language),
  );
