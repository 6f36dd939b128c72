import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remembered } from '../../../src/base/remembered.ts';

/** A function that counts the letters of a text, and how often it was asked to. */
function counting(bounds: { readonly most: number; readonly longest: number }) {
  const asked: string[] = [];
  const length = remembered((text) => {
    asked.push(text);
    return text.length;
  }, bounds);
  return { length, asked };
}

test('what was worked out for a text is not worked out again', () => {
  const { length, asked } = counting({ most: 10, longest: 10 });
  assert.deepEqual([length('shelf'), length('shelf'), length('row'), length('shelf')], [5, 5, 3, 5]);
  assert.deepEqual(asked, ['shelf', 'row']);
});

test('no more answers are kept than are allowed, and none to a long text', () => {
  const { length, asked } = counting({ most: 2, longest: 5 });
  for (const text of ['a', 'b', 'c', 'a', 'shelves', 'shelves']) length(text);
  assert.deepEqual(asked, ['a', 'b', 'c', 'a', 'shelves', 'shelves']);
});
