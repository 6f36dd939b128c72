import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { cardDrawer, SIZE } from '../../src/site/cards/draw.ts';

/** Titles that mail and people have: of any length, without a space, of other scripts, of letters that nobody sees. */
const TITLES = {
  'a word without end': 'x'.repeat(5000),
  'a word wider than the picture': 'W'.repeat(60),
  'a path': '/'.concat('drivers/gpu/drm/'.repeat(12)),
  'Chinese without spaces': '字'.repeat(300),
  Hebrew: 'שלום עולם '.repeat(40),
  'one letter that is a phrase': 'ﷺ'.repeat(30),
  emoji: '👩‍👩‍👧‍👦'.repeat(60),
  'marks upon marks': `e${'\u0301'.repeat(200)}`,
  'control letters': '\u0000\u0007\u001b[31mred',
  'half a letter': '\ud800x',
  'letters that turn the text round': '\u202eabc\u202c',
  'nothing to see': '\u200b\u2060\ufeff',
  blanks: ' \t ',
  nothing: '',
  markup: '<span size="999999">&amp;</span>',
};

const drawer = cardDrawer(mkdtempSync(join(tmpdir(), 'postil-cards-')));

async function isDrawn(title: string): Promise<void> {
  const draw = await drawer;
  assert.ok(draw, 'sharp is a package of this repository');
  const { width, height } = await sharp(
    await draw({ title, kind: title.slice(0, 200), site: title }),
  ).metadata();
  assert.deepEqual({ width, height }, SIZE);
}

for (const [what, title] of Object.entries(TITLES))
  test(`a picture is drawn of ${what}`, () => isDrawn(title));

test('a picture is drawn of every title', () =>
  fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), isDrawn), { numRuns: 25 }));
