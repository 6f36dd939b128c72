/** The glossary, the symbols and the diagnostics: letters, a field, and what is folded. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { builtExample, violationsOf } from './site.ts';

const WIDE = { viewport: { width: 1280, height: 900 } };
const PLAIN = { ...WIDE, javaScriptEnabled: false };

describe('an index', () => {
  const { open } = builtExample('indexes');
  const shown = (page: Page) => page.locator('[data-entry]:visible [data-name]:first-child');
  const fieldOf = (page: Page) => page.getByRole('searchbox', { name: 'Find in this list' });

  for (const path of ['/glossary/', '/symbols/', '/reference/diagnostics/'])
    test(`${path} has each entry below its letter, to which a link leads, and no field without a script`, async () => {
      await open(path, PLAIN, async (page) => {
        const letters = page.locator('.pt-letters a');
        const groups = await page.locator('[data-letter]').evaluateAll((all) =>
          all.map((group) => ({
            id: (group as HTMLElement).dataset.letter,
            names: [...group.querySelectorAll('[data-entry]')].map(
              (entry) => entry.querySelector('[data-name]')?.textContent ?? '',
            ),
          })),
        );
        assert.ok(groups.length > 2);
        assert.deepEqual(
          await letters.evaluateAll((all) => all.map((each) => each.getAttribute('href'))),
          groups.map(({ id }) => `#${id}`),
        );
        for (const { id, names } of groups)
          for (const name of names) assert.equal(/\p{L}/u.exec(name)?.[0].toLowerCase(), id?.slice(-1), name);
        await letters.last().click();
        const heading = page.locator(':target');
        const bar = await page.locator('.pt-index-bar').boundingBox();
        const box = await heading.boundingBox();
        assert.ok(bar && box && box.y >= bar.y + bar.height && box.y < 900);
        assert.equal(await fieldOf(page).isVisible(), false);
      });
    });

  test('a term says its sentence in plain letters, and the rest where it is opened', async () => {
    await open('/glossary/', WIDE, async (page) => {
      const term = page.locator('.pt-term', { has: page.locator('h3#watchdog') });
      const weight = (of: string) => term.locator(of).evaluate((each) => getComputedStyle(each).fontWeight);
      assert.equal(await weight('.pt-in-short'), '400');
      assert.equal(await weight('h3'), '650');
      assert.equal(await term.locator('.pt-aliases').isVisible(), false);
      await term.locator('.pt-unfold').click();
      assert.equal(await term.locator('.pt-aliases').isVisible(), true);
    });
  });

  test('a term that a link leads to shows all of its text, without a script', async () => {
    await open('/glossary/#watchdog', PLAIN, async (page) => {
      const term = page.locator('.pt-term:has(h3#watchdog)');
      assert.equal(await term.locator('.pt-aliases').isVisible(), true);
      assert.ok(
        await term
          .locator('.pt-aliases')
          .evaluate((each) => each.checkVisibility({ contentVisibilityAuto: true })),
      );
      assert.equal(
        await page.locator('.pt-term:not(:has(h3#watchdog)) .pt-more > p').first().isVisible(),
        false,
      );
    });
  });

  test('what is typed leaves the entries whose names have it, tells how many, and a link to another shows all', async () => {
    await open('/glossary/', WIDE, async (page) => {
      const all = await page.locator('[data-entry]').count();
      const field = fieldOf(page);
      await field.fill('WDT');
      assert.deepEqual(await shown(page).allTextContents(), ['watchdog']);
      assert.equal(await page.locator('.pt-sift output').textContent(), `1 of ${all}`);
      assert.deepEqual(await page.locator('.pt-letters a:visible').allTextContents(), ['W']);
      assert.deepEqual(await violationsOf(page), []);
      await field.press('Enter');
      assert.equal(new URL(page.url()).hash, '#watchdog');
      const other = await page.locator('[data-entry]:not(:visible) h3').first().getAttribute('id');
      await page.evaluate((id) => {
        location.hash = id ?? '';
      }, other);
      await page.locator(`h3[id="${other}"]:visible`).waitFor();
      assert.equal(await field.inputValue(), '');
      assert.equal(await page.locator('[data-entry]:visible').count(), all);
    });
  });

  test('where no name has what is typed, the text of an entry is enough', async () => {
    await open('/symbols/', WIDE, async (page) => {
      const named = page.locator('.pt-named a');
      const title = (await named.first().textContent()) ?? '';
      await fieldOf(page).fill(title);
      const words = title.toLowerCase().split(' ');
      const left = await page.locator('[data-entry]:visible').allTextContents();
      assert.ok(left.length > 0 && left.length < (await page.locator('[data-entry]').count()));
      assert.deepEqual(
        left.filter((text) => !words.every((word) => text.toLowerCase().includes(word))),
        [],
      );
    });
  });

  test('paper has every entry, and all that is said of it', async () => {
    await open('/glossary/', WIDE, async (page) => {
      await fieldOf(page).fill('WDT');
      await page.emulateMedia({ media: 'print' });
      const all = await page.locator('[data-entry]').count();
      assert.equal(await page.locator('[data-entry]:visible').count(), all);
      assert.equal(
        await page.locator('.pt-aliases:visible').count(),
        await page.locator('.pt-aliases').count(),
      );
      assert.equal(await page.locator('.pt-index-bar, .pt-unfold').first().isVisible(), false);
    });
  });

  test('all versions of a symbol stand on one line, on a phone too', async () => {
    for (const width of [390, 768, 1280])
      await open('/symbols/', { viewport: { width, height: 800 } }, async (page) => {
        const lines = await page
          .locator('.pt-defined > li')
          .evaluateAll((all) =>
            all.map(
              (each) =>
                new Set([...each.querySelectorAll('dt')].map((dt) => dt.getBoundingClientRect().y)).size,
            ),
          );
        assert.deepEqual(new Set(lines), new Set([1]), `${width} px`);
      });
  });
});
