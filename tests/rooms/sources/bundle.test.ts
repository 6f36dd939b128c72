import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundle, bundleHash, isSearched, searchBundle } from '../../../src/sources/bundle.ts';
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

test('code, build files and documentation are searched, and nothing else', () => {
  const names = [
    'a.c',
    'a.h',
    'a.S',
    'Kconfig',
    'Kconfig.debug',
    'Makefile',
    'x.rst',
    'a.o',
    'logo.ppm',
    'COPYING',
  ];
  assert.deepEqual(names.filter(isSearched), names.slice(0, 7));
});
