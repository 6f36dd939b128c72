import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Site, SiteRule, SiteTree, SiteVerdict } from '../../../src/citations/site.ts';
import { changesOf, releaseOfChange } from '../../../src/site/view/rule.ts';
import { ENGLISH } from '../../words.ts';

const tree = (version: string): SiteTree => ({
  name: `v${version}`,
  project: 'Rill',
  version,
  kernel: [],
  archives: [],
});
const TREES = [tree('6.1.192'), tree('6.12.117'), tree('7.2.13')];
const verdict = (word: SiteVerdict['verdict']): SiteVerdict => ({
  verdict: word,
  reason: null,
  locked: false,
  change: null,
});

/** A rule that is broken in the first tree and holds in the others. */
const rule = (flips: SiteRule['flips']): SiteRule =>
  ({
    kind: 'rule',
    verdicts: { 'v6.1.192': verdict('broken'), 'v6.12.117': verdict('holds'), 'v7.2.13': verdict('holds') },
    flips,
  }) as unknown as SiteRule;

const say = ENGLISH;
const site = (...names: string[]) => ({
  trees: TREES,
  commits: names.map((name) => ({ name })) as unknown as Site['commits'],
});

test('where nobody has looked it up, a change lies between two versions', () => {
  assert.deepEqual(changesOf(rule([]), site(), say), [
    { words: '“holds” since some release between 6.1.192 and 6.12.117', commit: null },
  ]);
});

test('a commit that was looked up is told where it lies between the two', () => {
  const commit = '17839856fd588f4ab6b789f482ed3ffd7c403e1f';
  const flip = (older: string, newer: string) => ({
    from: 'broken',
    to: 'holds',
    between: [older, newer] as [string, string],
    commit,
    date: '2024-05-02',
    subject: 'shelf: refuse',
  });
  const told = (...names: string[]) => changesOf(rule([flip('6.8', '6.9')]), site(...names), say);
  const known = { hash: '17839856fd58', rest: 'of 2024-05-02, “shelf: refuse”' };
  assert.deepEqual(told(), [{ words: '“holds” since 6.9: commit', commit: { ...known, path: null } }]);
  assert.equal(told('17839856')[0]?.commit?.path, '/references/#commit-17839856');
  for (const far of [flip('5.10', '6.1'), flip('6.12', '6.13')])
    assert.equal(changesOf(rule([far]), site(), say)[0]?.words.includes('some release'), true);
});

test('the matrix names the release of a change that was looked up, in its own cell', () => {
  const flips = [
    { from: 'broken', to: 'holds', between: ['6.8', '6.9'] as [string, string], commit: 'a'.repeat(40) },
  ];
  assert.deepEqual(
    TREES.map((each) => releaseOfChange(rule(flips), each, TREES, say)),
    [null, '6.9', null],
  );
  assert.equal(releaseOfChange(rule([]), tree('6.12.117'), TREES, say), null);
});
