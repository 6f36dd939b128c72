import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outline } from '../../../src/citations/outline.ts';
import { MOST_LISTED, type SidebarGroup, sidebarOf } from '../../../src/site/outline.ts';
import { cardFile } from '../../../src/site/view/card-file.ts';
import { ENGLISH } from '../../words.ts';

const EMPTY: Outline = {
  pages: [],
  reference: [],
  start: [],
  rules: [],
  experiments: [],
  threads: [],
  explainsDiagnostics: false,
  hasTerms: false,
  hasDebates: false,
  hasErrata: false,
  hasReferences: false,
  refused: [],
};

const threads = (count: number): Outline['threads'] =>
  Array.from({ length: count }, (_, at) => ({
    slug: `t${at}`,
    title: `T${at}`,
    topic: at % 2 ? 'Odd' : 'Even',
  }));

const linksOf = (groups: readonly SidebarGroup[], label: string): string[] =>
  groups
    .filter((group) => group.label === label)
    .flatMap(({ items }) =>
      items.flatMap((item) => ('link' in item ? [item.link] : linksOf([item], item.label))),
    );

test('a short section stands in the sidebar of every page', () => {
  const sidebar = sidebarOf({ ...EMPTY, threads: threads(3) }, ENGLISH);
  assert.deepEqual(sidebar(null), sidebar('threads/t1'));
  assert.deepEqual(linksOf(sidebar(null), 'Threads'), [
    '/threads/',
    '/people/',
    '/threads/t0/',
    '/threads/t1/',
    '/threads/t2/',
  ]);
});

test('of a long section only its own pages show entries, those of one topic around the page', () => {
  const sidebar = sidebarOf({ ...EMPTY, threads: threads(100) }, ENGLISH);
  assert.deepEqual(linksOf(sidebar('explainers/a'), 'Threads'), ['/threads/', '/people/']);
  const shown = linksOf(sidebar('threads/t40'), 'Threads').slice(2);
  assert.equal(shown.length, MOST_LISTED);
  assert.ok(
    shown.includes('/threads/t38/') && shown.includes('/threads/t40/') && shown.includes('/threads/t42/'),
  );
  assert.ok(!shown.includes('/threads/t41/'));
});

test('a sidebar has as many links beside ten times the threads', () => {
  const count = (all: number) =>
    linksOf(sidebarOf({ ...EMPTY, threads: threads(all) }, ENGLISH)('threads/t8'), 'Threads').length;
  assert.equal(count(1000), count(100));
});

test('what belongs to a thread has its sidebar, and the first and last of a topic too', () => {
  const sidebar = sidebarOf({ ...EMPTY, threads: threads(100) }, ENGLISH);
  assert.deepEqual(sidebar('threads/t40/coverage'), sidebar('threads/t40'));
  for (const page of ['t0', 't99'])
    assert.ok(linksOf(sidebar(`threads/${page}`), 'Threads').includes(`/threads/${page}/`));
});

test('of many rules a page shows the topic that it is of', () => {
  const rules = Array.from({ length: 20 }, (_, at) => ({
    page: `rules/r${at}`,
    title: `R${at}`,
    topic: at < 15 ? 'A' : 'B',
  }));
  const sidebar = sidebarOf({ ...EMPTY, rules }, ENGLISH);
  assert.deepEqual(linksOf(sidebar(null), 'Rules'), ['/rules/', '/symbols/']);
  assert.deepEqual(
    linksOf(sidebar('rules/r16'), 'Rules').slice(2),
    [15, 16, 17, 18, 19].map((at) => `/rules/r${at}/`),
  );
});

test('explainers have an index, unless the site has written one', () => {
  const pages = Array.from({ length: 30 }, (_, at) => ({ page: `explainers/e${at}`, title: `E${at}` }));
  assert.deepEqual(linksOf(sidebarOf({ ...EMPTY, pages }, ENGLISH)('start'), 'Explainers'), ['/explainers/']);
  const own = [...pages, { page: 'explainers/index', title: 'Mine' }];
  assert.deepEqual(linksOf(sidebarOf({ ...EMPTY, pages: own }, ENGLISH)('start'), 'Explainers'), []);
});

test('the card of a message is in a file of its thread, and of a person in one of its letter', () => {
  assert.equal(cardFile('/threads/a-b/#m'), 'threads/a-b');
  assert.equal(cardFile('/people/ada-reed/'), 'people-a');
  assert.equal(cardFile('/glossary/#pin'), 'glossary');
});
