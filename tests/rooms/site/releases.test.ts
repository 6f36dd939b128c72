import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Site } from '../../../src/citations/site.ts';
import { releasesOf } from '../../../src/site/view/releases.ts';
import { ENGLISH } from '../../words.ts';

const verdict = (is: 'holds' | 'broken') => ({ verdict: is, reason: null, locked: false, change: null });
const tree = (version: string) => ({ name: `v${version}`, project: null, version });

const site = (flips: readonly object[]): Site =>
  ({
    trees: [tree('5.10.2'), tree('6.1.9')],
    rules: [
      { title: 'Changes', flips, verdicts: { 'v5.10.2': verdict('broken'), 'v6.1.9': verdict('holds') } },
      { title: 'Stays', flips: [], verdicts: { 'v5.10.2': verdict('holds'), 'v6.1.9': verdict('holds') } },
    ],
    debates: {
      lending: {
        name: 'lending',
        outcomes: ['5.9', '6.12', '6.2', null].map((release) => ({ release, what: `in ${release}` })),
      },
    },
  }) as unknown as Site;

test('releases stand in the order of their numbers, those that are checked among those that debates name', () => {
  assert.deepEqual(
    releasesOf(site([]), ENGLISH).map(({ version, isChecked, outcomes }) => [
      version,
      isChecked,
      outcomes.length,
    ]),
    [
      ['5.9', false, 1],
      ['5.10.2', true, 0],
      ['6.1.9', true, 0],
      ['6.2', false, 1],
      ['6.12', false, 1],
    ],
  );
});

test('a rule stands where its verdict changes: in the release that is known, else in the next version checked', () => {
  const changed = (flips: readonly object[]) =>
    releasesOf(site(flips), ENGLISH).flatMap(({ version, rules }) =>
      rules.map(({ rule, older }) => [version, rule.title, older]),
    );
  assert.deepEqual(changed([]), [['6.1.9', 'Changes', '5.10.2']]);
  const flip = { from: 'broken', to: 'holds', between: ['5.17', '5.18'], commit: 'a'.repeat(40) };
  assert.deepEqual(changed([flip]), [['5.18', 'Changes', null]]);
});
