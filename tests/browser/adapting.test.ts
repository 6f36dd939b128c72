/** Whatever a reader sets (width, zoom, spacing, colours, motion, paper, no scripts), nothing lies over another thing or is lost. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  builtExample,
  CONTENT,
  collisionsOn,
  faultsOf,
  KINDS,
  look,
  MAY_MOVE,
  MORE,
  settled,
  shiftWhileArriving,
  violationsOf,
  wordsOf,
  wordsWithin,
} from './site.ts';

const WIDE = { viewport: { width: 1280, height: 900 } };
/** A window of 1280 by 1024 px at 400 %. */
const ZOOMED = { width: 320, height: 256 };
/** WCAG 1.4.12. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`;

/** Every element that is read, with its colours. */
const coloursOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    (content) =>
      [document.body, ...document.querySelectorAll(`header.header, ${content}, ${content} *`)].map((each) => {
        const { color, backgroundColor, borderColor, fill, stroke } = getComputedStyle(each);
        return [each.nodeName, color, backgroundColor, borderColor, fill, stroke].join(' ');
      }),
    CONTENT,
  );

/** Where scripts are off, no timer ends and no microtask is run, and axe would wait for its own; promises are settled. */
const letAxeWait = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.setTimeout = ((act: () => void) => {
      void Promise.resolve().then(act);
      return 0;
    }) as typeof window.setTimeout;
  });

const isWhole = async (page: Page, wanted: ReadonlySet<string>, what: string) => {
  assert.deepEqual(await collisionsOn(page), [], what);
  const words = await wordsWithin(page);
  assert.deepEqual(
    [...wanted].filter((word) => !words.has(word)),
    [],
    what,
  );
  await fits(page, what);
};

const fits = async (page: Page, what: string) => {
  const [seen, there] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  assert.ok(seen !== undefined && there !== undefined && there <= seen, `${what}: ${there} px wide`);
};

describe('the site, however it is read', () => {
  const site = builtExample('adapting');

  for (const path of [...KINDS, ...MORE])
    describe(path, () => {
      let page: Page;
      let close: () => Promise<void>;
      before(async () => {
        ({ page, close } = await site.keep(path, WIDE));
      });
      after(() => close());

      test('shows without an error or a shift, and asks no other host for anything', async () => {
        assert.deepEqual(await faultsOf(site, path, [390, 1280, 1760]), []);
      });

      test('stands still while it arrives', async () => {
        for (const width of [390, 1280]) {
          const shift = await shiftWhileArriving(site, path, width);
          assert.ok(shift <= MAY_MOVE, `${width} px: shifts by ${shift}`);
        }
      });

      // What colour a thing has does not depend on the width, nor where it stands on the colours: every width with one
      // of the two is every width and both.
      for (const [colorScheme, widths] of [
        ['light', [320, 1280]],
        ['dark', [768, 1760]],
      ] as const)
        test(`has no accessibility violation that axe knows, and fits, ${colorScheme}, at ${widths.join(' and ')} px`, async () => {
          for (const width of widths) {
            await look(page, { width, colorScheme });
            await settled(page);
            assert.deepEqual(await violationsOf(page), [], `${width} px`);
            await fits(page, `${width} px`);
          }
        });
    });

  for (const path of KINDS)
    describe(path, () => {
      let page: Page;
      let bare: Page;
      let words = new Set<string>();
      const closing: (() => Promise<void>)[] = [];
      before(async () => {
        const [own, without] = [
          await site.keep(path, WIDE),
          await site.keep(path, { ...WIDE, javaScriptEnabled: false }),
        ];
        closing.push(own.close, without.close);
        [page, bare] = [own.page, without.page];
        words = await wordsOf(page);
      });
      after(async () => {
        for (const close of closing) await close();
      });

      test('has no text over text and loses no word from 320 to 1760 px, at 400 %, and with text set wide', async () => {
        for (const width of [320, 768, 1280, 1760]) {
          await look(page, { width });
          await isWhole(page, words, `${width} px`);
        }
        await look(page, ZOOMED);
        await isWhole(page, words, '400 %');
        await page.evaluate((spaced) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(spaced);
          document.adoptedStyleSheets = [sheet];
        }, SPACED);
        for (const width of [320, 1280]) {
          await look(page, { width });
          await isWhole(page, words, `spaced, ${width} px`);
        }
        await page.evaluate(() => {
          document.adoptedStyleSheets = [];
        });
      });

      test('is whole in forced colours, and every word has a colour of its own', async () => {
        await look(page, { width: 1280, forcedColors: 'active', colorScheme: 'dark' });
        await isWhole(page, words, 'forced colours');
        const unseen = await page.evaluate((content) => {
          const backgroundOf = (element: Element | null): string => {
            for (let at = element; at; at = at.parentElement) {
              const { backgroundColor } = getComputedStyle(at);
              if (!/, 0\)$|transparent/.test(backgroundColor)) return backgroundColor;
            }
            return 'rgb(0, 0, 0)';
          };
          return [...document.querySelectorAll(`${content} *`)]
            .filter(
              (each) =>
                each.checkVisibility() &&
                !each.closest('svg') &&
                getComputedStyle(each).color === backgroundOf(each),
            )
            .map((each) => each.outerHTML.slice(0, 80));
        }, CONTENT);
        assert.deepEqual(unseen, []);
      });

      test('moves nothing for who wants no motion', async () => {
        await look(page, { width: 1280 });
        const moving = await page.evaluate(() =>
          [...document.querySelectorAll('body *')]
            .flatMap((each) => [each, '::before', '::after'].map((part) => [each, part] as const))
            .filter(([each, part]) => {
              const style = getComputedStyle(each, typeof part === 'string' ? part : null);
              return /[1-9]/.test(style.transitionDuration) || /[1-9]/.test(style.animationDuration);
            })
            .map(([each]) => each.outerHTML.slice(0, 80)),
        );
        assert.deepEqual(moving, []);
      });

      test('has the same colours with scripts off, and no violation that axe knows', async () => {
        for (const colorScheme of ['light', 'dark'] as const) {
          for (const each of [page, bare]) await look(each, { width: 1280, colorScheme });
          await settled(page);
          assert.deepEqual(await coloursOf(bare), await coloursOf(page), colorScheme);
        }
        assert.equal(await bare.locator('starlight-theme-select:visible').count(), 0);
        await letAxeWait(bare);
        assert.deepEqual(await violationsOf(bare), []);
      });

      test('has every word with scripts off', async () => {
        await look(bare, { width: 1280 });
        // Only the line on keys that need a script may be missing.
        const keys = new Set(
          'alt and an arrow key up or down lead from passage to find this list'.split(' '),
        );
        const left = await wordsOf(bare);
        assert.deepEqual(
          [...words].filter((word) => !left.has(word) && !keys.has(word)),
          [],
        );
      });

      test('has every word and every address on paper, and notes with their numbers', async () => {
        await look(bare, { width: 1280 });
        const text = (await bare.locator(CONTENT).innerText()).replace(/\s+/g, ' ');
        const offered = new Set(
          (
            await bare
              .locator(
                '.pt-view, .pt-filter, .pt-choose, .pt-permalink, .pt-index-bar, .pt-unfold, .pt-cite, .pt-take, .pt-tell, .pt-tree-ways, .pt-folded, .pt-ways > a[href^="#"], .pt-ways summary',
              )
              .allInnerTexts()
          ).flatMap((each) => each.toLowerCase().match(/[\p{L}\d_]+/gu) ?? []),
        );
        const notes = await bare.locator('.pt-note').count();
        const links = await bare
          .locator(`${CONTENT} a[href]:not([href^="#"], .pt-symbol, .pt-tell, .pt-take *, [rel~="ugc"])`)
          .evaluateAll((all) =>
            all.map((each) => (each as HTMLAnchorElement).pathname + (each as HTMLAnchorElement).hash),
          );
        await look(bare, { width: 1280, media: 'print' });
        const printed = (await bare.locator(CONTENT).innerText()).replace(/\s+/g, ' ');
        const onPaper = new Set(printed.toLowerCase().match(/[\p{L}\d_]+/gu) ?? []);
        const lost = (text.toLowerCase().match(/[\p{L}\d_]+/gu) ?? []).filter(
          (word) => !onPaper.has(word) && !offered.has(word),
        );
        assert.deepEqual(lost, []);
        const spelled = (await bare.locator('.pt-endnotes li').allInnerTexts()).join('\n');
        const own = new URL(bare.url()).pathname;
        assert.deepEqual(
          links.filter((link) => !link.startsWith(`${own}#`) && !spelled.includes(link)),
          [],
        );
        const endnotes = bare.locator('.pt-thread > .pt-endnotes > ol > li');
        assert.equal(await endnotes.count(), notes);
        const addresses = bare.locator(`${CONTENT} :not(.pt-margin-notes *, .pt-tree-ways *) > .pt-address`);
        const unseen = await addresses.evaluateAll(
          (all) => all.filter((each) => !each.checkVisibility()).length,
        );
        assert.equal(unseen, 0);
        assert.deepEqual(await collisionsOn(bare), []);
      });
    });

  for (const [path, width] of [
    ['/explainers/valve-deadline/', 1760],
    ['/explainers/old-readings/', 1280],
    ['/start/', 768],
    ['/rules/open-with-a-deadline/', 1280],
    ['/glossary/', 1280],
  ] as const)
    test(`no line of prose on ${path} has more than 75 characters at ${width} px`, async () => {
      await site.open(path, { viewport: { width, height: 900 } }, async (page) => {
        const long = await page.evaluate((content) => {
          const lines: string[] = [];
          const range = document.createRange();
          for (const prose of document.querySelectorAll(`${content} :is(p, li)`)) {
            if (!prose.checkVisibility() || prose.querySelector('p, li')) continue;
            let [line, top] = ['', Number.NaN];
            const walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              if (!node.parentElement?.checkVisibility() || node.parentElement.closest('.sr-only')) continue;
              for (const [at, letter] of [...(node.textContent ?? '')].entries()) {
                range.setStart(node, at);
                range.setEnd(node, at + 1);
                const box = range.getBoundingClientRect();
                if (box.height === 0) continue;
                const middle = (box.top + box.bottom) / 2;
                if (Number.isNaN(top) || Math.abs(middle - top) > 8) {
                  lines.push(line);
                  [line, top] = ['', middle];
                }
                line += letter;
              }
            }
            lines.push(line);
          }
          return lines.map((each) => each.trim()).filter((each) => each.length > 75);
        }, CONTENT);
        assert.deepEqual(long, []);
      });
    });

  test('how we come to have words is told by the shape of a line, not only by its colour', async () => {
    await site.open('/explainers/valve-deadline/', { ...WIDE, forcedColors: 'active' }, async (page) => {
      const shapes = await page.evaluate(() =>
        ['.pt-is-verified', '.pt-is-recovered'].map((kind) => {
          const quote = document.querySelector(`.pt-quote${kind} blockquote`);
          return quote && getComputedStyle(quote).borderInlineStartStyle;
        }),
      );
      assert.deepEqual(shapes, ['solid', 'dashed']);
      const words = await page.locator('.pt-quote .pt-proof').allInnerTexts();
      assert.ok(words.every((each) => /✓ verified|as quoted by|author inferred/.test(each)));
    });
  });

  test('a reader who asks for more contrast gets it', async () => {
    await site.open(
      '/explainers/valve-deadline/',
      { ...WIDE, contrast: 'more', colorScheme: 'light' },
      async (page) => {
        const colours = await page.evaluate(() => {
          const { color, backgroundColor } = getComputedStyle(document.body);
          return [color, backgroundColor];
        });
        assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
      },
    );
  });
});
