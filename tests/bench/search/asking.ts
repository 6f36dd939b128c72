import type { Page } from 'playwright-core';

/** A result as a reader sees it: the kind it says to be, and where its links lead, its title's first. */
export interface Result {
  readonly kind: string;
  readonly paths: readonly string[];
}

/** Types words into the search of a page and returns what it shows at first. */
export async function ask(page: Page, words: string): Promise<Result[]> {
  const input = page.locator('site-search input');
  if (!(await input.isVisible())) await page.getByRole('button', { name: 'Search' }).first().click();
  await input.fill('');
  await page.waitForFunction(() => !document.querySelector('site-search')?.hasAttribute('data-done'));
  await input.fill(words);
  // First come the answers, then what has the words in its text.
  await page.waitForFunction(
    () => document.querySelector('site-search')?.hasAttribute('data-done'),
    undefined,
    { timeout: 20_000, polling: 20 },
  );
  return page.locator('site-search ol > li').evaluateAll((items) =>
    items.map((item) => ({
      kind: item.querySelector('.pt-kind')?.textContent ?? '',
      paths: [...item.querySelectorAll('a')].map(({ href }) => {
        const { pathname, hash } = new URL(href);
        return decodeURIComponent(pathname + hash);
      }),
    })),
  );
}
