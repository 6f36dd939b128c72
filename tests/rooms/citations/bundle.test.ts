import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { bundleOf } from '../../../src/citations/bundle/bundle.ts';
import { type Bundle, readBundle } from '../../../src/citations/bundle/bundle-file.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { type VerifyOptions, verify } from '../../../src/cli/commands/verify.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { RULES } from '../../../src/site/reference/examples/rules.ts';
import { EXAMPLE_CONTENT, EXAMPLE_TREES } from '../../example.ts';
import { holdingExplainers } from './holding.ts';

const MAIL = { mail: ['content/threads'] };
const BOTH = { ...MAIL, tree: ['v1.0.3=tree'] };
const PAGE = `---
title: Lending
---

<Quote from="lending/ada-reed-2021-01-04-1000z" by="Ada Reed">Nobody counts the pages of a book that is lent.</Quote>

<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" from="book->reader" to="return -EBUSY" />

See [the rule](/rules/lend-once/).
`;
const FILES = {
  ...EXAMPLE_SITE,
  ...RULES['rule-without-evidence'].repair,
  'content/explainers/lending.mdx': PAGE,
};

const DEBATE = `question: Who keeps track of a lent book?
topic: Lending
positions:
  - id: nobody
    by: Ada Reed
    says: Nobody keeps track.
    from: lending/ada-reed-2021-01-04-1000z
    quote: Nobody counts the pages of a book that is lent.
  - id: reader
    by: Tom Marsh
    says: The reader does.
    from: lending/tom-marsh-2021-01-04-1100z
    quote: The reader does.
    attacks: [nobody]
`;
const WITH_DEBATE = {
  'content/debates/track.yaml': DEBATE,
  'content/explainers/lending.mdx': `${PAGE}\n<Debate name="track" />\n`,
};

/** What the page above claims, in a world where some files are others. */
async function bundle(others: Readonly<Record<string, string>> = {}): Promise<Bundle> {
  const host = memoryHost({ ...FILES, ...others }, { POSTIL_TREE_V1_0_3: 'tree' });
  const options = { contentFolder: 'content', host, cacheFolder: 'cache' };
  const { lock } = await verifySite({ ...options, updating: true });
  await host.write('content/postil.lock.json', new TextEncoder().encode(lock));
  const { site, diagnostics } = await verifySite(options);
  assert.deepEqual(diagnostics, []);
  const page = site.pages.find((each) => each.page === 'explainers/lending');
  assert.ok(page);
  return bundleOf(page, site);
}

/** Codes of what is found when a bundle is checked in a world of these files. */
async function codes(claimed: object, options: VerifyOptions, files = {}): Promise<string[]> {
  const host = memoryHost({ ...FILES, ...files, 'x.evidence.json': JSON.stringify(claimed, null, 2) });
  const { diagnostics } = await verify('x.evidence.json', options, { host, cacheFolder: 'cache' });
  return diagnostics.map(({ code }) => code);
}

test('a bundle holds quotes with Message-ID and hash, excerpts with lines and hash, and the checks of linked rules', async () => {
  const { quotes, excerpts, evidence } = await bundle();
  assert.deepEqual(
    quotes.map(({ messageId, by, words }) => [messageId, by, words]),
    [['1@example.org', 'Ada Reed', 'Nobody counts the pages of a book that is lent.']],
  );
  assert.deepEqual(
    excerpts.map(({ path, from, to, lines }) => [path, from, to, lines]),
    [['lib/shelf.c', 'book->reader', 'return -EBUSY', [3, 4]]],
  );
  assert.deepEqual(
    evidence.map(({ rule, id, answers }) => [rule, id, answers]),
    [['lend-once', 'busy', { 'v1.0.3': { state: 'yes', lines: [4], version: '1.0.3' } }]],
  );
});

test('what a page claims holds against the mail and the trees themselves', async () => {
  assert.deepEqual(await codes(await bundle(), BOTH), []);
});

test('what nobody named a source for is not checked, and not said to hold', async () => {
  const json = { json: true };
  assert.deepEqual(await codes(await bundle(), json), Array(3).fill('bundle-unchecked'));
  assert.deepEqual(await codes(await bundle(), { ...MAIL, ...json }), Array(2).fill('bundle-unchecked'));
});

test('a bundle holds the words of the debates that its page shows, each once, and they are checked too', async () => {
  const claimed = await bundle(WITH_DEBATE);
  assert.deepEqual(
    claimed.quotes.map(({ by, words }) => [by, words]),
    [
      ['Ada Reed', 'Nobody counts the pages of a book that is lent.'],
      ['Tom Marsh', 'The reader does.'],
    ],
  );
  assert.deepEqual(await codes(claimed, BOTH), []);
  const forged = JSON.stringify(claimed).replace('"The reader does.', '"Nobody does.');
  assert.notEqual(forged, JSON.stringify(claimed));
  assert.deepEqual(await codes(JSON.parse(forged), BOTH), ['bundle-refuted']);
});

test('a bundle has nothing of a debate that its page does not show', async () => {
  const { quotes } = await bundle({ 'content/debates/track.yaml': DEBATE });
  assert.deepEqual(
    quotes.map(({ by }) => by),
    ['Ada Reed'],
  );
});

const FORGED = [
  ['a word of a quote', '"Nobody counts', '"Everybody counts'],
  ['the person', '"Ada Reed"', '"Tom Marsh"'],
  ['the message', '"1@example.org"', '"2@example.org"'],
  ['the lines of an excerpt', '"lines":[3,4],"sha', '"lines":[4,5],"sha'],
  ['where an excerpt ends', '"return -EBUSY","lines"', '"lent++","lines"'],
  ['the answer of a check', '"state":"yes","lines":[4]', '"state":"no","lines":[]'],
] as const;

for (const [what, from, to] of FORGED) {
  test(`a bundle with ${what} forged is refuted`, async () => {
    const forged = JSON.stringify(await bundle()).replace(from, to);
    assert.notEqual(forged, JSON.stringify(await bundle()));
    assert.deepEqual(await codes(JSON.parse(forged), BOTH), ['bundle-refuted']);
  });
}

test('a tree of the reader that has other code refutes the excerpt', async () => {
  const shelf = String(EXAMPLE_SITE['tree/lib/shelf.c']).replace('-EBUSY', '-EAGAIN');
  assert.deepEqual(await codes(await bundle(), BOTH, { 'tree/lib/shelf.c': shelf }), [
    'bundle-refuted',
    'bundle-refuted',
  ]);
});

test('a bundle names the root of all mail, and how each mail of a quote leads there', async () => {
  const claimed = await bundle();
  const [mail] = claimed.quotes[0]?.mail ?? [];
  assert.deepEqual(
    [claimed.sealed?.normalisation, claimed.sealed?.messages, mail?.vouched, mail?.message],
    ['words-1', 2, 'as received', 'ada-reed-2021-01-04-1000z'],
  );
  const other = structuredClone(claimed);
  for (const quote of other.quotes) for (const each of quote.mail ?? []) each.sha256 = 'a'.repeat(64);
  assert.deepEqual(await codes(other, BOTH), ['bundle-refuted']);
});

test('a bundle of the first version, which knew nothing of seals, is checked', async () => {
  const { sealed: _, quotes, ...rest } = await bundle();
  const old = { ...rest, version: 1, quotes: quotes.map(({ mail: __, ...quote }) => quote) };
  assert.deepEqual(await codes(old, BOTH), []);
});

test('a bundle of another make is told to be none, whatever is in it', async () => {
  const good = await bundle();
  for (const text of [
    '',
    '[]',
    JSON.stringify({ ...good, version: 4 }),
    JSON.stringify({ ...good, evidence: [{ ...good.evidence[0], kind: 'run-a-program' }] }),
    JSON.stringify({ ...good, evidence: [{ ...good.evidence[0], path: '../../etc/passwd' }] }),
  ])
    assert.equal('code' in readBundle('x', text), true, text.slice(0, 60));
});

test('every explainer of a site holds against the mail of its threads', async () => {
  assert.equal(await holdingExplainers(EXAMPLE_CONTENT, EXAMPLE_TREES), 2);
});
