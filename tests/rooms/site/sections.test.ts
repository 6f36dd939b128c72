import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outline } from '../../../src/citations/outline.ts';
import { type Entry, foreignIn } from '../../../src/site/foreign.ts';
import { isWalked, readingOrder, sectionOf, sectionsOf, sidebarOf } from '../../../src/site/outline.ts';
import { ENGLISH } from '../../words.ts';

const ref = (page: string) => ({ page, title: page.toUpperCase() });

const SITE: Outline = {
  pages: [ref('explainers/a'), ref('explainers/b')],
  reference: [ref('reference/site')],
  start: [ref('start')],
  rules: [{ ...ref('rules/one'), topic: 'T' }],
  experiments: [],
  threads: [{ slug: 't', title: 'T', topic: '' }],
  explainsDiagnostics: false,
  hasTerms: true,
  hasDebates: true,
  hasErrata: false,
  hasReferences: false,
  refused: [],
};

test('the header has the parts that a site has, and no others', () => {
  assert.deepEqual(
    sectionsOf(SITE, ENGLISH).map(({ label, link }) => `${label} ${link}`),
    [
      'Start here /start/',
      'Explainers /explainers/',
      'Rules /rules/',
      'Threads /threads/',
      'Glossary /glossary/',
      'Reference /reference/site/',
    ],
  );
  const bare = { ...SITE, pages: [], start: [], rules: [], threads: [], reference: [], hasTerms: false };
  assert.deepEqual(sectionsOf(bare, ENGLISH), []);
});

test('one reads from the first page by way of the start through the explainers, and terms have no place in it', () => {
  const order = readingOrder(SITE, ENGLISH);
  const way: string[] = [];
  for (let page = ''; way.length < 9; ) {
    const { next } = order(page);
    if (!next) break;
    way.push(next.link);
    page = next.link.replace(/^\/|\/$/g, '');
  }
  assert.deepEqual(way, ['/start/', '/explainers/a/', '/explainers/b/']);
  assert.equal(order('explainers/a').prev?.link, '/start/');
  assert.deepEqual(order('glossary'), {});
  assert.equal(order('rules/one').prev?.link, '/rules/');
});

test('a page belongs to the part that its path says, and only parts that one walks have a list beside them', () => {
  assert.deepEqual(
    ['', 'start', 'explainers/a', 'symbols', 'people/x', 'threads/t/coverage', 'glossary', '404'].map(
      sectionOf,
    ),
    [null, 'start', 'explainers', 'rules', 'threads', 'threads', 'glossary', null],
  );
  assert.deepEqual((['explainers', 'glossary', 'rules', 'threads'] as const).map(isWalked), [
    false,
    false,
    true,
    true,
  ]);
});

test('what other plugins put into the sidebar stays: groups that lead to a page of ours or are called as one of ours, and links', () => {
  const link = (label: string, href: string): Entry => ({
    type: 'link',
    label,
    href,
    isCurrent: false,
    badge: undefined,
    attrs: {},
  });
  const group = (label: string, ...entries: Entry[]): Entry => ({
    type: 'group',
    label,
    entries,
    collapsed: false,
    badge: undefined,
  });
  const given = sidebarOf(SITE, ENGLISH)(null);
  const ours = given.map(({ label, items }) =>
    group(label, ...items.map((item) => link(item.label, 'link' in item ? `/docs${item.link}` : '/docs/x/'))),
  );
  const theirs = [
    group('API', link('Endpoints', '/docs/api/'), link('Threads', '/docs/threads/')),
    group('Reference', link('Types', '/docs/types/')),
    link('Changes', '/docs/changes/'),
  ];
  const found = foreignIn([...ours, ...theirs, group('Empty')], given, (path) => `/docs${path}`);
  assert.deepEqual(found, theirs);
});
