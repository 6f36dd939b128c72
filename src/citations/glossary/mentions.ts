import { symbolId } from '../code/symbol-id.ts';
import type { Edit } from '../page/edits.ts';
import type { Page } from '../page/page.ts';
import type { Mentionable, Term } from '../site.ts';
import { asKey } from './glossary.ts';
import { type LedTo, termsLedToBy, wordsOf } from './terms.ts';

/** Inline code that is to lead to the index of symbols. */
export interface Mention<S> {
  readonly symbol: S;
  readonly start: number;
  readonly end: number;
}

/**
 * Where the running text of a page first names each symbol of the site's index, as inline code: `name`, `name()` or
 * `struct name`. Of a name that several files define, the page means the one that it cites; where that does not tell, none.
 * A name that the glossary explains, and that the page leads to there, is not linked again: a term says more.
 */
export function firstMentions<S extends Mentionable>(
  page: Page,
  symbols: readonly S[],
  terms: readonly Term[],
  { slugs }: LedTo = termsLedToBy(page, terms),
): Mention<S>[] {
  const owners = Map.groupBy(symbols, ({ name }) => name);
  // All names of the terms that the page leads to.
  const explained = new Set(
    terms.filter(({ slug }) => slugs.has(slug)).flatMap((term) => wordsOf(term).map(asKey)),
  );
  const seen = new Set<string>();
  return page.code.flatMap(({ start, end, text }) => {
    const name = NAMED.exec(text)?.groups?.name ?? '';
    // Behind an exclamation mark, a link would be a picture.
    if (seen.has(name) || explained.has(asKey(name)) || page.source[start - 1] === '!') return [];
    const symbol = meantBy(page, owners.get(name) ?? []);
    if (!symbol) return [];
    seen.add(name);
    return [{ symbol, start, end }];
  });
}

/** Has the first mention of each symbol lead to the index. */
export const mentionEdits = (
  page: Page,
  symbols: readonly Mentionable[],
  terms: readonly Term[],
  ledTo: LedTo,
): Edit[] =>
  firstMentions(page, symbols, terms, ledTo).map(({ symbol, start, end }) => ({
    kind: 'link',
    start,
    end,
    to: `/symbols/#${symbolId(symbol)}`,
  }));

const NAMED = /^(?:(?:struct|union|enum) )?(?<name>[A-Za-z_]\w*)(?:\(\))?$/;

function meantBy<S extends Mentionable>({ page }: Page, owners: readonly S[]): S | undefined {
  const meant =
    owners.length > 1 ? owners.filter(({ pages }) => pages.some((each) => each.page === page)) : owners;
  return meant.length === 1 ? meant[0] : undefined;
}
