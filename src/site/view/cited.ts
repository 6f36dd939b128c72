import type { PageRef, Site, SiteMessage } from '../../citations/site.ts';
import { pagePath } from './href.ts';

/** A page that quotes a passage, and the way to the quote itself. */
export interface CitedIn {
  readonly title: string;
  readonly path: string;
}

/** The n-th use of a component on a page is the n-th in its key; a quote's is also its anchor. */
export const quoteId = (use: string): string => `quote-${use.slice(use.lastIndexOf('#') + 1)}`;

/** Where pages quote a passage. */
export function citedIn(site: Site, thread: string, message: SiteMessage, passage: string): CitedIn[] {
  return (message.quotedBy[passage] ?? []).map(({ page, title }: PageRef) => {
    const use = Object.keys(site.quotes).find((key) => {
      const quote = site.quotes[key];
      return key.startsWith(`${page}#`) && quote?.thread === thread && quote.passages.includes(passage);
    });
    return { title, path: `${pagePath(page)}${use === undefined ? '' : `#${quoteId(use)}`}` };
  });
}
