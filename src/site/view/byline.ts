import { usesOn } from '../../citations/quotes/citations.ts';
import type { Site } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { monthOf } from './date.ts';
import { minutesOf } from './reading-time.ts';
import { shortVersions } from './short-versions.ts';

/** What stands under the title of an explainer. */
export interface Byline {
  readonly minutes: number;
  /** Who is quoted most, at most three. */
  readonly people: readonly string[];
  /** When they wrote: "October 2020", or the first and the last month; null where nobody is quoted. */
  readonly when: string | null;
  /** Versions that the page's code and rules were looked at in. */
  readonly versions: readonly string[];
  /** The heading over the rules in short; null where the page has none. */
  readonly rules: string | null;
}

/** Of people who are quoted: enough to know whose debate it is. */
const PEOPLE = 3;

/** @param html the page's text, as it is rendered. */
export function bylineOf(
  page: string,
  html: string,
  { quotes, excerpts, trees }: Pick<Site, 'quotes' | 'excerpts' | 'trees'>,
  say: Say,
): Byline {
  const own = usesOn(page, quotes).map(([, quote]) => quote);
  const words = new Map<string, number>();
  for (const { by, words: said } of own) words.set(by, (words.get(by) ?? 0) + said.split(/\s+/).length);
  const people = [...words].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const months = own.flatMap(({ date }) => date?.slice(0, 7) ?? []).sort();
  const [first, last] = [months[0], months.at(-1)].map((month) => monthOf(month ?? null, say));
  const hasCode = usesOn(page, excerpts).length > 0;
  const before = html.slice(0, Math.max(0, html.indexOf('class="pt-in-short-list"')));
  return {
    minutes: minutesOf(html),
    people: people.slice(0, PEOPLE),
    when: first && last ? (first === last ? first : say('byline.span', { first, last })) : null,
    versions: hasCode ? shortVersions(trees) : [],
    rules: [...before.matchAll(/<h2 id="([^"]{1,200})"/g)].at(-1)?.[1] ?? null,
  };
}
