import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byLetter } from '../../../src/site/view/by-letter.ts';

test('an index has capitals among the others, and what begins with none under its first letter', () => {
  const letters = byLetter(
    ['valve_open', '__valve_close', 'VALVE_LONGEST', 'alarm', '/proc', 'Äther'],
    (name) => name,
    { language: 'en' },
  );
  assert.deepEqual(
    letters.map(({ id, entries }) => [id, entries]),
    [
      ['letter-a', ['alarm']],
      ['letter-ä', ['Äther']],
      ['letter-p', ['/proc']],
      ['letter-v', ['__valve_close', 'VALVE_LONGEST', 'valve_open']],
    ],
  );
});
