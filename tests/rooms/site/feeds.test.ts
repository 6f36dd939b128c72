import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Site } from '../../../src/citations/site.ts';
import { feedsOf } from '../../../src/site/view/feeds.ts';

const on = (last: string) => ({ first: '2026-01-01T00:00:00Z', last, commit: '0' });
const HISTORY = {
  'explainers/lending.mdx': on('2026-03-01T00:00:00Z'),
  'explainers/binding.mdx': on('2026-03-02T00:00:00Z'),
  'rules/count.mdx': on('2026-03-03T00:00:00Z'),
  'threads/lending/1.eml': on('2026-03-04T00:00:00Z'),
};
const SITE = {
  pages: [
    { page: 'explainers/lending', title: 'Lending', links: [] },
    { page: 'explainers/binding', title: 'Binding', links: [] },
  ],
  rules: [{ page: 'rules/count', title: 'Count', topic: 'Lending', statement: 'Count.' }],
  threads: [
    { slug: 'lending', title: 'Who lends?', topic: 'lending', summary: '' },
    { slug: 'gone', title: 'Unknown to git', topic: 'gone', summary: '' },
  ],
  quotes: { 'explainers/lending#quote-1': { thread: 'lending' } },
  // What feeds are not made of is not in it.
} as unknown as Site;

test('a thread has a feed of itself and of the pages that quote it, a topic one of its rules and threads', () => {
  assert.deepEqual(
    feedsOf(SITE, HISTORY).map(({ path, pages }) => [path, pages.map((page) => page.path)]),
    [
      ['/threads/lending/feed.atom', ['/threads/lending/', '/explainers/lending/']],
      ['/topics/lending.atom', ['/threads/lending/', '/rules/count/']],
    ],
  );
});
