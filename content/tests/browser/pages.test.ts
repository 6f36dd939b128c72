/** Pages of this site, each kind once: what all of them have to be is tested on the example, in more ways. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  builtSite,
  collisionsOn,
  faultsOf,
  look,
  MAY_MOVE,
  settled,
  shiftWhileArriving,
  violationsOf,
} from '../../../tests/browser/site.ts';
import { buildSite } from '../../../tests/site/build.ts';

const KINDS = [
  '/',
  '/404.html',
  '/start/',
  '/explainers/guest-mapping/',
  '/threads/',
  '/threads/unsafe-follow-pfn/',
  '/threads/page-count-cow/coverage/',
  '/rules/',
  '/rules/vfio-type1-does-not-listen/',
  '/symbols/',
  '/people/',
  '/people/daniel-vetter/',
  '/timeline/',
  '/glossary/',
  '/reference/components/',
  '/reference/command/',
  '/reference/diagnostics/excerpt-anchor/',
];

describe('this site in a browser', () => {
  const site = builtSite(process.env.POSTIL_BUILT_SITE, () => buildSite('browser-site', '/'));

  for (const path of KINDS)
    test(`${path} shows without an error, asks no other host for anything, and fits, with no violation that axe knows and no text over text`, async () => {
      const faults = await faultsOf(site, path, [1280], async (page) => {
        for (const [width, colorScheme] of [
          [1280, 'light'],
          [320, 'dark'],
        ] as const) {
          await look(page, { width, colorScheme });
          await settled(page);
          assert.deepEqual(await violationsOf(page), [], `${width} px`);
          assert.deepEqual(await collisionsOn(page), [], `${width} px`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${wide} px wide`);
        }
      });
      assert.deepEqual(faults, []);
    });

  for (const path of KINDS)
    test(`${path} stands still while it arrives`, async () => {
      const shift = await shiftWhileArriving(site, path, 1280);
      assert.ok(shift <= MAY_MOVE, `shifts by ${shift}`);
    });

  test('the first screen of the home page has a piece of mail and what becomes of it, down to the verdicts of a rule', () =>
    site.open('/', { viewport: { width: 1280, height: 900 } }, async (page) => {
      const ends = await page.evaluate(() =>
        [
          '.pt-received mark',
          '.pt-becomes .pt-turned .pt-proof',
          '.pt-becomes .pt-chip:last-child',
          '.pt-becomes',
        ].map(
          (part) => document.querySelector(part)?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY,
        ),
      );
      assert.ok(
        ends.every((end) => end <= 900),
        ends.join(', '),
      );
    }));

  test('each release on the home page leads to what changed in it', () =>
    site.open('/', { viewport: { width: 1280, height: 900 } }, async (page) => {
      const links = page.locator('.pt-release-short > a');
      assert.ok((await links.count()) >= 10);
      const version = await links.last().textContent();
      await links.last().click();
      await page.waitForURL(/\/timeline\/#/);
      assert.ok(
        (await page.locator('.pt-release:target .pt-release-name').textContent())?.startsWith(`${version}`),
      );
    }));

  for (const path of ['/explainers/what-replaced-what/', '/explainers/what-the-call-told-you/'])
    test(`on a phone no table of ${path} scrolls aside, and a number of a line stands whole`, () =>
      site.open(path, { viewport: { width: 320, height: 900 } }, async (page) => {
        for (const width of [320, 390, 639]) {
          await look(page, { width });
          assert.deepEqual(
            await page.evaluate(() => ({
              wide: [...document.querySelectorAll('table')].filter(
                (table) => table.scrollWidth > table.clientWidth,
              ).length,
              broken: [...document.querySelectorAll('td a[href*="#L"]')]
                .filter((link) => /^L?\d+$/.test(link.textContent ?? '') && link.getClientRects().length > 1)
                .map((link) => link.textContent),
            })),
            { wide: 0, broken: [] },
            `${width} px`,
          );
        }
      }));
});
