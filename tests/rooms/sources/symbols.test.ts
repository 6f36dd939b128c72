import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256 } from '../../../src/base/hash.ts';
import type { Host } from '../../../src/base/host.ts';
import { FINDER, symbolFinder } from '../../../src/sources/symbols.ts';
import { FILES, folder, host } from './fixture-tree.ts';

const TEXT = FILES['mm/basket.c'];

test('definitions that other code has found are not used: change FINDER with the code', () => {
  const files = [
    ...globSync('src/sources/c/*.ts').sort(),
    createRequire(import.meta.url).resolve('tree-sitter-c/tree-sitter-c.wasm'),
  ];
  assert.equal(FINDER, sha256(files.map((file) => sha256(readFileSync(file))).join('\n')).slice(0, 12));
});

test('what a text defines is worked out once, and damage to what is kept goes unnoticed', async (context) => {
  const root = folder(context);
  const found = await symbolFinder(root, host)(TEXT);
  assert.deepEqual(
    found.map(({ name, line }) => [name, line]),
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
  assert.deepEqual(await symbolFinder(root, counting)(TEXT), found);
  assert.equal(written, 0);
  const [kept = ''] = globSync('symbols/*/*/*', { cwd: root });
  writeFileSync(join(root, kept), readFileSync(join(root, kept), 'utf8').replace('pick', 'pack'));
  assert.deepEqual(await symbolFinder(root, counting)(TEXT), found);
  assert.equal(written, 1);
});
