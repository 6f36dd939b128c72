import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editedSources } from '../../../src/sources/edited.ts';
import { openSources } from '../../../src/sources/excerpt.ts';
import { folder, host, TREES, writeTree } from './fixture-tree.ts';

const TREE = 'v9.9.3';

test('a file with other text is asked as if it stood in the tree, and in its folder', async (context) => {
  const root = folder(context);
  writeTree(root);
  const path = 'mm/basket.c';
  const wanted = [path, 'mm/', 'Makefile'].map((each) => ({ tree: TREE, path: each }));
  const sources = await openSources(wanted, {
    trees: TREES,
    host,
    cacheFolder: folder(context),
    overrides: { [TREE]: root },
  });
  const text = 'int pack(void)\n{\n\treturn pick(2);\n}\n';
  const edited = editedSources(sources, { tree: TREE, path, text });
  const [file, below] = wanted;
  assert.ok(file && below);
  const read = await edited.definitions(file);
  assert.deepEqual(read.state === 'read' && read.definitions.map(({ name }) => name), ['pack']);
  assert.deepEqual(await edited.words(below, 'pick'), [{ path, line: 3 }]);
  assert.deepEqual(await edited.words(below, 'apples'), []);
  assert.deepEqual(await edited.callers(below, 'pick'), [{ path, name: 'pack', line: 3 }]);
  assert.deepEqual(await edited.search(below, 'return pick(2)', false), [{ path, line: 3 }]);
  const pack = await edited.functions(file, 'pack', []);
  assert.equal(pack.state === 'read' && pack.functions.length, 1);
  assert.deepEqual(await sources.words(below, 'apples'), [
    { path, line: 1 },
    { path, line: 3 },
  ]);
});
