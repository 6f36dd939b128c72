import { lookUp } from '../../base/look-up.ts';
import { nameOf, pageOf, positionId } from '../../citations/quotes/citations.ts';
import type { Site, SiteDebate, SitePosition, VerifiedQuote } from '../../citations/site.ts';
import { ELISION } from '../../citations/words/match.ts';

/**
 * A page tells a debate once, in its text. The outline of the debate leads to the words there, and the words lead to their place in
 * the outline.
 */

/** The quote of a page that shows the words of a position, by its address; null where the page has no such quote. */
export function quoteOfPosition(
  page: string,
  position: SitePosition,
  { quotes }: Pick<Site, 'quotes'>,
): string | null {
  const found = Object.entries(quotes).find(
    ([key, quote]) => pageOf(key) === page && sharesWords(quote, position.quote),
  );
  return found ? nameOf(found[0]) : null;
}

/** A place in an outline. */
export interface OutlinePlace {
  readonly id: string;
  readonly number: number;
}

/** The positions that a quote shows, in the outlines of debates on its page. */
export const positionsOfQuote = (
  use: string,
  { quotes, debates }: Pick<Site, 'quotes' | 'debates'>,
): OutlinePlace[] => {
  const quote = lookUp(quotes, use);
  if (!quote) return [];
  const page = pageOf(use);
  return Object.values(debates)
    .filter((debate: SiteDebate) => debate.pages.some((each) => each.page === page))
    .flatMap((debate) =>
      debate.positions
        .filter((position) => quoteOfPosition(page, position, { quotes }) === nameOf(use))
        .map((position) => ({ id: positionId(debate, position), number: position.number })),
    );
};

/** Whether two quotes of a message have a piece in common: one of them need not show all. */
function sharesWords(a: VerifiedQuote, b: VerifiedQuote): boolean {
  if (a.thread !== b.thread || a.message !== b.message) return false;
  const [one, other] = [piecesOf(a), piecesOf(b)];
  return one.some((piece) => other.some((each) => piece.includes(each) || each.includes(piece)));
}

const piecesOf = ({ words }: VerifiedQuote): string[] => words.split(ELISION).map((piece) => piece.trim());
