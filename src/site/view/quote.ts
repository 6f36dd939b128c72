import { namesOf } from '../../citations/quotes/carriers.ts';
import type { SiteThread, VerifiedQuote } from '../../citations/site.ts';
import { sealUnder } from './seal.ts';

/** What is said beside a quote, and how it is drawn. */
export interface QuoteMark {
  readonly kind: 'verified' | 'recovered' | 'inferred' | 'leaves-out' | 'seal';
  readonly words: string;
}

/** What a reader must know about how we come to have a quote's words. */
export function marksOf(quote: VerifiedQuote, threads: readonly SiteThread[]): QuoteMark[] {
  const message = threads
    .find(({ slug }) => slug === quote.thread)
    ?.messages.find(({ id }) => id === quote.message);
  const marks: QuoteMark[] = [];
  // Nobody has the message: its words are only as good as whoever quotes them.
  if (message?.recovered) marks.push({ kind: 'recovered', words: `as quoted by ${namesOf(quote.carriers)}` });
  if (quote.confidence === 'inferred') marks.push({ kind: 'inferred', words: 'author inferred' });
  if (marks.length === 0) marks.push({ kind: 'verified', words: '✓ verified' });
  if (quote.omits.length > 0)
    marks.push({
      kind: 'leaves-out',
      words: `leaves out ${quote.omits.map((word) => `"${word}"`).join(', ')}`,
    });
  const seal = sealUnder(quote, threads);
  if (seal !== null) marks.push({ kind: 'seal', words: seal });
  return marks;
}
