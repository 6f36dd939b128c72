import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { pictureOf } from '../../../src/site/cards/picture.ts';

/** A picture as a program that knows nothing of ours reads it: its pixels, row by row. */
async function pixelsOf(png: Buffer): Promise<string[][]> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: info.height }, (_, y) =>
    Array.from({ length: info.width }, (_, x) => {
      const at = (y * info.width + x) * info.channels;
      return data.toString('hex', at, at + 3);
    }),
  );
}

test('a picture has each colour as strong as its mask, and nothing outside of itself', async () => {
  const picture = pictureOf({ width: 4, height: 3 }, { ground: '#000000', red: '#ff0000', blue: '#0000ff' });
  picture.fill({ left: 0, top: 2, width: 9, height: 9 }, 'blue');
  picture.ink({ width: 3, height: 1, data: Uint8Array.of(255, 102, 0) }, { left: 1, top: 0 }, 'red');
  assert.deepEqual(await pixelsOf(picture.png()), [
    ['000000', 'ff0000', '660000', '000000'],
    ['000000', '000000', '000000', '000000'],
    ['0000ff', '0000ff', '0000ff', '0000ff'],
  ]);
});
