import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedLetters } from '../../tests/rooms/citations/letters.ts';

test('one changed letter, anywhere in any quote of this site, is an error at that letter', async () => {
  const tried = await changedLetters('content');
  assert.ok(tried > 200, `${tried} letters were tried`);
});
