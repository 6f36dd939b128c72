import type { SiteThread, VerifiedQuote } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { sealUnder } from './seal.ts';

/** What is said beside a quote, and how it is drawn. */
export interface QuoteMark {
  readonly kind: 'verified' | 'recovered' | 'inferred' | 'leaves-out' | 'seal';
  readonly words: string;
}

/** What a reader must know about how we come to have a quote's words. */
export function marksOf(quote: VerifiedQuote, threads: readonly SiteThread[], say: Say): QuoteMark[] {
  const message = threads
    .find(({ slug }) => slug === quote.thread)
    ?.messages.find(({ id }) => id === quote.message);
  const marks: QuoteMark[] = [];
  // Nobody has the message: its words are only as good as whoever quotes them.
  if (message?.recovered)
    marks.push({ kind: 'recovered', words: say('quote.recovered', { names: carriersOf(quote, say) }) });
  if (quote.confidence === 'inferred') marks.push({ kind: 'inferred', words: say('passage.inferred') });
  if (marks.length === 0) marks.push({ kind: 'verified', words: say('quote.verified') });
  if (quote.omits.length > 0)
    marks.push({
      kind: 'leaves-out',
      words: say('quote.leavesOut', {
        words: quote.omits.map((word) => say('quote.word', { word })).join(', '),
      }),
    });
  const seal = sealUnder(quote, threads, say);
  if (seal !== null) marks.push({ kind: 'seal', words: seal });
  return marks;
}

const carriersOf = ({ carriers }: VerifiedQuote, say: Say): string =>
  say.all([...new Set(carriers.map(({ by }) => by ?? say('quote.somebody')))]);
