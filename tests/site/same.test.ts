import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtAgain, WAYS } from './same.ts';

test('a site is built byte for byte the same in another folder, time zone and language, and with one busy processor', () => {
  const { files, differing } = builtAgain(WAYS.slice(0, 2));
  assert.ok(files > 100, String(files));
  assert.deepEqual(differing, []);
});
