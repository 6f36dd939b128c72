import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diffLines, withContext } from '../../../src/base/line-diff.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });

test('a comparison has all lines of both texts, in order and with their numbers', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after);
      assert.deepEqual(
        diff.filter(({ mark }) => mark !== '+').map(({ text }) => text),
        before,
      );
      assert.deepEqual(
        diff.filter(({ mark }) => mark !== '-').map(({ text }) => text),
        after,
      );
      for (const { text, before: i, after: j } of diff) {
        if (i !== null) assert.equal(before[i - 1], text);
        if (j !== null) assert.equal(after[j - 1], text);
      }
    }),
  );
});

const shown = (before: string, after: string): string =>
  withContext(diffLines([...before], [...after]), 1)
    .map((line) => (line === null ? '…' : `${line.mark}${line.text}`))
    .join('');

test('only what differs is shown, with lines around it', () => {
  assert.equal(shown('abcdefgh', 'abcXefgh'), '… c-d+X e');
  assert.equal(shown('abc', 'abc'), '');
  assert.equal(shown('', 'ab'), '+a+b');
});
