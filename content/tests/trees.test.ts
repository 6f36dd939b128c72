import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browseUrl } from '../../src/sources/browse.ts';
import type { Tree } from '../../src/sources/tree.ts';
import { readTrees } from '../../src/sources/trees-file.ts';
import { host } from '../../tests/rooms/sources/fixture-tree.ts';

test("this site's trees can be read, and lead to their own versions", async () => {
  const { trees, diagnostics } = await readTrees('content/trees.yaml', host);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    Object.entries(trees).map(([name, { version, debian }]) => [name, version, debian]),
    [
      ['v5.10.262', '5.10.262', 'linux-source-5.10'],
      ['v6.1.192', '6.1.192', 'linux-source-6.1'],
      ['v6.12.117', '6.12.117', 'linux-source-6.12'],
      ['v7.2.13', '7.2.13', 'linux-source-7.2'],
    ],
  );
  assert.equal(
    browseUrl(trees['v6.1.192'] as Tree, 'mm/gup.c', 12),
    'https://elixir.bootlin.com/linux/v6.1.192/source/mm/gup.c#L12',
  );
});
