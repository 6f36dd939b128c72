/** Drawings as a browser shows them: the measure of the benchmark, on the example and on drawings that are known to be bad. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { faultsIn } from '../drawing-faults.ts';
import { measuredIn } from './drawings.ts';
import { builtExample } from './site.ts';

describe('drawings', () => {
  const site = builtExample('drawings');

  test('no text is cut, overlaps or is crossed, letters have 14 pixels, and nothing is wider than its column', async () => {
    let count = 0;
    await site.lend({}, async (page) => {
      for (const path of ['/start/', '/explainers/valve-deadline/']) {
        await page.goto(site.origin + path);
        await page.evaluate(() => {
          for (const each of document.querySelectorAll('details')) each.open = true;
        });
        for (const width of [320, 390, 768, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          for (const { name, overflow, letters, ...drawing } of await measuredIn(page)) {
            count += 1;
            assert.deepEqual(faultsIn(drawing), [], `${path} ${name} at ${width}`);
            assert.deepEqual([overflow, letters], [0, 14], `${path} ${name} at ${width}`);
          }
        }
      }
    });
    assert.equal(count, 3 * 4);
  });

  test('one drawing of each is shown, narrow or wide, and its words are read once', async () => {
    await site.open(
      '/explainers/valve-deadline/',
      { viewport: { width: 390, height: 844 } },
      async (page) => {
        const shown = () =>
          page
            .locator('.pt-diagram .pt-drawn')
            .evaluateAll((all) => all.map((each) => each.checkVisibility()));
        assert.deepEqual(await shown(), [false, true]);
        await page.setViewportSize({ width: 1280, height: 900 });
        assert.deepEqual(await shown(), [true, false]);
        assert.equal(await page.locator('.pt-diagram [role="img"]').count(), 1);
      },
    );
  });

  test('the measure finds text that is cut, leaves its box, lies over another, and has a line through it', async () => {
    const text = (x: number, words: string, of = 'label') =>
      `<text class="pt-d-text pt-d-${of}"><tspan x="${x}" y="20">${words}</tspan></text>`;
    const bad = [
      ['cut', text(170, 'far too far')],
      [
        'leaves its box',
        `<rect class="pt-d-area" x="5" y="2" width="60" height="26"/>${text(10, 'too long for it', 'inside')}`,
      ],
      ['lies over "', text(10, 'one') + text(15, 'two')],
      [
        'lies over a box',
        `<rect class="pt-d-area" x="30" y="2" width="60" height="26"/>${text(10, 'beside')}`,
      ],
      ['a line runs', `<path class="pt-d-line" d="M30 0V40"/>${text(10, 'crossed')}`],
      [
        'a line runs',
        `<rect class="pt-d-area pt-d-frame" x="30" y="2" width="60" height="26"/>${text(10, 'crossed')}`,
      ],
    ] as const;
    await site.lend({}, async (page) => {
      for (const [fault, drawing] of bad) {
        await page.setContent(
          `<style>svg { font: 14px sans-serif }</style><div class="pt-drawing"><svg width="200" height="40" viewBox="0 0 200 40">${drawing}</svg></div>`,
        );
        const [measured] = await measuredIn(page);
        assert.ok(measured);
        const found = faultsIn(measured);
        assert.ok(found.length > 0 && found.every((each) => each.includes(fault)), `${fault}: ${found}`);
      }
    });
  });
});
