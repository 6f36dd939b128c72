import { CATALOGUE } from '../../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { TERMS } from '../glossary/glossary.ts';
import { explainsDiagnostics, hasAddress } from '../page/pages.ts';
import type { ScannedPage } from '../page/scan.ts';
import type { SiteThread, VerifiedNote } from '../site.ts';
import { personPath, writersIn } from '../threads/people.ts';
import { closestName } from '../words/closest.ts';

/** Pages that are made of the whole site. */
const LISTS = ['/threads/', '/rules/', '/symbols/', '/timeline/', '/people/'];

/** Starlight's own, at the top of every page. */
const TOP = '_top';

/**
 * Checks links from page to page and within one: the page must be there, and the place on it: a heading, or in a thread
 * a message, passage or note. Places on lists and on pages of rules are made later and not looked into.
 *
 * @param pages all pages of the site; `index` is its root.
 */
export function verifyLinks(
  pages: readonly ScannedPage[],
  threads: readonly SiteThread[],
  notes: readonly VerifiedNote[] = [],
): Diagnostic[] {
  const places = placesOf(pages, threads, notes);
  return pages.flatMap((page) =>
    page.links.flatMap(({ url, at }) => {
      const [path = '', anchor] = url.split('#');
      const target = path === '' ? addressOf(page) : path;
      const known = places.get(target);
      if (known === null || (known && (anchor === undefined || anchor === TOP || known.has(anchor))))
        return [];
      const message = known ? `${target} has no place "${anchor}".` : `There is no page at ${target}.`;
      const candidates = known ? [...known].map((id) => `${path}#${id}`) : [...places.keys()];
      const closest = closestName(url, candidates);
      return [diagnose('link-broken', page.lines.placeAt(at), { message, closest })];
    }),
  );
}

/** Notes have no page of their own: they are shown in the thread. */
const NOTES = 'notes/';

const addressOf = ({ page }: ScannedPage): string =>
  page === 'index' ? '/' : `/${page.startsWith(NOTES) ? `threads/${page.slice(NOTES.length)}` : page}/`;

/** Address of a page -> what a link may name on it; null where anything will do. */
function placesOf(
  pages: readonly ScannedPage[],
  threads: readonly SiteThread[],
  notes: readonly VerifiedNote[],
): Map<string, ReadonlySet<string> | null> {
  const places = new Map<string, ReadonlySet<string> | null>(LISTS.map((list) => [list, null]));
  const terms = pages
    .filter(({ page }) => page.startsWith(TERMS))
    .map(({ page }) => page.slice(TERMS.length));
  if (terms.length > 0) places.set('/glossary/', new Set(terms));
  for (const page of pages.filter(hasAddress))
    places.set(addressOf(page), page.page.startsWith('rules/') ? null : new Set(page.anchors));
  for (const name of writersIn(threads)) places.set(personPath(name), null);
  for (const { slug, messages } of threads) {
    const ids = messages.flatMap(({ id, aliases, passages }) => [
      id,
      ...aliases,
      ...passages.map((passage) => passage.id),
    ]);
    const noted = notes.filter(({ thread }) => thread === slug).map(({ id }) => id);
    places.set(`/threads/${slug}/`, new Set([...ids, ...noted]));
    places.set(`/threads/${slug}/coverage/`, null);
  }
  if (pages.some(explainsDiagnostics))
    for (const code of Object.keys(CATALOGUE)) places.set(`/reference/diagnostics/${code}/`, null);
  return places;
}
