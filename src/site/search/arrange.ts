import type { Entry } from './entry.ts';
import { NAMED } from './kinds.ts';
import type { Found, FoundPart } from './pagefind.ts';

/** How many places of one page are shown. */
const PLACES = 3;

/** In how many words of a text those that are looked for count as standing together. */
const WINDOW = 12;

/** Words that begin with so many of the same letters count as one word in several forms. */
const STEM = 6;

/** How many names may stand before the pages that speak of them. */
const AHEAD = 5;

/** What is looked for, without what only surrounds it: `<id@host>`, `pin_user_pages()`. */
export const cleaned = (query: string): string =>
  query
    .trim()
    .replace(/^<([^<>\s]+@[^<>\s]+)>$/, '$1')
    .replace(/\(\)$/, '');

/** What a name is looked up by. */
type Called = Pick<Entry, 'kind' | 'name' | 'also'>;

/**
 * How well a name answers a query: 0 for the name itself, 1 for another name of the same, 2 for a word of it or a part of
 * an identifier, 3 where only a word or a part begins so; null where it does not.
 */
function nearness(query: string, { name: own, also }: Pick<Called, 'name' | 'also'>): 0 | 1 | 2 | 3 | null {
  const asked = query.toLowerCase();
  const name = own.toLowerCase();
  const others = also.map((each) => each.toLowerCase());
  if (asked === '') return null;
  if (name === asked) return 0;
  if (others.includes(asked)) return 1;
  const words = [...name.split(/[ ,]+/), ...others].map((word) => `_${word}_`);
  if (words.some((word) => word.includes(`_${asked}_`))) return 2;
  return name.startsWith(asked) || words.some((word) => word.includes(`_${asked}`)) ? 3 : null;
}

/**
 * What answers a query by its name and is to stand first. The nearest comes before the less near, then a name that ends so,
 * then a term before a symbol before a person, then the shorter name before the longer.
 */
export const named = <T extends Called>(query: string, entries: readonly T[]): T[] =>
  entries
    .flatMap((entry) => {
      const kind = (NAMED as readonly string[]).indexOf(entry.kind);
      const distance = kind === -1 ? null : nearness(query, entry);
      if (distance === null) return [];
      const ends = entry.name.toLowerCase().endsWith(query.toLowerCase()) ? 0 : 1;
      return [{ entry, by: [distance, ends, kind, entry.name.length] }];
    })
    .sort((a, b) => inOrder(a.by, b.by))
    .slice(0, AHEAD)
    .map(({ entry }) => entry);

const inOrder = (a: readonly number[], b: readonly number[]): number =>
  a.map((each, index) => each - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

export interface Place {
  readonly title: string;
  readonly url: string;
  readonly excerpt: string;
}

/**
 * The places of a page that hold the words best. Each leads to the nearest anchor before the words (a passage, a
 * paragraph), not only to its heading. What stands above the first heading is the page itself, and no place of it.
 */
export function placesOf({
  content,
  anchors,
  sub_results: parts,
}: Omit<Found, 'url' | 'meta' | 'excerpt'>): Place[] {
  const words = content.split(/\s+/);
  return parts
    .filter(({ anchor }) => anchor !== undefined && anchor.element !== 'h1')
    .map((part) => ({ part, ...densest(part, words) }))
    .sort(byDensity)
    .slice(0, PLACES)
    .map(({ part, at }) => ({ title: part.title, url: nearest(part, at, anchors), excerpt: part.excerpt }));
}

/** Where most of the words that are looked for stand together; the same word twice counts once. */
function densest({ weighted_locations: all }: FoundPart, words: readonly string[]) {
  const stemAt = (location: number) =>
    (words[location] ?? '').toLowerCase().replace(/\W/g, '').slice(0, STEM);
  return all
    .map(({ location: at }) => {
      const near = all.filter(({ location }) => location >= at && location < at + WINDOW);
      const score = near.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
      return { at, distinct: new Set(near.map(({ location }) => stemAt(location))).size, score };
    })
    .reduce((best, each) => (byDensity(each, best) < 0 ? each : best), { at: 0, distinct: 0, score: 0 });
}

const byDensity = (a: Density, b: Density): number => b.distinct - a.distinct || b.score - a.score;

interface Density {
  readonly distinct: number;
  readonly score: number;
}

function nearest({ anchor, url }: FoundPart, at: number, anchors: Found['anchors']): string {
  const from = anchor?.location ?? 0;
  const last = anchors.findLast(({ location }) => location >= from && location <= at);
  return last ? `${url.split('#')[0]}#${last.id}` : url;
}

/** A stretch of a text, and whether it is marked. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** An excerpt as text, and which stretches of it are marked. */
export function partsOfExcerpt(html: string): Piece[] {
  return html
    .split(/(<mark>.*?<\/mark>)/s)
    .filter((part) => part !== '')
    .map((part) => ({
      text: part
        .replace(/<\/?mark>/g, '')
        .replace(/&(lt|gt|amp|quot|#39|#x27);/g, (all, name) => ENTITIES[name] ?? all),
      marked: part.startsWith('<mark>'),
    }));
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
  '#x27': "'",
};
