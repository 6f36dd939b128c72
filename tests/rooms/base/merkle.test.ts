import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { merklePath, merkleRoot, rootAbove } from '../../../src/base/merkle.ts';

/** RFC 6962, section 2.1, word for word: the largest power of two below the number of leaves goes left. */
function byDefinition(leaves: readonly string[]): Buffer {
  const hash = (...parts: readonly Uint8Array[]) =>
    createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return hash();
  if (leaves.length === 1) return hash(Buffer.of(0), Buffer.from(leaves[0] ?? ''));
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return hash(Buffer.of(1), byDefinition(leaves.slice(0, left)), byDefinition(leaves.slice(left)));
}

const LEAVES = Array.from({ length: 33 }, (_, at) => `leaf ${at}`);

test('the root is the one that RFC 6962 defines, for any number of leaves', () => {
  for (let count = 0; count <= LEAVES.length; count += 1) {
    const leaves = LEAVES.slice(0, count);
    assert.equal(merkleRoot(leaves), byDefinition(leaves).toString('hex'), `${count} leaves`);
  }
});

test('every leaf has a path to the root, and no other leaf has the same', () => {
  for (let count = 1; count <= LEAVES.length; count += 1) {
    const leaves = LEAVES.slice(0, count);
    const root = merkleRoot(leaves);
    for (const [index, leaf] of leaves.entries()) {
      const path = merklePath(leaves, index);
      assert.equal(rootAbove(leaf, path), root);
      assert.notEqual(rootAbove(`${leaf}!`, path), root);
    }
  }
});

test('two nodes are not taken for a leaf that holds them', () => {
  const pair = Buffer.concat(
    ['leaf 0', 'leaf 1'].map((leaf) => Buffer.from(merkleRoot([leaf]), 'hex')),
  ).toString('latin1');
  assert.notEqual(merkleRoot([pair]), merkleRoot(['leaf 0', 'leaf 1']));
});
