import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linesBetween } from '../../../src/sources/excerpt.ts';

test('lines of a text are those that splitting it gives, wherever they begin and end', () => {
  const text = fc.array(fc.constantFrom('a', 'bc', '')).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), fc.nat(12), (text, first, more) => {
      const last = first + more;
      const wanted = text
        .split('\n')
        .slice(first - 1, last)
        .join('\n');
      assert.equal(linesBetween(text, first, last), wanted);
    }),
  );
});
