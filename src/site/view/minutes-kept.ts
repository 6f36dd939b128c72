import { minutesOf } from './reading-time.ts';

const kept = new Map<string, Promise<number>>();

/**
 * How long a page takes to read, found once in a build: several lists of pages tell it, and to render a page for its length costs
 * as much as the page itself.
 *
 * @param html renders the text of the page, where nobody has asked before.
 */
export function minutesOfPage(page: string, html: () => Promise<string>): Promise<number> {
  const found = kept.get(page) ?? html().then(minutesOf);
  // While somebody writes, a page is another one the next time.
  if (!import.meta.env.DEV) kept.set(page, found);
  return found;
}
