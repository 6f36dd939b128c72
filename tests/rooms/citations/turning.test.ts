import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turningWords } from '../../../src/citations/words/turning.ts';

test('turning words are found as words, each once; what ends in "n\'t" counts as "not"', () => {
  assert.deepEqual(turningWords("If you don't, you cannot. No, NOT if it isn\u2019t so."), [
    'if',
    'not',
    'no',
  ]);
  assert.deepEqual(turningWords('Another note: notify nobody_else; a knot, an iffy noun.'), ['nobody']);
});
