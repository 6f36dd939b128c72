import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256 } from '../../../src/base/hash.ts';
import type { Host } from '../../../src/base/host.ts';
import { bundle } from '../../../src/sources/bundle.ts';
import { DERIVED_BY, derivedIn } from '../../../src/sources/derived.ts';
import { FILES, folder, host } from './fixture-tree.ts';

const TEXT = FILES['mm/basket.c'];

test('what other code has worked out is not used: change DERIVED_BY with the code', () => {
  const files = [
    ...globSync('src/sources/{c,languages}/*.ts').sort(),
    'src/sources/definition.ts',
    'src/sources/bundle.ts',
    'src/sources/lines.ts',
    createRequire(import.meta.url).resolve('tree-sitter-c/tree-sitter-c.wasm'),
  ];
  assert.equal(DERIVED_BY, sha256(files.map((file) => sha256(readFileSync(file))).join('\n')).slice(0, 12));
});

test('what a text defines is worked out once, and damage to what is kept goes unnoticed', async (context) => {
  const root = folder(context);
  const found = await derivedIn(root, host).definitions('mm/basket.c', TEXT);
  assert.ok(found.state === 'read');
  assert.deepEqual(
    found.definitions.map(({ name, line }) => [name, line]),
    [['pick', 1]],
  );
  let written = 0;
  const counting: Host = {
    ...host,
    write: (path, bytes) => {
      written += 1;
      return host.write(path, bytes);
    },
  };
  assert.deepEqual(await derivedIn(root, counting).definitions('mm/basket.c', TEXT), found);
  assert.equal(written, 0);
  const [kept = ''] = globSync('derived/*/*/*', { cwd: root });
  writeFileSync(join(root, kept), readFileSync(join(root, kept), 'utf8').replace('pick', 'pack'));
  assert.deepEqual(await derivedIn(root, counting).definitions('mm/basket.c', TEXT), found);
  assert.equal(written, 1);
});

test('a folder is searched once for the same words', async (context) => {
  const root = folder(context);
  const packed = await bundle([{ path: 'mm/basket.c', bytes: new TextEncoder().encode(TEXT) }]);
  const first = derivedIn(root, host);
  assert.deepEqual(await first.search(packed, 'int left', true), [{ path: 'mm/basket.c', line: 3 }]);
  assert.deepEqual(await first.search(packed, 'int right', true), []);
  const damaged = packed.slice(0, 70);
  assert.deepEqual(await derivedIn(root, host).search(damaged, 'int left', true), [
    { path: 'mm/basket.c', line: 3 },
  ]);
});
