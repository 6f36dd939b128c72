import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundle, bundleHash, nameOfBundle, searchBundle } from '../../../src/sources/bundle.ts';
import { linesHolding } from '../../../src/sources/lines.ts';

const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });

test('words are found letter for letter, with any run of blanks for any other, on one line', () => {
  assert.deepEqual(linesHolding('a  b', 'a b\na\tb a b\na\nb\nA b\nxa bx\n'), [1, 2, 6]);
  assert.deepEqual(linesHolding('f(', 'f (\nf(f(\n'), [2]);
  assert.deepEqual(linesHolding('aa b', 'aaa b'), [1]);
});

test('words below a folder are told with file and line', async () => {
  const packed = await bundle([file('mm/a.c', 'int a;\nint pick;\n'), file('mm/b/c.h', 'int  pick;')]);
  assert.deepEqual(await searchBundle(packed, 'int pick'), [
    { path: 'mm/a.c', line: 2 },
    { path: 'mm/b/c.h', line: 1 },
  ]);
  assert.deepEqual(await searchBundle(packed, 'mm/a.c'), []);
  assert.deepEqual(await searchBundle(packed, 'pack'), []);
});

test('a file with a NUL hides nothing after it', async () => {
  const packed = await bundle([file('mm/a.c', 'x\0y\npick'), file('mm/b.c', 'pick')]);
  assert.deepEqual(await searchBundle(packed, 'pick'), [
    { path: 'mm/a.c', line: 2 },
    { path: 'mm/b.c', line: 1 },
  ]);
});

test('the hash of a bundle is that of its files', async () => {
  const one = await bundle([file('mm/a.c', 'x')]);
  assert.match(bundleHash(one), /^[0-9a-f]{64}$/);
  assert.equal(bundleHash(one), bundleHash(await bundle([file('mm/a.c', 'x')])));
  assert.notEqual(bundleHash(one), bundleHash(await bundle([file('mm/a.c', 'y')])));
  assert.notEqual(bundleHash(one), bundleHash(await bundle([file('mm/b.c', 'x')])));
});

test('every text is searched, whatever it is called; what holds a NUL and is no code is none', async () => {
  const names = ['a.c', 'a.rs', 'a.dts', 'a.S', 'Kconfig', 'x.rst', 'run', 'parse.y', 'link.lds', 'COPYING'];
  const packed = await bundle([
    ...names.map((name) => file(name, 'a pick\n')),
    file('logo.png', 'pick\0'),
    file('odd.c', 'int\0pick;\n'),
    { path: 'wide.inf', bytes: Buffer.from('\uFEFFa pick\n', 'utf16le') },
  ]);
  const found = await searchBundle(packed, 'pick');
  assert.deepEqual(
    found.map(({ path }) => path),
    [...names, 'odd.c', 'wide.inf'].sort(),
  );
});

test('a text that is too large to be searched is a fault, not left out', async () => {
  const large = { path: 'a.c', bytes: new Uint8Array(65 * 1024 * 1024).fill(0x61) };
  await assert.rejects(bundle([large]), /a\.c is too large to be searched/);
});

test('a folder is kept under another name than its parts once were', () => {
  assert.equal(nameOfBundle('mm/'), 'mm/ whole');
  assert.equal(nameOfBundle('mm/gup.c'), 'mm/gup.c');
});
