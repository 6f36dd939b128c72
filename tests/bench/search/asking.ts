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
  await input.fill(words);
  const asked = words.trim().replace(/^<(.*)>$/, '$1');
  await page.waitForFunction(
    (said) => document.querySelector('site-search [role=status]')?.textContent?.includes(said),
    `for ${asked}`,
    { timeout: 20_000, polling: 20 },
  );
  // The count is said first; the list follows when the pages that it names have been fetched.
  await page.waitForFunction(
    () =>
      document.querySelector('site-search ol')?.childElementCount !== 0 ||
      /^No results/.test(document.querySelector('site-search [role=status]')?.textContent ?? ''),
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
