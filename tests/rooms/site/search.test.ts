import assert from 'node:assert/strict';
import { test } from 'node:test';
import { treeOf } from '../../../src/site/built/tree.ts';
import { answers, cleaned, partsOfExcerpt, placesOf } from '../../../src/site/search/arrange.ts';
import { kindOfPage } from '../../../src/site/search/kinds.ts';
import { withoutBrackets } from '../../../src/site/search/records.ts';
import { asSearched, beginningsOf, endingsOf } from '../../../src/site/search/words.ts';

test('an identifier is looked up by every part, as a search finds words by their beginning', () => {
  assert.deepEqual(endingsOf('pin_user_pages'), ['user_pages', 'pages']);
  assert.deepEqual(endingsOf('__GFP_MOVABLE'), ['GFP_MOVABLE', 'MOVABLE']);
  assert.deepEqual(endingsOf('page'), []);
});

test('an identifier is looked up by its beginnings too, as English has other forms of their last words', () => {
  assert.deepEqual(beginningsOf('V4L2_MEMORY_USERPTR'), ['V4L2', 'V4L2_MEMORY']);
  assert.deepEqual(beginningsOf('__GFP_MOVABLE'), ['__GFP']);
});

test('the search reads of a page what kind it is, and the endings of the names in it, once each', () => {
  const page = (body: string) => `<nav>skip_me</nav><main data-pagefind-body>${body}</main>`;
  const read =
    asSearched(treeOf(page('<code>follow_pfn</code> and <b>follow_pfn</b> of FOLL_PIN')), 'rule') ?? '';
  assert.match(
    read,
    /<main data-pagefind-body data-pagefind-meta="kind:rule" data-pagefind-filter="kind:rule">/,
  );
  assert.match(read, /<p data-pagefind-weight="0.5">PIN pfn<\/p><\/main><\/body><\/html>$/);
});

test('a page that says it is not searched is not read', () => {
  assert.equal(asSearched(treeOf('<main>follow_pfn</main>'), 'rule'), null);
});

test('a page is of the kind that its address tells, and a list of rules is no rule', () => {
  assert.equal(kindOfPage('/rules/two-gates/'), 'rule');
  assert.equal(kindOfPage('/rules/'), 'page');
  assert.equal(kindOfPage('/threads/page-count-cow/'), 'thread');
});

test('a Message-ID is the same with its angle brackets and without', () => {
  assert.equal(withoutBrackets(' <a@b.example> '), withoutBrackets('a@b.example'));
});

const found = (title: string, kind: string, also = '') => ({ meta: { title, kind, also } });

test('a name stands before names that have it as a part, and those before names that only begin so', () => {
  const named = [
    found('longterms', 'symbol'),
    found('FOLL_LONGTERM', 'symbol'),
    found('lasting', 'term', 'longterm'),
    found('longterm', 'term'),
    found('something else', 'term'),
  ];
  assert.deepEqual(
    answers('LONGTERM', named).map(({ meta }) => meta.title),
    ['longterm', 'lasting', 'FOLL_LONGTERM', 'longterms'],
  );
});

test('a person stands before their messages', () => {
  const named = [found('Ada Lovelace', 'message'), found('Ada Lovelace', 'person')];
  assert.equal(answers('lovelace', named)[0]?.meta.kind, 'person');
});

test('what is asked for is cleaned of what only surrounds it', () => {
  assert.equal(cleaned(' <a@b.example>'), 'a@b.example');
  assert.equal(cleaned('pin_user_pages()'), 'pin_user_pages');
});

test('a place is where most of the words stand together, and leads to the last anchor before them', () => {
  const part = (title: string, location: number, at: readonly number[]) => ({
    title,
    url: `/t/#${title}`,
    anchor: { element: 'h2', id: title, location },
    excerpt: '',
    weighted_locations: at.map((each) => ({ balanced_score: 1, location: each })),
  });
  const content = 'one unsafe unsafe unsafe aside unsafe and unconditionally unsafe two unsafe';
  const anchors = [
    { element: 'h2', id: 'one', location: 0 },
    { element: 'div', id: 'one/3', location: 4 },
    { element: 'h2', id: 'two', location: 9 },
  ];
  const parts = [part('two', 9, [10]), part('one', 0, [1, 2, 3, 5, 7, 8])];
  assert.deepEqual(
    placesOf({ content, anchors, sub_results: parts }).map(({ url }) => url),
    ['/t/#one', '/t/#two'],
  );
  const later = [part('one', 0, [5, 7, 8])];
  assert.equal(placesOf({ content, anchors, sub_results: later })[0]?.url, '/t/#one/3');
});

test('an excerpt becomes text, so that mail with markup in it stays text', () => {
  assert.deepEqual(partsOfExcerpt('a &lt;img&gt; <mark>pin</mark>ned'), [
    { text: 'a <img> ', marked: false },
    { text: 'pin', marked: true },
    { text: 'ned', marked: false },
  ]);
});
