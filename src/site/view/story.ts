import { namesIn } from '../../citations/page/named-together.ts';
import { pageOf } from '../../citations/quotes/citations.ts';
import type { Site } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';

/** What a reader who follows a question will meet. */
export interface StoryFacts {
  /** Its pages, in the order in which they are named; the first is where to begin. */
  readonly pages: readonly string[];
  /** How many quotes those pages have, and of how many mails. */
  readonly quotes: number;
  readonly mails: number;
  /** How many rules those pages lead to, and how many experiments show one of these. */
  readonly rules: number;
  readonly experiments: number;
}

/**
 * Counts what stands behind the pages of one question.
 *
 * @param of pages with commas between them: `explainers/pinning, explainers/cow-and-pin`.
 */
export function storyFacts(
  of: string,
  { pages, quotes, rules, experiments }: Pick<Site, 'pages' | 'quotes' | 'rules' | 'experiments'>,
): StoryFacts {
  const named = namesIn(of).map(({ name }) => name);
  const told = Object.entries(quotes).flatMap(([use, quote]) => (named.includes(pageOf(use)) ? [quote] : []));
  const links = new Set(
    pages.filter(({ page }) => named.includes(page)).flatMap(({ links: own }) => own.map(withoutPlace)),
  );
  const reached = rules.filter(({ page }) => links.has(`/${page}/`)).map(({ slug }) => slug);
  return {
    pages: named,
    quotes: told.length,
    mails: new Set(told.map(({ thread, message }) => `${thread}/${message}`)).size,
    rules: reached.length,
    experiments: experiments.filter(({ shows }) => shows.some(({ rule }) => reached.includes(rule))).length,
  };
}

/**
 * The same for a reader: how much there is to read comes first, and what there is none of is left out.
 *
 * @param minutes that the pages take together, each as its own byline says it.
 */
export const factsInWords = (
  { pages, quotes, mails, rules, experiments }: StoryFacts,
  minutes: number,
  say: Say,
): string[] => [
  say('story.pages', { count: pages.length }),
  say('byline.minutes', { count: minutes }),
  ...(quotes > 0
    ? [say('story.quotes', { count: quotes, mails: say('story.mails', { count: mails }) })]
    : []),
  ...(rules > 0 ? [say('story.rules', { count: rules })] : []),
  ...(experiments > 0 ? [say('story.experiments', { count: experiments })] : []),
];

const withoutPlace = (link: string): string => link.replace(/#.*$/, '');
