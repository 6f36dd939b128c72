import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SiteThread } from '../../../src/citations/site.ts';
import { MOST_ON_A_PAGE, threadLists } from '../../../src/site/view/topics.ts';
import { ENGLISH } from '../../words.ts';

/** Of a thread only what lists look at. */
const threadOf = (slug: string, topic: string, date: string | null): SiteThread =>
  ({ slug, topic, messages: [{ date, outside: {} }] }) as unknown as SiteThread;

test('few threads are one list; many are listed by topic, then by year, and no page has more than fit', () => {
  const few = Array.from({ length: MOST_ON_A_PAGE }, (_, at) =>
    threadOf(`t${at}`, 'A', '2020-01-01T00:00:00Z'),
  );
  assert.deepEqual(threadLists(few, ENGLISH), []);
  const many = [
    ...few,
    threadOf('late', 'A', '2021-01-01T00:00:00Z'),
    threadOf('lost', 'A', null),
    threadOf('same', 'A', '2020-02-01T00:00:00Z'),
    threadOf('other', 'A!', '2020-02-01T00:00:00Z'),
  ];
  const lists = threadLists(many, ENGLISH);
  assert.deepEqual(
    lists.map(({ path, when, threads }) => [path, when, threads.length]),
    [
      ['/topics/a/2020/', '2020', MOST_ON_A_PAGE],
      ['/topics/a/2020-2/', '2020, part 2', 1],
      ['/topics/a/2021/', '2021', 1],
      ['/topics/a/undated/', 'without a date', 1],
      ['/topics/a-2/2020/', '2020', 1],
    ],
  );
  assert.equal(lists.flatMap(({ threads }) => threads).length, many.length);
});
