import type { SiteThread, VerifiedQuote } from '../../citations/site.ts';

/** What a reader must know about how we come to have a quote's words; empty for words as they were sent. */
export function marksOf(quote: VerifiedQuote, threads: readonly SiteThread[]): string[] {
  const message = threads
    .find(({ slug }) => slug === quote.thread)
    ?.messages.find(({ id }) => id === quote.message);
  return [
    ...(message?.recovered ? ['recovered from a quote'] : []),
    ...(quote.confidence === 'inferred' ? ['author inferred'] : []),
    ...(quote.omits.length > 0 ? [`leaves out ${quote.omits.map((word) => `"${word}"`).join(', ')}`] : []),
  ];
}
