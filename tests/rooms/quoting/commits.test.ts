import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitsIn } from '../../../src/quoting/commits.ts';
import { wordsOf } from '../../../src/quoting/words.ts';

test('a commit is named by its hash and its subject, wrapped or not', () => {
  const lines = [
    'This came with commit 3234ac664a87 ("/dev/mem: Revoke',
    'mappings when a driver claims the region") and',
    '0123abcd is none.',
  ];
  assert.deepEqual(commitsIn(wordsOf(lines)), [
    { hash: '3234ac664a87', subject: '/dev/mem: Revoke mappings when a driver claims the region' },
  ]);
});
