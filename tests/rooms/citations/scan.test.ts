import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../../src/citations/page/page.ts';
import { openingTagAt } from '../../../src/citations/page/tag.ts';
import { quotedWords } from '../../../src/citations/words/quote-words.ts';
import { compiledPage } from './compiled-page.ts';

const PAGE = `---
title: König ☃ 😀
---

Ä <Quote from="a/b" by='C &amp; D'>x</Quote> and [a link](/threads/a/).

\`<Quote>\` in code is no quote.

<Excerpt tree="t" path="p" symbol="s">
  <CodeNote at="one">Some *text*.</CodeNote>
  <CodeNote at="two">More.</CodeNote>
</Excerpt>
`;

test('uses are found in order with line and column in the whole file, front matter and wide letters counted', () => {
  const { uses } = readPage('page', 'page.mdx', PAGE);
  assert.deepEqual(
    uses.map(({ component, place, notes }) => [
      component,
      place.line,
      place.column,
      notes.map((note) => note.place.line),
    ]),
    [
      ['Quote', 5, 3, []],
      ['Excerpt', 9, 1, [10, 11]],
    ],
  );
});

test('properties are read with their entities resolved and their positions kept', () => {
  const tag = openingTagAt('<Quote from="a/b"\n  by=\'C &amp; D\' x={y} z>', 0);
  assert.deepEqual(
    tag.props.map(({ name, value, at, valueAt }) => [name, value, at, valueAt]),
    [
      ['from', 'a/b', 7, 13],
      ['by', 'C & D', 20, 24],
      ['x', null, 35, 37],
      ['z', '', 41, 41],
    ],
  );
});

test('Markdown in a quote is not interpreted; escapes and entities are', () => {
  const text = ' it is _only_ *this* \\<b\\> &lt;c&gt; \\{ :\\\\ ';
  assert.deepEqual(
    quotedWords({ start: 0, end: text.length, text }).map((word) => word.text),
    ['it', 'is', '_only_', '*this*', '<b>', '<c>', '{', ':\\'],
  );
});

test('character references are resolved as Markdown resolves them, each once', () => {
  const text = 'K&ouml;nig &#x1F600; \\&lt; &amp;lt; &nosuch; a&nbsp;b [\u2026]c';
  assert.deepEqual(
    quotedWords({ start: 0, end: text.length, text }).map((word) => word.text),
    ['König', '😀', '&lt;', '&lt;', '&nosuch;', 'a b', '[…]', 'c'],
  );
});

test('a quote inside of a note is found like any other', () => {
  const { uses } = readPage(
    'page',
    'page.mdx',
    '<Excerpt tree="t">\n<CodeNote at="x">\n<Quote from="a/b" by="C">x</Quote>\n</CodeNote>\n</Excerpt>\n',
  );
  assert.deepEqual(
    uses.map(({ component }) => component),
    ['Excerpt', 'Quote'],
  );
});

test('a line of a quote that ends its tag as Markdown is told, unless the tags have lines of their own', () => {
  const codes = (page: string) =>
    readPage('page', 'page.mdx', `---\ntitle: A\n---\n\n${page}`).diagnostics.map(({ code }) => code);
  assert.deepEqual(codes('<Quote from="a/b" by="C">one\n===\ntwo</Quote>\n'), ['mdx-syntax']);
  assert.deepEqual(codes('<Quote from="a/b" by="C">\none\n===\ntwo\n</Quote>\n'), []);
});

test('a page is compiled with every use told which it is, on unchanged lines', () => {
  const [quote, excerpt] = readPage('page', 'page.mdx', PAGE).uses;
  const [one, two] = excerpt?.notes ?? [];
  assert.deepEqual(
    compiledPage('page', PAGE).split('\n').slice(4, 12),
    PAGE.replace('<Quote from', `<Quote use="${quote?.key}" from`)
      .replace('<Excerpt tree', `<Excerpt use="${excerpt?.key}" tree`)
      .replace('<CodeNote at="one"', `<CodeNote use="${excerpt?.key}" id="${one?.name}" at="one"`)
      .replace('<CodeNote at="two"', `<CodeNote use="${excerpt?.key}" id="${two?.name}" at="two"`)
      .split('\n')
      .slice(4, 12),
  );
});

test('links from the root get the base path', () => {
  assert.match(compiledPage('page', PAGE, '/docs/'), /\[a link\]\(\/docs\/threads\/a\/\)/);
});

test('a comparison knows the excerpts in it, and no other', () => {
  const excerpt = '<Excerpt tree="v1" path="a.c" symbol="b" />';
  const { comparisons, uses } = readPage(
    'page',
    'page.mdx',
    `${excerpt}\n\n<Compare>\n  ${excerpt}\n  ${excerpt}\n</Compare>\n`,
  );
  assert.equal(uses.length, 3);
  assert.deepEqual(
    comparisons.map(({ place, excerpts }) => [place.line, excerpts]),
    [[3, uses.slice(1).map(({ key }) => key)]],
  );
});
