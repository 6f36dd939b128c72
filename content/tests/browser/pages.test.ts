/** Pages of this site, each kind once: what all of them have to be is tested on the example, in more ways. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  builtSite,
  collisionsOn,
  faultsOf,
  look,
  settled,
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
});
