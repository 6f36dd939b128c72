import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Edit } from '../page/edits.ts';
import type { Page } from '../page/page.ts';
import { closestName } from '../words/closest.ts';
import { addressOf, type Places } from './places.ts';

/** Starlight's own, at the top of every page. */
const TOP = '_top';

/** Paragraphs and pieces of code are named by their words when the page is built, which looks for them then. */
const MADE_LATER = /^[pqcn]-[0-9a-f]{8}(?:-\d{1,6})?(?:-L\d{1,9})?$/;

/**
 * Checks links from page to page and within one: the page must be there, and the place on it: a heading, a quote, an excerpt
 * or a note on one, or in a thread a message, passage or note. Places on lists and on pages of rules are made later, as those of
 * paragraphs are: the build holds the links to them against what it wrote.
 *
 * @param places every place of the site that a link may name.
 */
export const verifyLinks = (pages: readonly Page[], places: Places): Diagnostic[] =>
  pages.flatMap((page) => [
    ...page.astray.flatMap(({ url, at }) =>
      isQuoted(at, page)
        ? []
        : [
            diagnose('link-broken', page.lines.placeAt(at), {
              message: `"${url}" is no address that a browser follows.`,
            }),
          ],
    ),
    ...page.links.flatMap(({ url, at }) => {
      const [path = '', fragment] = url.split('#');
      const anchor = placeIn(fragment);
      const target = path === '' ? addressOf(page) : path;
      const known = places.get(target);
      if (known === null || (known && anchor !== undefined && MADE_LATER.test(anchor))) return [];
      if (known && (anchor === undefined || anchor === TOP || known.has(anchor))) return [];
      const message = known ? `${target} has no place "${anchor}".` : `There is no page at ${target}.`;
      const candidates = known ? [...known].map((id) => `${path}#${id}`) : [...places.keys()];
      const closest = closestName(url, candidates);
      return [diagnose('link-broken', page.lines.placeAt(at), { message, closest })];
    }),
  ]);

/** What follows `:~:` is told to the browser and names no place: words that it looks for itself. */
const placeIn = (fragment: string | undefined): string | undefined =>
  fragment?.startsWith(':~:') ? undefined : fragment?.split(':~:', 1)[0];

/** What only looks like a link in the words of a quote is shown as the words that it is. */
const isQuoted = (at: number, { uses }: Page): boolean =>
  uses.some(({ component, content }) => component === 'Quote' && content.start <= at && at < content.end);

/** Where addresses from the site's root begin. */
export const rootEdits = ({ links }: Page): Edit[] =>
  links.flatMap(({ url, at }) => (url.startsWith('/') ? [{ kind: 'root', at }] : []));
