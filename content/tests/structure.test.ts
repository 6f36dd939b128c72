import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from '../../src/citations/page/page.ts';
import { pagesIn, rowsOf, sectionsOf } from './reading.ts';

const SECTIONS = [
  '',
  'Background',
  'The debate',
  'The code, then and now',
  'What became of it',
  'What people get wrong',
  'The rules in short',
  'Check yourself',
  'Further reading',
];

/** Addresses where a claim can be looked up: a rule with its evidence, or words in a thread. */
const LEADS_TO_A_SOURCE = /\]\(\/(?:rules\/[\w-]+\/|threads\/[\w-]+\/)/;

/** Pages that tell a debate; others are there to look something up. */
const explainers = pagesIn('explainers/*.mdx').filter(({ source }) => source.includes('<Debate '));

function sectionOf(page: Page, title: string) {
  const found = sectionsOf(page).find((each) => each.title === title);
  assert.ok(found, `"${title}" is missing`);
  return found;
}

const offsetIn = (page: Page, title: string) => {
  const { start, end } = sectionOf(page, title);
  return (at: number): boolean => start <= at && at < end;
};

test('there are the seven explainers', () => {
  assert.equal(explainers.length, 7);
});

for (const page of explainers) {
  const { page: name, uses, comparisons } = page;

  test(`${name} has the sections of an explainer, in order`, () => {
    assert.deepEqual(
      sectionsOf(page).map(({ title }) => title),
      SECTIONS,
    );
  });

  test(`${name} opens with its question, in one paragraph`, () => {
    const [first = ''] = sectionOf(page, '').text.replace(/^-+/, '').trim().split('\n\n');
    assert.match(first, /\?/);
  });

  test(`${name} sums its rules up in a list that leads to their evidence`, () => {
    const rules = sectionOf(page, 'The rules in short').text.match(/^- .+/gm) ?? [];
    assert.ok(rules.length >= 5);
    assert.match(sectionOf(page, 'The rules in short').text, LEADS_TO_A_SOURCE);
  });

  test(`${name} lets at least two people debate in their own words`, () => {
    const inDebate = offsetIn(page, 'The debate');
    const quoted = uses.filter(({ component, tag }) => component === 'Quote' && inDebate(tag.nameEnd));
    const people = quoted.map(({ tag }) => tag.props.find((prop) => prop.name === 'by')?.value);
    assert.ok(quoted.length >= 4);
    assert.ok(new Set(people).size >= 2);
  });

  test(`${name} shows code of two versions side by side`, () => {
    const inCode = offsetIn(page, 'The code, then and now');
    assert.ok(comparisons.some(({ tag }) => inCode(tag.nameEnd)));
  });

  test(`${name} leads from each row of what became of it to a source`, () => {
    const rows = rowsOf(sectionOf(page, 'What became of it').text.split('\n### ')[0] ?? '');
    assert.ok(rows.length >= 5);
    assert.deepEqual(
      rows.filter((row) => !LEADS_TO_A_SOURCE.test(row.join('|'))),
      [],
    );
  });

  test(`${name} corrects at least five mistakes`, () => {
    const mistakes = sectionOf(page, 'What people get wrong').text.match(/^\*\*"/gm) ?? [];
    assert.ok(mistakes.length >= 5);
  });

  test(`${name} asks five to eight questions, and the right answer has no place of its own`, () => {
    const isHere = offsetIn(page, 'Check yourself');
    assert.ok(page.questions.every(({ tag }) => isHere(tag.nameEnd)));
    const { length } = page.questions;
    assert.ok(length >= 5 && length <= 8, `${length} questions`);
    const first = page.questions.filter(({ answers }) => answers[0]?.component === 'Right');
    assert.ok(first.length > 0 && first.length < length);
  });

  test(`${name} names its thread, other pages and the kernel's own documentation to read on`, () => {
    const { text } = sectionOf(page, 'Further reading');
    assert.match(text, /\]\(\/threads\//);
    assert.match(text, /\]\(\/explainers\//);
    assert.match(text, /\]\(https:\/\/docs\.kernel\.org\//);
  });
}

for (const page of pagesIn('rules/*.mdx')) {
  test(`${page.page} says what breaks without it`, () => {
    assert.notEqual(sectionOf(page, 'What breaks').text.trim(), '');
  });

  test(`${page.page} quotes who argued it, or says that nobody did`, () => {
    const quotes = page.uses.some(({ component }) => component === 'Quote');
    assert.ok(quotes || /No mail of these threads argues/.test(page.source));
  });
}
