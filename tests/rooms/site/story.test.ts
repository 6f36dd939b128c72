import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Site } from '../../../src/citations/site.ts';
import { factsInWords, storyFacts } from '../../../src/site/view/story.ts';
import { ENGLISH } from '../../words.ts';

test('a question says how many quotes its pages have, of how many mails, and which rules and experiments they lead to', () => {
  const site = {
    pages: [
      { page: 'explainers/a', links: ['/rules/kept/#why', '/glossary/#pin'] },
      { page: 'explainers/b', links: ['/rules/other/'] },
    ],
    quotes: {
      'explainers/a#q1': { thread: 't', message: 'one' },
      'explainers/a#q2': { thread: 't', message: 'one' },
      'explainers/a#q3': { thread: 'u', message: 'one' },
      'explainers/b#q1': { thread: 't', message: 'two' },
    },
    rules: [
      { page: 'rules/kept', slug: 'kept' },
      { page: 'rules/other', slug: 'other' },
    ],
    experiments: [{ shows: [{ rule: 'kept' }] }, { shows: [{ rule: 'other' }] }],
  } as unknown as Site;
  assert.deepEqual(storyFacts('explainers/a', site), {
    pages: ['explainers/a'],
    quotes: 3,
    mails: 2,
    rules: 1,
    experiments: 1,
  });
});

test('a card says how long its pages take to read, and nothing of what they have none of', () => {
  const facts = { pages: ['explainers/a', 'explainers/b'], quotes: 3, mails: 1, rules: 2, experiments: 0 };
  assert.deepEqual(factsInWords(facts, 21, ENGLISH), [
    '2 stories',
    '21 minutes',
    '3 quotes from one mail',
    '2 rules',
  ]);
});
