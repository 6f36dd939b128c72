import type { Host } from '../base/host.ts';
import { readPages } from './pages.ts';
import type { PageRef } from './site.ts';
import { readThreads } from './threads.ts';

/** What a site has, without checking any of it: for menus. */
export interface Outline {
  /** Explainers, by the order their front matter gives, then by title. */
  readonly pages: readonly PageRef[];
  readonly threads: readonly { readonly slug: string; readonly title: string }[];
}

/** Reads titles only; needs no source tree. Faulty files are left out here and reported by `verifySite()`. */
export async function outlineSite(contentFolder: string, host: Host): Promise<Outline> {
  const [{ pages }, { threads }] = await Promise.all([
    readPages(contentFolder, host),
    readThreads(contentFolder, host),
  ]);
  const explainers = pages
    .filter(({ page }) => page.startsWith('explainers/'))
    .sort((a, b) => a.order - b.order || a.title.localeCompare(b.title, 'en'));
  return {
    pages: explainers.map(({ page, title }) => ({ page, title })),
    threads: [...threads.values()].map(({ thread: { slug, title } }) => ({ slug, title })),
  };
}
