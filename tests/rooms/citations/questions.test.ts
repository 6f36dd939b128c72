import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallSite, summary } from './site-fixture.ts';

const asked = (...answers: string[]): string =>
  ['<Question asks="Who pays for a lost book?">', ...answers, '</Question>'].join('\n\n');
const RIGHT = '<Right says="The reader">So the rules say.</Right>';
const WRONG = '<Wrong says="The library">It pays for what falls apart.</Wrong>';

const FAULTS: readonly (readonly [what: string, page: string, told: readonly string[]])[] = [
  ['one right and one wrong answer are a question', asked(WRONG, RIGHT), []],
  ['a question without a right answer is refused', asked(WRONG), ['page.mdx:5:1 question-invalid']],
  ['a question with nothing to choose is refused', asked(RIGHT), ['page.mdx:5:1 question-invalid']],
  [
    'a second right answer is refused at its place',
    asked(RIGHT, WRONG, '<Right says="Both">Half and half.</Right>'),
    ['page.mdx:11:1 question-invalid'],
  ],
  [
    'an answer that gives no reason is refused',
    asked(RIGHT, '<Wrong says="The library"></Wrong>'),
    ['page.mdx:9:1 question-invalid'],
  ],
  [
    'two answers that say the same are refused',
    asked(RIGHT, '<Wrong says="The  reader">Not so.</Wrong>'),
    ['page.mdx:9:1 question-invalid'],
  ],
  ['an answer outside of a question is refused', RIGHT, ['page.mdx:5:1 question-invalid']],
  [
    'an answer that says nothing is refused',
    asked(RIGHT, '<Wrong>Not so.</Wrong>'),
    ['page.mdx:9:1 prop-missing'],
  ],
];

for (const [what, page, told] of FAULTS)
  test(what, async (context) => {
    assert.deepEqual(summary(await smallSite(context).verify(page)), told);
  });
