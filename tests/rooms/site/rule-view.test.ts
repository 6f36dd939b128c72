import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SiteAnswer } from '../../../src/citations/site.ts';
import { type Evidence, questionOf } from '../../../src/evidence/run.ts';
import { answerInWords, lockedSince, plain, shownVerdict } from '../../../src/site/view/rule.ts';

test('a broken rule says whether an older version kept it', () => {
  const words = (change: 'first broken' | 'not yet' | null, locked = false) =>
    shownVerdict({ verdict: 'broken', change, locked }).words;
  assert.deepEqual(
    [words('first broken'), words('not yet'), words(null), words(null, true)],
    ['broken from here on', 'not yet', 'broken', 'broken (locked)'],
  );
});

test('verdicts are told apart without colour', () => {
  const signs = (['holds', 'broken', 'not applicable', 'unknown'] as const).map(
    (verdict) => shownVerdict({ verdict, change: null, locked: false }).sign,
  );
  assert.equal(
    new Set([...signs, shownVerdict({ verdict: 'broken', change: 'not yet', locked: false }).sign]).size,
    5,
  );
});

const answer = (state: SiteAnswer['state'], lines: readonly number[] = [], locked = false): SiteAnswer => ({
  state,
  at: lines.map((line) => ({ path: 'a.c', line, url: '' })),
  version: '1',
  locked,
  date: locked ? '2026-11-21' : null,
});

test('an answer is a word, before its lines where there are any', () => {
  assert.deepEqual(
    [answer('yes', [3]), answer('yes'), answer('no', [3]), answer('no file'), answer('no function')].map(
      answerInWords,
    ),
    ['yes:', 'yes', 'no:', 'no such file', 'no: no such function'],
  );
  assert.deepEqual(
    [lockedSince(answer('yes')), lockedSince(answer('yes', [], true))],
    [null, 'locked on 21 November 2026'],
  );
});

test('a check says in words what a program looks for', () => {
  const words = (fields: Partial<Evidence> & Pick<Evidence, 'kind' | 'path'>) =>
    questionOf({ id: 'x', claim: 'x', expect: {}, ...fields })
      .map(({ text }) => text)
      .join('');
  assert.deepEqual(
    [
      words({ kind: 'function-contains', path: 'a.c', function: 'f', needle: 'x = 1' }),
      words({ kind: 'file-contains', path: 'a.c', needle: 'x = 1' }),
      words({ kind: 'symbol-defined', path: 'a.c', symbol: 'f' }),
      words({ kind: 'symbol-absent', path: 'a.c', symbol: 'f' }),
      words({ kind: 'text-absent', path: 'a.c', needle: 'x' }),
      words({ kind: 'text-absent', path: 'mm/', needle: 'x' }),
      words({ kind: 'file-absent', path: 'a.c' }),
    ],
    [
      'x = 1 stands in f() of a.c',
      'x = 1 stands in a.c',
      'f is defined in a.c',
      'f is not defined in a.c',
      'x is not in a.c',
      'x stands nowhere below mm/',
      'there is no a.c',
    ],
  );
});

test('a statement without its marks is plain text', () => {
  assert.equal(
    plain('Touch the *contents* with `pin_user_pages*()` only.'),
    'Touch the contents with pin_user_pages*() only.',
  );
});
