import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { test } from 'node:test';
import postcss, { type Declaration } from 'postcss';
import { fontSheet, latinFaces, WEIGHTS } from '../../../scripts/fonts.ts';

const SHEET = 'src/site/styles/fonts.css';

test('the Latin faces are what the script makes of the packages that are installed', async () => {
  for (const [name, bytes] of await latinFaces())
    assert.ok(
      Buffer.from(bytes).equals(readFileSync(`src/site/fonts/${name}.woff2`)),
      `${name}: run node scripts/fonts.ts`,
    );
});

test('the style sheet of the faces is what the script writes, and names no file that is not there', () => {
  const sheet = readFileSync(SHEET, 'utf8');
  assert.equal(sheet.replace(/\s+/g, ' ').trim(), fontSheet().replace(/\s+/g, ' ').trim());
  const { resolve: fileOf } = createRequire(import.meta.url);
  for (const [, url = ''] of sheet.matchAll(/url\("([^"]+)"\)/g))
    assert.ok(readFileSync(url.startsWith('.') ? resolve('src/site/styles', url) : fileOf(url)).length > 0);
});

test('no style sheet asks for a weight that the faces do not have', () => {
  const asked = new Map<number, string>();
  for (const file of globSync('src/site/styles/*.css')) {
    if (file === SHEET) continue;
    postcss.parse(readFileSync(file, 'utf8')).walkDecls(/^font(-weight)?$/, (declaration) => {
      const weight = weightOf(declaration);
      if (weight !== null) asked.set(weight, file);
    });
  }
  assert.ok(asked.size > 2);
  assert.deepEqual(
    [...asked].filter(([weight]) => weight < WEIGHTS.min || weight > WEIGHTS.max),
    [],
  );
});

/** A weight as a number; in the short form it stands by itself before the size. */
function weightOf({ prop, value }: Declaration): number | null {
  const before = prop === 'font' ? (value.split(/\S+\s*\//)[0] ?? '') : value;
  const [weight] = /(?<![\w.])[1-9]\d{0,3}(?![\w.%])/.exec(before) ?? [];
  return weight === undefined ? null : Number(weight);
}
