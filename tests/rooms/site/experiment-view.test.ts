import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SiteExperiment, SiteRule, SiteSeen } from '../../../src/citations/site.ts';
import { Machine } from '../../../src/experiments/experiment.ts';
import { codeIn } from '../../../src/site/view/code-in.ts';
import {
  amongSections,
  answersOf,
  machineOf,
  recordOf,
  runsOf,
  seenLines,
} from '../../../src/site/view/experiment.ts';
import { speaker } from '../../../src/site/words/say.ts';

const say = speaker('en', {});
const TREES = ['v1', 'v2', 'v3'].map((name) => ({
  name,
  project: null,
  version: `${name.slice(1)}.0`,
  kernel: [],
  archives: [],
}));

const run = (observations: Record<string, string>, notApplicable: string | null = null) => ({
  sha256: 'a'.repeat(64),
  release: '1.0-built',
  observations,
  date: '2026-11-29',
  notApplicable,
});

const LENDING: SiteExperiment = {
  name: 'lending',
  page: 'experiments/lending',
  title: 'Lending',
  topic: 'Books',
  question: 'Is a lent book lent again?',
  program: '',
  file: 'lend.c',
  machine: Machine.parse({ modules: ['shelf'], memory: 1024 }),
  observations: ['the book', 'the reader'],
  runs: {
    v1: run({ 'the book': 'lent', 'the reader': 'waits' }),
    v2: run({ 'the book': 'refused', 'the reader': 'waits' }),
    v3: run({ 'not applicable': 'CONFIG_SHELF' }, 'CONFIG_SHELF'),
  },
  shows: [],
  notes: [],
};

test('answers stand side by side, and a row tells where they are not the same', () => {
  const rows = answersOf(LENDING, TREES, say);
  assert.deepEqual(
    rows.map(({ observation, differs, cells }) => [observation, differs, cells.map(({ words }) => words)]),
    [
      ['the book', true, ['lent', 'refused', 'not applicable: CONFIG_SHELF']],
      ['the reader', false, ['waits', 'waits', 'not applicable: CONFIG_SHELF']],
    ],
  );
});

test('what nobody has run, or what one version has not observed, is said in words', () => {
  const { v1, v2 } = { v1: run({ 'the book': 'lent' }), v2: LENDING.runs.v2 };
  assert.ok(v2);
  const [book, reader] = answersOf({ ...LENDING, runs: { v1, v2 } }, TREES, say);
  assert.deepEqual(
    [book, reader].map((row) => row?.cells.map(({ words }) => words)),
    [
      ['lent', 'refused', 'not run'],
      ['nothing', 'waits', 'not run'],
    ],
  );
  assert.equal(reader?.differs, false, 'no answer is no other answer');
  assert.equal(reader?.same, false, 'and not the same one');
});

test('a machine is told by what is not as always', () => {
  assert.equal(machineOf(LENDING, say), 'The machine: with the modules shelf, with 1024 MiB of memory.');
  assert.equal(machineOf({ ...LENDING, machine: Machine.parse({}) }, say), null);
});

test('a record says which build answered, and when', () => {
  const [first] = TREES;
  assert.ok(first);
  assert.equal(recordOf(LENDING, first, say), '1.0-built, 29 November 2026');
  assert.equal(recordOf({ ...LENDING, runs: {} }, first, say), null);
});

test('of a rule is told where it was seen, and each answer that says otherwise', () => {
  const seen = (tree: string, value: string, happens: boolean): SiteSeen => ({
    experiment: { page: 'experiments/lending', title: 'Lending' },
    tree,
    observation: 'the book',
    value,
    happens,
  });
  const verdict = (name: 'holds' | 'broken' | 'not applicable') => ({
    verdict: name,
    reason: null,
    locked: false,
    change: null,
  });
  const rule = {
    seen: [seen('v1', 'lent', false), seen('v2', 'refused', true), seen('v3', 'lost', false)],
    verdicts: { v1: verdict('not applicable'), v2: verdict('holds'), v3: verdict('broken') },
  } as unknown as SiteRule;
  assert.deepEqual(seenLines(rule, TREES, say), [
    {
      title: 'Lending',
      page: 'experiments/lending',
      observation: 'the book: refused',
      words: ['seen in 2.0', '3.0: otherwise: lost'],
    },
  ]);
});

test('an answer that the newest version does not give any more stands out', () => {
  const [book, reader] = answersOf(LENDING, TREES, say);
  assert.deepEqual(
    [book, reader].map((row) => row?.cells.map(({ kind }) => kind)),
    [
      ['odd', 'seen', 'none'],
      ['seen', 'seen', 'none'],
    ],
  );
});

test('of the runs is told how long the program is, in how many versions it ran, and when', () => {
  assert.deepEqual(runsOf({ ...LENDING, program: 'one\ntwo\n' }, say), [
    '2 lines of C',
    'run in 3 versions, 29 November 2026',
  ]);
  assert.deepEqual(runsOf({ ...LENDING, program: 'one\n', runs: {} }, say), ['1 line of C']);
});

test('answers stand before the first section of a page, and the program behind it', () => {
  assert.equal(
    amongSections('<p>Why.</p><h2>What</h2><p>So.</p><h2>Then</h2>', '[answers]', '[program]'),
    '<p>Why.</p>[answers]<h2>What</h2><p>So.</p>[program]<h2>Then</h2>',
  );
  assert.equal(amongSections('<p>Why.</p>', '[answers]', '[program]'), '<p>Why.</p>[answers][program]');
  const wrapped = (word: string) => `<div class="sl-heading-wrapper level-h2"><h2>${word}</h2></div>`;
  assert.equal(
    amongSections(`${wrapped('a')}${wrapped('b')}`, '[1]', '[2]'),
    `[1]${wrapped('a')}[2]${wrapped('b')}`,
  );
});

test('words between backticks are code', () => {
  assert.deepEqual(codeIn('`pf` is a mark'), [
    { text: 'pf', isCode: true },
    { text: ' is a mark', isCode: false },
  ]);
});
