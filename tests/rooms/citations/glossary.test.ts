import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstUses } from '../../../src/citations/glossary/terms.ts';
import { readPage } from '../../../src/citations/page/page.ts';
import type { Term } from '../../../src/citations/site.ts';
import { compiledPage } from './compiled-page.ts';
import { smallSite, summary } from './site-fixture.ts';

const term = (slug: string, ...words: readonly string[]): Term => ({
  slug,
  term: words[0] ?? slug,
  aliases: words.slice(1),
  linked: true,
});

const TERMS = [
  term('pin'),
  term('pte', 'page table entry', 'PTE'),
  term('page-table', 'page table'),
  term('direct-io', 'direct I/O'),
];

const wordsIn = (text: string, page = 'explainers/a'): string[] =>
  firstUses(readPage(page, 'a.mdx', text), TERMS).map(
    ({ slug, start, end }) => `${slug}: ${text.slice(start, end)}`,
  );

test('the first use of each term on a page is found, the longest word first, in plural and after a full stop', () => {
  assert.deepEqual(
    wordsIn('Page table entries? A page\ntable entry. Pins of a page table. A pin. Direct I/O.'),
    ['page-table: Page table', 'pte: page\ntable entry', 'pin: Pins', 'direct-io: Direct I/O'],
  );
});

test("words in code, quotes, headings, links, summaries and table heads are nobody's first use", () => {
  const page = [
    '## A pin',
    '`pin` and [a pin](/rules/x/) and <Quote from="a/b" by="C">a pin</Quote>',
    '<details>\n<summary>A pin?</summary>\n\nYes.\n\n</details>',
    '| pin |\n| --- |\n| the **pin** |',
  ].join('\n\n');
  const found = firstUses(readPage('explainers/a', 'a.mdx', page), TERMS);
  assert.deepEqual(
    found.map(({ start }) => start),
    [page.lastIndexOf('pin')],
  );
});

test('a part of a longer word or name is not the word', () => {
  assert.deepEqual(wordsIn('pinning, spin, pin_user_pages, pin-up, pin(), pte, PTEs'), ['pte: PTEs']);
});

test('a term is not linked on its own page, nor where the page marks it itself', () => {
  assert.deepEqual(wordsIn('A pin.', 'glossary/pin'), []);
  assert.deepEqual(wordsIn('A pin, and later <Term of="pin">held</Term>.'), []);
});

test('a page is compiled with links to the glossary, under its base path', () => {
  const known = { glossary: TERMS, symbols: [] };
  assert.match(
    compiledPage('explainers/a', 'A pin.', '/docs/', known),
    /^A \[pin\]\(\/docs\/glossary\/#pin\)\./,
  );
  assert.match(
    compiledPage('explainers/a', '<Term of="pin">held</Term>', '/', known),
    /<Term slug="pin" of="pin">/,
  );
});

const PIN = '---\nterm: pin\nsummary: A hold.\n---\n';

test('a term that the glossary does not explain is an error at the word, with the nearest one', async (context) => {
  const site = smallSite(context);
  site.write('glossary/pin.mdx', PIN);
  const verified = await site.verify('A <Term>pon</Term> and a <Term of="pan">hold</Term>.');
  assert.deepEqual(summary(verified), ['page.mdx:5:9 term-unknown', 'page.mdx:5:36 term-unknown']);
  assert.equal(verified.diagnostics[0]?.closest, 'pin');
});

test('a word that two terms claim is an error at the second one', async (context) => {
  const site = smallSite(context);
  site.write('glossary/pin.mdx', PIN);
  site.write('glossary/zeal.mdx', '---\nterm: zeal\naliases: [hold, Pin]\nsummary: Haste.\n---\n');
  assert.deepEqual(summary(await site.verify('Words.')), ['zeal.mdx:3:17 term-repeated']);
});

test('a term without a summary is an error at its front matter', async (context) => {
  const site = smallSite(context);
  site.write('glossary/pin.mdx', '---\nterm: pin\nother: x\n---\n');
  assert.deepEqual(
    new Set((await site.verify('Words.')).diagnostics.map(({ code }) => code)),
    new Set(['term-invalid']),
  );
});

test('a link to a term leads somewhere, or is an error', async (context) => {
  const site = smallSite(context);
  site.write('glossary/pin.mdx', PIN);
  assert.deepEqual(
    summary(await site.verify('[a](/glossary/#pin) [b](/glossary/#pun) [c](/glossary/pin/)')),
    ['page.mdx:5:25 link-broken', 'page.mdx:5:45 link-broken'],
  );
});

test('a term knows the pages that lead to it', async (context) => {
  const site = smallSite(context);
  site.write('glossary/pin.mdx', PIN);
  const { site: built } = await site.verify('Two pins.');
  assert.deepEqual(
    built.glossary.map(({ slug, pages }) => [slug, pages.map(({ page }) => page)]),
    [['pin', ['explainers/page']]],
  );
});
