import type { Site, SitePageRef } from '../../citations/site.ts';

/** Pages that offer what they claim for download. */
export const explainersOf = ({ pages }: Site): SitePageRef[] =>
  pages.filter(({ page }) => page.startsWith('explainers/'));

/** Where a page's claims can be had. */
export const bundlePath = (page: string): string => `/${page}.evidence.json`;
