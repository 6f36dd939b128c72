import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pagesIn, sentencesOf, stretchesOf } from './reading.ts';

const pages = pagesIn('{explainers/*,rules/*,start,index}.mdx');

test('there are pages to read', () => {
  assert.ok(pages.length > 50);
});

test('no page has more than 300 words without a figure, a quote or an excerpt', () => {
  const walls = pages.flatMap(stretchesOf).filter(({ words }) => words > 300);
  assert.deepEqual(walls, []);
});

test('no sentence has more than 40 words', () => {
  const long = pages.flatMap(sentencesOf).filter(({ words }) => words > 40);
  assert.deepEqual(long, []);
});

for (const page of pagesIn('explainers/*.mdx')) {
  test(`sentences of ${page.page} have at most 15 words on average`, () => {
    const sentences = sentencesOf(page);
    const words = sentences.reduce((sum, each) => sum + each.words, 0);
    assert.ok(words / sentences.length <= 15, `${(words / sentences.length).toFixed(1)} words`);
  });
}
