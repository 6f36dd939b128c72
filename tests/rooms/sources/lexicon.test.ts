import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { nodeHost } from '../../../src/base/node-host.ts';
import { openSources, USES, WHOLE_TREE } from '../../../src/sources/excerpt.ts';
import type { Lexicon } from '../../../src/sources/lexicon.ts';
import { FILES, folder, gitRepository, TREES, writeTree } from './fixture-tree.ts';

const CODE = `#include <linux/mm.h>
/* old_pick() is gone. */
struct basket {
	int apples;
	long pears[2]; // plums
};
#define MOST_APPLES 12
enum fruit { APPLE, PEAR };
int fill(struct basket *basket) { return basket->apples + "clear_refs"[0]; }
`;

async function lexiconOf(context: TestContext, place: string): Promise<Lexicon> {
  const sources = await openSources([{ tree: 'v9.9.3', path: WHOLE_TREE }], {
    trees: TREES,
    host: nodeHost(),
    cacheFolder: join(folder(context), 'cache'),
    overrides: { 'v9.9.3': place },
  });
  const lexicon = await sources.lexicon('v9.9.3');
  assert.ok(lexicon);
  return lexicon;
}

const tree = (context: TestContext): string => {
  const root = folder(context);
  writeTree(root, { ...FILES, 'fs/basket.c': CODE, 'doc/fruit.rst': 'A ``melon()`` is told of.\n' });
  return root;
};

test('of each word of a tree it is known how code uses it', async (context) => {
  const lexicon = await lexiconOf(context, tree(context));
  const uses = (word: string): string[] =>
    Object.entries(USES).flatMap(([name, bit]) => ((lexicon.usesOf(word) & bit) === 0 ? [] : [name]));
  assert.deepEqual(uses('pick'), ['called', 'plain']);
  assert.deepEqual(uses('basket'), ['tag', 'plain']);
  assert.deepEqual(uses('apples'), ['member', 'plain']);
  assert.deepEqual(uses('pears'), ['member', 'plain']);
  assert.deepEqual(uses('MOST_APPLES'), ['plain']);
  assert.deepEqual(uses('clear_refs'), ['plain']);
});

test('what only comments name is not there, and what only documents name is told', async (context) => {
  const lexicon = await lexiconOf(context, tree(context));
  assert.equal(lexicon.usesOf('old_pick'), 0);
  assert.equal(lexicon.usesOf('plums'), 0);
  assert.equal(lexicon.usesOf('melon'), USES.told);
});

test('a part of a word is none; a beginning can be asked for', async (context) => {
  const lexicon = await lexiconOf(context, tree(context));
  assert.equal(lexicon.usesOf('MOST'), 0);
  assert.equal(lexicon.usesOf('apple'), 0);
  assert.notEqual(lexicon.usesOfPrefix('MOST_'), 0);
  assert.equal(lexicon.usesOfPrefix('LEAST_'), 0);
});

test('files and folders are known by their paths, and by their names alone', async (context) => {
  const lexicon = await lexiconOf(context, tree(context));
  for (const path of ['mm/basket.c', 'basket.c', 'mm/', 'fs', 'Makefile'])
    assert.ok(lexicon.hasPath(path), path);
  for (const path of ['mm/basket', 'asket.c', 'fs/mm', 'mm/nothing.c'])
    assert.ok(!lexicon.hasPath(path), path);
});

test('a git repository is read at its tag as a folder is', async (context) => {
  const lexicon = await lexiconOf(context, gitRepository(folder(context)));
  assert.notEqual(lexicon.usesOf('pick'), 0);
  assert.equal(lexicon.usesOf('fill'), 0);
  assert.ok(lexicon.hasPath('mm/basket.c'));
});
