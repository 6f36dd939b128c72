import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asExpectation,
  changesIn,
  Evidence,
  type Expectation,
  isAsExpected,
  judge,
  verdictOf,
} from '../../../src/evidence/run.ts';

const yes = { state: 'yes' } as const;
const no = { state: 'no' } as const;
const unknown = { state: 'unknown' } as const;
const noFile = { state: 'no file' } as const;

test('a rule holds where all of its evidence says yes, and one no breaks it', () => {
  assert.equal(verdictOf([yes, yes]), 'holds');
  assert.equal(verdictOf([yes, no]), 'broken');
  assert.equal(verdictOf([yes, { state: 'no function' }]), 'broken');
});

test('unknown is never folded into holds, and a no is a no whatever else is unknown', () => {
  assert.equal(verdictOf([yes, unknown]), 'unknown');
  assert.equal(verdictOf([unknown, noFile]), 'unknown');
  assert.equal(verdictOf([unknown, no]), 'broken');
  assert.equal(verdictOf([]), 'unknown');
});

test('a rule about a file that is not there does not apply', () => {
  assert.equal(verdictOf([noFile]), 'not applicable');
  assert.equal(verdictOf([yes, noFile]), 'not applicable');
});

test('of the checks of one step one yes is enough, and only if all are known a no', () => {
  const step = 'renamed';
  assert.equal(
    verdictOf([
      { ...no, step },
      { ...yes, step },
    ]),
    'holds',
  );
  assert.equal(verdictOf([{ ...noFile, step }, { ...yes, step }, yes]), 'holds');
  assert.equal(
    verdictOf([
      { ...no, step },
      { ...noFile, step },
    ]),
    'broken',
  );
  assert.equal(
    verdictOf([
      { ...no, step },
      { ...unknown, step },
    ]),
    'unknown',
  );
  assert.equal(verdictOf([{ ...yes, step }, no]), 'broken');
});

const found = (state: 'yes' | 'no', ...lines: number[]) =>
  ({ state, at: lines.map((line) => ({ path: 'a.c', line })), sha256: null, version: '9.9.3' }) as const;

/** What an author wrote, what was found, and whether that is as expected in the same version. */
const CASES: readonly (readonly [Expectation, ReturnType<typeof found>, boolean])[] = [
  [[12, 40], found('yes', 12, 40), true],
  [12, found('yes', 12, 40), true],
  [[12, 40], found('yes', 12), false],
  [[40], found('yes', 12, 40), false],
  [12, found('no'), false],
  ['yes', found('yes', 12), true],
  ['yes', found('no'), false],
  ['no', found('no'), true],
  ['no', found('yes', 12), false],
  ['no file', found('no'), false],
];

test('what an author expects is an answer, or the first lines that were found', () => {
  for (const [expected, answer, so] of CASES)
    assert.equal(
      isAsExpected(expected, answer, 'file-contains', true),
      so,
      JSON.stringify([expected, answer]),
    );
});

test('in a later point release only the answer counts', () => {
  assert.equal(isAsExpected([12, 40], found('yes', 13), 'file-contains', false), true);
  assert.equal(isAsExpected([12, 40], found('no'), 'file-contains', false), false);
});

test('for a check of absence lines are a no', () => {
  assert.equal(isAsExpected(12, found('no', 12), 'text-absent', true), true);
  assert.equal(isAsExpected(12, found('yes'), 'text-absent', true), false);
});

test('what nobody could look at is neither as expected nor not', () => {
  assert.equal(isAsExpected('yes', { state: 'unknown', reasons: [] }, 'file-contains', true), null);
});

test('an answer can be pasted as an expectation', () => {
  assert.equal(asExpectation(found('yes', 12, 40), 'file-contains'), '[12, 40]');
  assert.equal(asExpectation(found('yes', 12), 'file-contains'), '12');
  assert.equal(asExpectation(found('no', 12), 'text-absent'), '12');
  assert.equal(asExpectation(found('yes'), 'text-absent'), 'yes');
  assert.equal(asExpectation({ state: 'no file', version: '1' }, 'file-contains'), 'no file');
});

const ROW = { id: 'a', claim: 'c', expect: { 'v9.9.3': 12 }, path: 'mm/a.c' };

test('a check has the fields of its kind and no other, and none that could lead out of the tree', () => {
  const faults = [
    { ...ROW, kind: 'file-contains' },
    { ...ROW, kind: 'file-contains', needle: 'a b', symbol: 'x' },
    { ...ROW, kind: 'file-contain', needle: 'a b' },
    { ...ROW, kind: 'file-contains', needle: 'a b', path: '../a.c' },
    { ...ROW, kind: 'file-contains', needle: 'a b', path: 'mm/' },
    { ...ROW, kind: 'file-contains', needle: 'a b', id: 'A B' },
    { ...ROW, kind: 'file-contains', needle: 'a\nb' },
    { ...ROW, kind: 'file-contains', needle: 'a b', expect: { 'v9.9.3': 'maybe' } },
  ];
  for (const fault of faults) assert.equal(Evidence.safeParse(fault).success, false, JSON.stringify(fault));
  assert.ok(Evidence.safeParse({ ...ROW, kind: 'file-contains', needle: 'a b' }).success);
  assert.ok(Evidence.safeParse({ ...ROW, kind: 'text-absent', needle: 'a b', path: 'mm/' }).success);
});

test('the first tree that breaks a rule is marked, and those that are older than what it speaks of', () => {
  const [h, b, u] = (['holds', 'broken', 'unknown'] as const).map((verdict) => ({ verdict, reason: null }));
  const n = { verdict: 'not applicable', reason: 'no file' } as const;
  const y = { verdict: 'not applicable', reason: 'not yet' } as const;
  assert.ok(h && b && u);
  assert.deepEqual(changesIn([h, h, b, b]), [null, null, 'first broken', null]);
  assert.deepEqual(changesIn([y, y, h, h]), ['not yet', 'not yet', null, null]);
  assert.deepEqual(changesIn([b, b, h, h]), [null, null, null, null]);
  assert.deepEqual(changesIn([h, n, u, b]), [null, null, null, 'first broken']);
  assert.deepEqual(changesIn([h, b, h, b]), [null, 'first broken', null, 'first broken']);
});

const PROMISE = { polarity: 'promise' } as const;
const facts = (fields: Partial<Parameters<typeof judge>[1]> = {}) => ({
  version: '9.9.3',
  when: [],
  evidence: [yes],
  places: [],
  ...fields,
});
const judged = (rule: Parameters<typeof judge>[0], fields: Parameters<typeof facts>[0] = {}): string => {
  const { verdict, reason } = judge(rule, facts(fields));
  return reason === null ? verdict : `${verdict}: ${reason}`;
};

test('a rule says nothing of versions outside of its range', () => {
  const from = (version: string) => judged({ ...PROMISE, from: 'v6.12' }, { version, evidence: [no] });
  assert.equal(from('6.1.192'), 'not applicable: not yet');
  assert.equal(from('6.12-rc3'), 'broken');
  assert.equal(from('6.12.117'), 'broken');
  assert.equal(from('10.0'), 'broken');
  const until = (version: string) => judged({ ...PROMISE, until: 'v6.12' }, { version, evidence: [no] });
  assert.equal(until('6.1.192'), 'broken');
  assert.equal(until('6.12.0'), 'not applicable: no longer');
  assert.equal(until('next'), 'broken');
});

test('a rule says nothing of a tree in which what it is about is not so', () => {
  assert.equal(judged(PROMISE, { when: [no], evidence: [no] }), 'not applicable: not concerned');
  assert.equal(judged(PROMISE, { when: [noFile], evidence: [no] }), 'not applicable: not concerned');
  assert.equal(judged(PROMISE, { when: [yes], evidence: [no] }), 'broken');
  assert.equal(judged(PROMISE, { when: [unknown], evidence: [yes] }), 'unknown: nobody could look');
  assert.equal(judged(PROMISE, { when: [unknown], evidence: [no] }), 'unknown: nobody could look');
});

test('a weakness that is not there is mended, and nothing is broken', () => {
  assert.equal(judged({ polarity: 'weakness' }, { evidence: [no] }), 'not applicable: mended');
  assert.equal(judged({ polarity: 'weakness' }), 'holds');
});

test('where code that a rule rests on has changed since somebody looked, yes is not enough', () => {
  assert.equal(judged(PROMISE, { places: ['seen', 'seen'] }), 'holds');
  assert.equal(judged(PROMISE, { places: ['seen', 'changed'] }), 'unknown: changed since reviewed');
  assert.equal(judged(PROMISE, { places: ['seen', 'unknown'] }), 'unknown: nobody could look');
  assert.equal(judged(PROMISE, { places: ['changed'], evidence: [no] }), 'broken');
  assert.equal(judged({ ...PROMISE, sufficient: 'They decide it.' }, { places: ['changed'] }), 'holds');
});

test('what a reader has found in the very code counts before checks of that code, and of no other', () => {
  const isReviewed = true;
  const [own, others] = [{ ...no, isReviewed }, no];
  const reviewed = 'holds' as const;
  assert.equal(judged(PROMISE, { places: ['changed'], reviewed }), 'holds: reviewed');
  assert.equal(judged(PROMISE, { evidence: [own], reviewed }), 'holds: reviewed');
  assert.equal(judged(PROMISE, { evidence: [own, others], reviewed }), 'broken');
  assert.equal(judged(PROMISE, { evidence: [own, unknown], reviewed }), 'broken');
  assert.equal(judged(PROMISE, { evidence: [unknown], reviewed }), 'unknown: nobody could look');
  assert.equal(judged(PROMISE, { when: [unknown], reviewed }), 'unknown: nobody could look');
  assert.equal(judged(PROMISE, { when: [{ ...unknown, isReviewed }], reviewed }), 'holds: reviewed');
  assert.equal(judged(PROMISE, { reviewed: 'broken' }), 'broken: reviewed');
  assert.equal(judged({ ...PROMISE, from: 'v10' }, { reviewed: 'broken' }), 'not applicable: not yet');
});
