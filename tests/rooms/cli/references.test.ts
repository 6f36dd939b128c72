import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../../src/base/hash.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { nodeHost } from '../../../src/base/node-host.ts';
import { references } from '../../../src/cli/commands/references.ts';
import { whoNames } from '../../../src/cli/commands/who-names.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { serve } from '../../loopback.ts';

const PAGES: Readonly<Record<string, string>> = {
  '/guide':
    '<!doctype html><title>The lending guide</title><nav>x</nav><p>A book is lent\n to <em>one</em> reader &amp; no other.<script>not words</script>',
  '/other': '<!doctype html><title>Opening hours</title><p>We open at nine.',
};

const reference = (name: string, url: string, words = 'A book is lent to one reader & no other.'): string =>
  `${name}:\n  url: ${url}\n  title: The lending guide\n  kind: documentation\n  words: ${JSON.stringify(words)}\n  seen: 2026-01-05\n`;

test('each address is asked, and its title and the words relied on have to stand there', async (context) => {
  const address = await serve(context, (request, response) => {
    const page = PAGES[request.url ?? ''];
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html' }).end(page);
  });
  const yaml = [
    reference('guide', `${address}/guide#lending`),
    reference('other', `${address}/other`),
    reference('gone', `${address}/gone`),
    reference('script', `${address}/guide`, 'not words'),
  ].join('');
  const host = { ...memoryHost({ 'content/references.yaml': yaml }), fetch: nodeHost().fetch };
  const report = await references([], { content: 'content', check: true }, { host, cacheFolder: 'cache' });
  assert.deepEqual(
    report.diagnostics.map(({ code, place }) => [code, place.line]),
    [
      ['reference-words-missing', 11],
      ['reference-title-differs', 9],
      ['reference-unreachable', 14],
      ['reference-words-missing', 23],
    ],
  );
  assert.equal(report.failed, true);
});

test('a saved page that is the page of an error is told as such, and a page about errors is not', async () => {
  const compared = async (html: string) => {
    const host = memoryHost({
      'content/references.yaml': reference('guide', 'https://shelf.example/guide'),
      'saved/guide.html': `<!doctype html>${html}`,
    });
    const report = await references(
      [],
      { content: 'content', offline: 'saved' },
      { host, cacheFolder: 'cache' },
    );
    return report.diagnostics.map(({ code, message }) => `${code} ${message}`);
  };
  assert.deepEqual(await compared('<title>404 Not Found</title><h1>Not Found</h1>'), [
    'reference-unreachable "guide" cannot be read: what is there is the page of an error, "404 Not Found".',
  ]);
  assert.deepEqual(await compared(''), ['reference-unreachable "guide" is a page without words.']);
  assert.deepEqual(
    await compared(
      '<title>Error 404 of books: The lending guide</title>A book is lent to one reader &amp; no other.',
    ),
    [],
  );
});

test('who-names tells pages, checks and sentences, each with its place', async () => {
  const host = memoryHost(
    {
      ...EXAMPLE_SITE,
      'content/explainers/lending.mdx':
        '---\ntitle: Lending\n---\n\nAsk `lend()`.\n\n<Excerpt tree="v1.0.3" path="lib/shelf.c" symbol="lend" />\n',
    },
    { POSTIL_TREE_V1_0_3: 'tree' },
  );
  const asked = async (what: string) =>
    (await whoNames([what], { content: 'content' }, { host, cacheFolder: 'cache' })).output?.split('\n');
  const both = [
    '  content/explainers/lending.mdx:5:6 name: Ask lend().',
    '  content/explainers/lending.mdx:7:1 excerpt: lend in lib/shelf.c of v1.0.3',
  ];
  assert.deepEqual(await asked('lend'), ['lend: named in 2 places', ...both]);
  assert.deepEqual(await asked('lib/'), ['lib/: named in 1 place', ...both.slice(1)]);
  assert.deepEqual(await asked('shelf.c'), ['shelf.c: named in 1 place', ...both.slice(1)]);
});

test('a mail that is in public nowhere is cited by the hash of its file and its words', async () => {
  const mail =
    'From: Ada Reed <ada@example.org>\nSubject: The lending guide\n\nA book is lent to one reader & no other.\n';
  const yaml = reference('letter', 'X')
    .replace('  url: X\n', `  mail: ${sha256(mail)}\n`)
    .replace('documentation', 'mail');
  const compared = async (file: string) => {
    const host = memoryHost({ 'content/references.yaml': yaml, 'saved/letter.eml': file });
    const report = await references(
      [],
      { content: 'content', offline: 'saved' },
      { host, cacheFolder: 'cache' },
    );
    return report.diagnostics.map(({ message }) => message);
  };
  assert.deepEqual(await compared(mail), []);
  assert.deepEqual(await compared(`${mail}\n`), [
    '"letter" cannot be read: saved/letter.eml is another file than the one that was cited.',
  ]);
});
