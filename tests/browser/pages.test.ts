import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserContextOptions } from 'playwright-core';
import { ask } from '../bench/search/asking.ts';
import { builtExample, violationsOf } from './site.ts';

describe('the site in a browser', () => {
  const site = builtExample('browser');
  const { open } = site;

  test('quotes, code, notes and mail are all there with scripts off', async () => {
    const words = async (options: BrowserContextOptions, path: string) => {
      let text = '';
      await open(path, options, async (page) => {
        // The line on keys tells of what only a script can do.
        const keys = await page.locator('.pt-keys').allInnerTexts();
        text = (await page.locator('.sl-markdown-content').innerText()).replace(keys[0] || /$^/, '');
      });
      return text.replace(/\s+/g, ' ').trim();
    };
    for (const path of ['/explainers/valve-deadline/', '/threads/valve-deadline/']) {
      assert.equal(await words({ javaScriptEnabled: false }, path), await words({}, path), path);
    }
  });

  test('a note stands beside its passage where there is room, below it where there is not, and at the end on paper', async () => {
    const places = async (width: number) => {
      let boxes = { words: { x: 0, y: 0, width: 0, height: 0 }, note: { x: 0, y: 0, width: 0, height: 0 } };
      await open('/threads/valve-deadline/', { viewport: { width, height: 900 } }, async (page) => {
        const passage = page.locator('.pt-passage:has(.pt-note)').first();
        const words = await passage.locator('.pt-words').boundingBox();
        const note = await passage.locator('.pt-note').first().boundingBox();
        assert.ok(words && note);
        boxes = { words, note };
        await page.emulateMedia({ media: 'print' });
        const end = await page.locator('.pt-thread > .pt-endnotes li').first().boundingBox();
        const last = await page.locator('.pt-passage').last().boundingBox();
        assert.ok(end && last && end.y >= last.y + last.height);
        assert.ok(!(await passage.locator('.pt-note').first().isVisible()));
      });
      return boxes;
    };
    const wide = await places(1440);
    assert.ok(wide.note.x >= wide.words.x + wide.words.width);
    assert.ok(wide.note.y < wide.words.y + wide.words.height);
    const { words, note } = await places(390);
    assert.ok(note.y >= words.y + words.height);
    assert.ok(note.x + note.width <= 390);
  });

  test('on paper code goes on overleaf, no drawing takes half a sheet, notes have two columns at most, and the text ends the last sheet', async () => {
    for (const path of ['/explainers/valve-deadline/', '/threads/valve-deadline/']) {
      await open(path, { viewport: { width: 680, height: 1000 } }, async (page) => {
        await page.emulateMedia({ media: 'print' });
        const found = await page.evaluate(() => {
          const styles = (selector: string) =>
            [...document.querySelectorAll(selector)].map((each) => getComputedStyle(each));
          const isWhole = ({ breakInside, overflowX, overflowY }: CSSStyleDeclaration) =>
            breakInside === 'avoid' || overflowX !== 'visible' || overflowY !== 'visible';
          return {
            whole: styles('main :has(.ec-line)').filter(isWhole).length,
            drawings: [...document.querySelectorAll('.pt-drawing svg')].map(
              (each) => each.getBoundingClientRect().height,
            ),
            columns: styles('.pt-endnotes > ol, .pt-notes').map(({ columnCount }) => columnCount),
            below:
              document.documentElement.getBoundingClientRect().bottom -
              Math.max(
                ...[...document.querySelectorAll('.pt-endnotes')].map(
                  (each) => each.getBoundingClientRect().bottom,
                ),
              ),
          };
        });
        assert.equal(found.whole, 0, path);
        assert.deepEqual(
          found.drawings.filter((height) => height > (120 / 25.4) * 96 + 1),
          [],
          path,
        );
        assert.ok(found.columns.length > 0 && found.columns.every((count) => count === '2'), path);
        assert.ok(Math.abs(found.below) <= 1, `${path} has ${found.below} px below its last line`);
      });
    }
  });

  test('the timeline shows one story where it is chosen, with scripts off and by keyboard', async () => {
    await open('/timeline/', { javaScriptEnabled: false }, async (page) => {
      const all = await page.locator('.pt-entry:visible').count();
      await page.locator('#story-all').focus();
      await page.keyboard.press('ArrowDown');
      assert.ok(await page.locator('#story-1').isChecked());
      const shown = await page.locator('.pt-entry:visible').count();
      assert.ok(shown > 0 && shown < all, `${shown} of ${all}`);
      assert.equal(await page.locator('.pt-entry.pt-story-1:visible').count(), shown);
    });
  });

  for (const [words, kind, path] of [
    ['sensor_is_fresh', 'Symbol', /^\/symbols\/#sensor_is_fresh-/],
    ['is_fresh', 'Symbol', /^\/symbols\/#sensor_is_fresh-/],
    ['VALVE_LONGEST', 'Symbol', /^\/symbols\/#valve_longest-/i],
    ['LONGEST', 'Symbol', /^\/symbols\/#valve_longest-/i],
    ['WDT', 'Term', /^\/glossary\/#watchdog$/],
    ['Tomás Ribeiro', 'Person', /^\/people\/tomas-ribeiro\/$/],
    ['<CAF0uR1beds2Wet4You=8Hq@mail.mailbox.example>', 'Message', /^\/threads\/valve-deadline\/#/],
    ['reading says when it was taken', 'Rule', /^\/rules\/readings-have-a-time\/$/],
  ] as const)
    test(`search leads from ${words} to it, and says that it is a ${kind.toLowerCase()}`, async () => {
      await open('/', {}, async (page) => {
        const [first] = await ask(page, words);
        assert.equal(first?.kind, kind);
        assert.match(first?.paths[0] ?? '', path);
      });
    });

  test('a passage that search shows is where its link leads', async () => {
    await open('/', {}, async (page) => {
      const results = await ask(page, 'my flower pot');
      const [, place] = results.find(({ kind }) => kind === 'Thread')?.paths ?? [];
      assert.ok(place);
      await page.goto(site.origin + place);
      assert.match(await page.locator(':target').innerText(), /flower pot/);
    });
  });

  test('"/" opens the search, unless somebody writes or has said that it is not to', async () => {
    await open('/rules/', {}, async (page) => {
      const dialog = page.locator('site-search dialog');
      await page.keyboard.press('/');
      await dialog.waitFor();
      await page.keyboard.type('a/b');
      assert.equal(await page.locator('site-search input').inputValue(), 'a/b');
      await page.locator('[data-slash]').click();
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      assert.equal(await dialog.isVisible(), false);
    });
  });

  test('the search remembers what led somewhere, says what to do where nothing is found, and has no fault', async () => {
    await open('/rules/', { viewport: { width: 320, height: 700 } }, async (page) => {
      await ask(page, 'watchdog');
      assert.deepEqual(await violationsOf(page), []);
      await page.locator('site-search ol a').first().click();
      await page.goto(`${site.origin}/rules/`);
      await ask(page, 'zebra giraffe');
      assert.ok(await page.locator('[data-nothing] a').first().isVisible());
      await page.locator('site-search input').fill('');
      await page.locator('[data-recent] li button').click();
      assert.equal(await page.locator('site-search input').inputValue(), 'watchdog');
      const [inside, room] = await page
        .locator('site-search dialog')
        .evaluate((dialog) => [dialog.scrollWidth, dialog.clientWidth]);
      assert.equal(inside, room);
    });
  });

  test('search is used by keyboard alone, and gives the focus back', async () => {
    await open('/rules/', {}, async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('watchdog');
      await page.locator('site-search ol > li').first().waitFor();
      await page.keyboard.press('ArrowDown');
      assert.ok(
        await page
          .locator('site-search ol a')
          .first()
          .evaluate((link) => link === document.activeElement),
      );
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('site-search dialog').isVisible(), false);
    });
  });

  test('under the policy of pages, code has its colours, the theme changes, and code is copied', async () => {
    const faults: string[] = [];
    await open(
      '/explainers/valve-deadline/',
      { permissions: ['clipboard-read', 'clipboard-write'] },
      async (page) => {
        page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
        const colours = () =>
          page
            .locator('.expressive-code .code span')
            .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size);
        assert.ok((await colours()) >= 4);
        await page.locator('starlight-theme-select select').first().selectOption('dark');
        assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
        assert.ok((await colours()) >= 4);
        const block = page.locator('.expressive-code').first();
        await block.scrollIntoViewIfNeeded();
        await block.hover();
        await block.locator('.copy button').click();
        await block.locator('.copy .feedback').waitFor();
      },
    );
    assert.deepEqual(faults, []);
  });

  test('a link to a passage leads to the passage', async () => {
    await open('/explainers/valve-deadline/', {}, async (page) => {
      const words = await page.locator('.pt-quote blockquote').first().innerText();
      await page.locator('.pt-quote figcaption > a').first().click();
      await page.waitForURL(/\/threads\/valve-deadline\/#/);
      assert.ok(await page.locator(':target').isVisible());
      const passage = (await page.locator(':target').innerText()).replace(/\s+/g, ' ');
      assert.ok(passage.includes(words.trim()), passage);
    });
  });
});
