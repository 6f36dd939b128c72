import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { browseUrl } from '../../../src/sources/browse.ts';
import type { Tree } from '../../../src/sources/tree.ts';
import { overridesFor, overrideVariable, readTrees } from '../../../src/sources/trees-file.ts';
import { EXAMPLE_CONTENT } from '../../example.ts';
import { folder, host, TREES } from './fixture-tree.ts';

test('trees are read in the order of the file, and lead to their own versions', async () => {
  const { trees, diagnostics } = await readTrees(`${EXAMPLE_CONTENT}/trees.yaml`, host);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    Object.entries(trees).map(([name, { version, tag }]) => [name, version, tag]),
    [
      ['v1.0', '1.0', 'v1.0'],
      ['v2.0', '2.0', 'v2.0'],
    ],
  );
  assert.equal(
    browseUrl(trees['v2.0'] as Tree, 'src/valve.c', 12),
    'https://code.rill.example/v2.0/src/valve.c#L12',
  );
});

test('a fault in trees.yaml is told at its line', async (context) => {
  const file = join(folder(context), 'trees.yaml');
  writeFileSync(file, 'v1:\n  version: one\n  tag: v1\n  browse: https://source.example/\n');
  const { trees, diagnostics } = await readTrees(file, host);
  assert.deepEqual(trees, {});
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.line, place.column]),
    [['trees-invalid-yaml', 2, 12]],
  );
});

test('a site without trees.yaml has no trees', async (context) => {
  const { trees, diagnostics } = await readTrees(join(folder(context), 'trees.yaml'), host);
  assert.deepEqual([trees, diagnostics], [{}, []]);
});

test("a tree's own place comes by hand before the environment", () => {
  assert.equal(overrideVariable('v6.1.192'), 'POSTIL_TREE_V6_1_192');
  const env = (name: string) => (name === 'POSTIL_TREE_V9_9_3' ? '/from/env' : undefined);
  assert.deepEqual(overridesFor(TREES, env), { 'v9.9.3': '/from/env' });
  assert.deepEqual(overridesFor(TREES, env, { 'v9.9.3': '/by/hand#tip' }), { 'v9.9.3': '/by/hand#tip' });
  assert.deepEqual(
    overridesFor(TREES, () => undefined),
    {},
  );
});
