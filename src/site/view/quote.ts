import { lookUp } from '../../base/look-up.ts';
import { pageOf } from '../../citations/quotes/citations.ts';
import type { Site, SiteThread, SiteTurn, VerifiedQuote } from '../../citations/site.ts';
import type { Say, Word } from '../words/say.ts';
import { dayOf } from './date.ts';
import { sealUnder } from './seal.ts';

/** What is said beside a quote, and how it is drawn. */
export interface QuoteMark {
  readonly kind: keyof typeof MEANINGS;
  readonly words: string;
}

/** What each mark means, in a sentence that a page with quotes has once. */
const MEANINGS = {
  verified: 'quote.verifiedMeans',
  recovered: 'quote.recoveredMeans',
  inferred: 'quote.inferredMeans',
  'leaves-out': 'quote.leavesOutMeans',
  seal: 'quote.sealMeans',
} as const satisfies Readonly<Record<string, Word>>;

/** Where a page says what a mark means. */
export const meaningId = (kind: QuoteMark['kind']): string => `means-${kind}`;

/** What a reader must know about how we come to have a quote's words. */
export function marksOf(quote: VerifiedQuote, threads: readonly SiteThread[], say: Say): QuoteMark[] {
  const marks: QuoteMark[] = [];
  // Nobody has the message: its words are only as good as whoever quotes them.
  if (isRecovered(quote, threads))
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

const isRecovered = (quote: VerifiedQuote, threads: readonly SiteThread[]): boolean =>
  threads
    .find(({ slug }) => slug === quote.thread)
    ?.messages.some(({ id, recovered }) => id === quote.message && recovered) ?? false;

const carriersOf = ({ carriers }: VerifiedQuote, say: Say): string =>
  say.all([...new Set(carriers.map(({ by }) => by ?? say('quote.somebody')))]);

/** When words were said, and in a conversation what they are in it: `answers Rob Clark, 8 August 2022`. */
export function whenOf({ date }: VerifiedQuote, turn: SiteTurn | undefined, say: Say): string {
  const day = dayOf(date, say) ?? say('passage.inThread');
  if (!turn || turn.relation === 'opens') return day;
  const relation =
    turn.answers === null ? say(RELATIONS[turn.relation]) : say('exchange.answers', { name: turn.answers });
  return turn.saysDay ? `${relation}, ${day}` : relation;
}

const RELATIONS = {
  answers: 'exchange.later',
  'goes on': 'exchange.goesOn',
  earlier: 'exchange.earlier',
  later: 'exchange.later',
} as const satisfies Readonly<Record<Exclude<SiteTurn['relation'], 'opens'>, Word>>;

/** Whether a quote is the first of its page by somebody: who that is is said there. */
export function isFirstBy(use: string, { quotes }: Pick<Site, 'quotes'>): boolean {
  const { by } = lookUp(quotes, use) ?? {};
  const page = pageOf(use);
  return Object.entries(quotes).find(([key, each]) => pageOf(key) === page && each.by === by)?.[0] === use;
}

/** What the quotes of a page rest on, said once. */
export interface QuotesOfPage {
  /** How many, and how many of each state, in words. */
  readonly counts: string;
  /** Each mark that stands at one of them, and what it means. */
  readonly meanings: readonly { readonly id: string; readonly words: string; readonly means: string }[];
}

/** Null for a page without quotes. */
export function quotesOfPage(
  page: string,
  { quotes, threads }: Pick<Site, 'quotes' | 'threads'>,
  say: Say,
): QuotesOfPage | null {
  const own = Object.entries(quotes).flatMap(([key, quote]) => (pageOf(key) === page ? [quote] : []));
  if (own.length === 0) return null;
  const recovered = own.filter((quote) => isRecovered(quote, threads)).length;
  const inferred = own.filter(({ confidence }) => confidence === 'inferred').length;
  const states = [
    ...(recovered < own.length ? [say('quotes.own', { count: own.length - recovered })] : []),
    ...(recovered > 0 ? [say('quotes.recovered', { count: recovered })] : []),
    ...(inferred > 0 ? [say('quotes.inferred', { count: inferred })] : []),
  ];
  const kinds = new Set(own.flatMap((quote) => marksOf(quote, threads, say).map(({ kind }) => kind)));
  return {
    counts: `${say('quotes.here', { count: own.length })}: ${states.join('; ')}.`,
    meanings: KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({
      id: meaningId(kind),
      words: say(NAMES[kind]),
      means: say(MEANINGS[kind]),
    })),
  };
}

const NAMES = {
  verified: 'quote.verified',
  recovered: 'quote.quotedWords',
  inferred: 'passage.inferred',
  'leaves-out': 'quote.skips',
  seal: 'quote.seal',
} as const satisfies Readonly<Record<QuoteMark['kind'], Word>>;

const KINDS = Object.keys(NAMES) as readonly QuoteMark['kind'][];
