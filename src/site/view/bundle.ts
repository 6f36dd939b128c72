import { quotedThreads } from '../../citations/quotes/citations.ts';
import type { Site, SitePageRef, SiteThread } from '../../citations/site.ts';

/** Pages that offer what they claim for download. */
export const explainersOf = ({ pages }: Site): SitePageRef[] =>
  pages.filter(({ page }) => page.startsWith('explainers/'));

/** The threads that a page quotes, of which only a part is here. */
export const partlyHere = ({ page }: SitePageRef, site: Site): SiteThread[] =>
  quotedThreads(page, site).filter(({ atHand, whole }) => whole !== null && atHand < whole.messages);

/** Where a page's claims can be had. */
export const bundlePath = (page: string): string => `/${page}.evidence.json`;
