import { CATALOGUE } from '../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { closestName } from './closest.ts';
import { explainsDiagnostics } from './pages.ts';
import type { ScannedPage } from './scan.ts';
import type { SiteThread, VerifiedNote } from './site.ts';

/** Pages that are made of the whole site. */
const LISTS = ['/threads/', '/rules/', '/symbols/'];

/**
 * Checks links from page to page: the page must be there, and in a thread the message, passage or note too.
 *
 * @param pages all pages of the site; `index` is its root.
 */
export function verifyLinks(
  pages: readonly ScannedPage[],
  threads: readonly SiteThread[],
  notes: readonly VerifiedNote[] = [],
): Diagnostic[] {
  const anchors = new Map<string, ReadonlySet<string> | null>(LISTS.map((list) => [list, null]));
  // Notes have no page of their own: they are shown in the thread.
  const own = pages.filter(({ page }) => !page.startsWith('notes/'));
  for (const { page } of own) anchors.set(page === 'index' ? '/' : `/${page}/`, null);
  for (const { slug, messages } of threads) {
    const ids = messages.flatMap(({ id, passages }) => [id, ...passages.map((passage) => passage.id)]);
    const noted = notes.filter(({ thread }) => thread === slug).map(({ id }) => id);
    anchors.set(`/threads/${slug}/`, new Set([...ids, ...noted]));
    anchors.set(`/threads/${slug}/coverage/`, null);
  }
  if (pages.some(explainsDiagnostics))
    for (const code of Object.keys(CATALOGUE)) anchors.set(`/reference/diagnostics/${code}/`, null);
  return pages.flatMap(({ links, lines }) =>
    links.flatMap(({ url, at }) => {
      const [path = '', anchor] = url.split('#');
      const known = anchors.get(path);
      if (known === null || (known && (anchor === undefined || known.has(anchor)))) return [];
      const message = known
        ? `${path} has no message, passage or note "${anchor}".`
        : `There is no page at ${path}.`;
      const candidates = known ? [...known].map((id) => `${path}#${id}`) : [...anchors.keys()];
      return [diagnose('link-broken', lines.placeAt(at), { message, closest: closestName(url, candidates) })];
    }),
  );
}
