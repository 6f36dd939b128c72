import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstMentions } from '../../../src/citations/glossary/mentions.ts';
import { readPage } from '../../../src/citations/page/page.ts';
import { compiledPage } from './compiled-page.ts';

const PAGE = 'explainers/a';

const symbol = (name: string, path: string, ...pages: readonly string[]) => ({
  name,
  path,
  pages: pages.map((page) => ({ page, title: page })),
});

const SYMBOLS = [
  symbol('follow_pfn', 'mm/memory.c', 'rules/x'),
  symbol('pin', 'mm/gup.c'),
  symbol('vma', 'include/linux/mm_types.h'),
  symbol('remove', 'mm/mmap.c', PAGE),
  symbol('remove', 'mm/vma.c', 'rules/x'),
  symbol('twice', 'a.c', PAGE),
  symbol('twice', 'b.c', PAGE),
  symbol('elsewhere', 'a.c', 'rules/x'),
  symbol('elsewhere', 'b.c', 'rules/x'),
];

const TERMS = [{ slug: 'pin', term: 'pin', aliases: ['hold'], linked: true }];

const mentionsIn = (text: string): string[] =>
  firstMentions(readPage(PAGE, 'a.mdx', text), SYMBOLS, TERMS).map(
    (mention) => `${mention.symbol.path}: ${text.slice(mention.start, mention.end)}`,
  );

test('the first mention of each symbol is found, bare, as a call or as a type', () => {
  assert.deepEqual(mentionsIn('`follow_pfn()`, `follow_pfn`, a **`struct vma`** and `vma`.\n\n- ``pin``\n'), [
    'mm/memory.c: `follow_pfn()`',
    'include/linux/mm_types.h: `struct vma`',
    'mm/gup.c: ``pin``',
  ]);
});

test('code that is more or less than the name of a symbol is no mention', () => {
  assert.deepEqual(
    mentionsIn('`follow_pfn(vma)`, `follow_pfn*()`, `follow`, `const vma`, `constructor`, follow_pfn'),
    [],
  );
});

test('a name in a heading, a link, a quote, a note, a table head or a block of code is no mention', () => {
  const page = [
    '## `follow_pfn`',
    '[`follow_pfn()`](/rules/x/) and <Quote from="a/b" by="C">`follow_pfn`</Quote>',
    '<Excerpt tree="t">\n<CodeNote at="x">\n`follow_pfn`\n</CodeNote>\n</Excerpt>',
    '```c\nfollow_pfn\n```',
    '| `follow_pfn` |\n| --- |\n| `follow_pfn` |',
  ].join('\n\n');
  const found = firstMentions(readPage(PAGE, 'a.mdx', page), SYMBOLS, TERMS);
  assert.deepEqual(
    found.map(({ start }) => start),
    [page.lastIndexOf('`follow_pfn`')],
  );
});

test('of a name that several files define, the page means the one that it cites, or none', () => {
  assert.deepEqual(mentionsIn('`remove()`, `twice()`, `elsewhere()`'), ['mm/mmap.c: `remove()`']);
});

test('a name whose term the page leads to is not linked again', () => {
  assert.deepEqual(mentionsIn('`pin()` is a pin.'), []);
  assert.deepEqual(mentionsIn('`pin()` is a hold.'), []);
  assert.deepEqual(mentionsIn('`pin()` is to <Term of="pin">keep</Term>.'), []);
  assert.deepEqual(mentionsIn('`pin()` is a function.'), ['mm/gup.c: `pin()`']);
});

test('a page is compiled with links to the index, under its base path, and never with a picture', () => {
  const compiled = (text: string) =>
    compiledPage(PAGE, text, '/docs/', { glossary: TERMS, symbols: SYMBOLS });
  assert.match(compiled('Of `vma`.'), /^Of \[`vma`\]\(\/docs\/symbols\/#vma-include-linux-mm-types-h\)\./);
  assert.match(compiled('If !`vma`.'), /^If !`vma`\./);
});

test('a term and a symbol side by side are a link each', () => {
  const compiled = (text: string) => compiledPage(PAGE, text, '/', { glossary: TERMS, symbols: SYMBOLS });
  const [term, symbol] = ['[pin](/glossary/#pin)', '[`vma`](/symbols/#vma-include-linux-mm-types-h)'];
  assert.ok(compiled('pin`vma`').startsWith(term + symbol));
  assert.ok(compiled('`vma`pin').startsWith(symbol + term));
});
