import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { closestName } from './closest.ts';
import { TERMS } from './glossary.ts';
import type { ScannedPage } from './scan.ts';
import type { SiteThread } from './site.ts';

/** Pages that are made of the whole site. */
const LISTS = ['/threads/', '/rules/', '/symbols/', '/timeline/'];

/**
 * Checks links from page to page: the page must be there, and in a thread the message or passage too.
 *
 * @param pages all pages of the site; `index` is its root.
 */
export function verifyLinks(pages: readonly ScannedPage[], threads: readonly SiteThread[]): Diagnostic[] {
  const anchors = new Map<string, ReadonlySet<string> | null>(LISTS.map((list) => [list, null]));
  const isTerm = (page: string) => page.startsWith(TERMS);
  anchors.set(
    '/glossary/',
    new Set(
      pages
        .map(({ page }) => page)
        .filter(isTerm)
        .map((page) => page.slice(TERMS.length)),
    ),
  );
  for (const { page } of pages.filter((each) => !isTerm(each.page)))
    anchors.set(page === 'index' ? '/' : `/${page}/`, null);
  for (const { slug, messages } of threads) {
    const ids = messages.flatMap(({ id, passages }) => [id, ...passages.map((passage) => passage.id)]);
    anchors.set(`/threads/${slug}/`, new Set(ids));
  }
  return pages.flatMap(({ links, lines }) =>
    links.flatMap(({ url, at }) => {
      const [path = '', anchor] = url.split('#');
      const known = anchors.get(path);
      if (known === null || (known && (anchor === undefined || known.has(anchor)))) return [];
      const message = known
        ? `${path} has no ${path === '/glossary/' ? 'term' : 'message or passage'} "${anchor}".`
        : `There is no page at ${path}.`;
      const candidates = known ? [...known].map((id) => `${path}#${id}`) : [...anchors.keys()];
      return [diagnose('link-broken', lines.placeAt(at), { message, closest: closestName(url, candidates) })];
    }),
  );
}
