import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/citations/page/page.ts';
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

/** Stories whose sentences were joined up: where each stands alone, readers have to supply what connects them. */
const JOINED = [
  'explainers/cow-and-pin',
  'explainers/dma-buf-cpu-access',
  'explainers/dma-buf-mmap',
  'explainers/guest-caching',
  'explainers/guest-mapping',
  'explainers/living-with-a-dma-buf',
  'explainers/pinning',
  'explainers/unsafe-pfn',
  'explainers/what-replaced-what',
  'explainers/what-the-call-told-you',
  'explainers/when-not-to-pin',
];

for (const page of pagesIn('explainers/*.mdx')) {
  const sentences = sentencesOf(page);
  const mean = sentences.reduce((sum, { words }) => sum + words, 0) / sentences.length;

  test(`sentences of ${page.page} have at most 22 words on average`, () => {
    assert.ok(mean <= 22, `${mean.toFixed(1)} words`);
  });

  if (JOINED.includes(page.page))
    test(`sentences of ${page.page} have at least 13 words on average`, () => {
      assert.ok(mean >= 13, `${mean.toFixed(1)} words`);
    });
}

const page = (text: string) => readPage('explainers/example', 'content/explainers/example.mdx', text);

test('a stretch ends at a figure, and only what a reader sees of it counts', () => {
  const text = [
    'Two [words](/a/long/address/).',
    '',
    '<Quote from="thread/message" by="Somebody Else">none of these</Quote>',
    '',
    '| one | two |\n| --- | --- |\n| three | `four()` |',
    '',
    '<Diagram name="example" />',
    '',
    '<Term of="pin">Last.</Term>',
  ].join('\n');
  assert.deepEqual(
    stretchesOf(page(text)).map(({ words }) => words),
    [2, 4, 1],
  );
});

test('a list and a paragraph are made of sentences, a heading and a table are not', () => {
  const text =
    '## Heading\n\nIt ends here. And (there.) Last.\n\n- One item\n- Another\n\n| a | b |\n| --- | --- |\n| c | d |';
  assert.deepEqual(
    sentencesOf(page(text)).map(({ words }) => words),
    [3, 2, 1, 2, 1],
  );
});
