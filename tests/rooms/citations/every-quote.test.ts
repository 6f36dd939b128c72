import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_CONTENT } from '../../example.ts';
import { changedLetters } from './letters.ts';

test('one changed letter, anywhere in any quote of a site, is an error at that letter', async () => {
  const tried = await changedLetters(EXAMPLE_CONTENT);
  assert.ok(tried > 50, `${tried} letters were tried`);
});
