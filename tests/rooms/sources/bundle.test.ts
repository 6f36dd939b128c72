import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundle, bundleHash, isSearched, nameOfBundle, searchBundle } from '../../../src/sources/bundle.ts';
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

test('code of any language is searched; of a kernel, that of C and assembly', () => {
  const names = ['a.c', 'a.rs', 'a.py', 'a.md', 'logo.png'];
  const kernel = { versionFile: 'kernel' } as const;
  assert.deepEqual(
    names.filter((name) => isSearched(name)),
    ['a.c', 'a.rs', 'a.py', 'a.md'],
  );
  assert.deepEqual(
    names.filter((name) => isSearched(name, kernel)),
    ['a.c'],
  );
  // What an earlier version kept of a kernel's folder serves still; of others it had less.
  assert.equal(nameOfBundle('mm/', kernel), 'mm/');
  assert.notEqual(nameOfBundle('mm/', {}), 'mm/');
  assert.equal(nameOfBundle('mm/gup.c', {}), 'mm/gup.c');
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
  assert.deepEqual(
    names.filter((name) => isSearched(name)),
    names.slice(0, 7),
  );
});
