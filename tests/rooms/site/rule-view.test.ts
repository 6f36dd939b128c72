import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SiteAnswer, SiteVerdict } from '../../../src/citations/site.ts';
import { type Evidence, questionOf } from '../../../src/evidence/run.ts';
import { answerInWords, lockedSince, plain, shownVerdict } from '../../../src/site/view/rule.ts';
import { ENGLISH } from '../../words.ts';

test('a verdict says in words why it is so', () => {
  const words = (fields: Partial<SiteVerdict>) =>
    shownVerdict({ verdict: 'broken', reason: null, change: null, locked: false, ...fields }, ENGLISH).words;
  assert.deepEqual(
    [words({ change: 'first broken' }), words({}), words({ locked: true })],
    ['broken from here on', 'broken', 'broken (locked)'],
  );
  const outside = { verdict: 'not applicable' } as const;
  assert.deepEqual(
    [
      words({ ...outside, reason: 'not yet', change: 'not yet' }),
      words({ ...outside, reason: 'no longer' }),
      words({ ...outside, reason: 'mended' }),
      words({ ...outside, reason: 'no file' }),
      words({ verdict: 'unknown', reason: 'changed since reviewed' }),
    ],
    ['not yet', 'no longer', 'mended', 'not applicable', 'unknown: changed since reviewed'],
  );
});

test('verdicts are told apart without colour', () => {
  const signs = (['holds', 'broken', 'not applicable', 'unknown'] as const).map(
    (verdict) => shownVerdict({ verdict, reason: null, change: null, locked: false }, ENGLISH).sign,
  );
  assert.equal(
    new Set([
      ...signs,
      shownVerdict(
        { verdict: 'not applicable', reason: 'not yet', change: 'not yet', locked: false },
        ENGLISH,
      ).sign,
    ]).size,
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
      (each) => answerInWords(each, ENGLISH),
    ),
    ['yes:', 'yes', 'no:', 'no such file', 'no: no such function'],
  );
  assert.deepEqual(
    [lockedSince(answer('yes'), ENGLISH), lockedSince(answer('yes', [], true), ENGLISH)],
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
