import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { leaksAsText, leaksIn, leaksInText } from '../../../src/site/built/leaks.ts';
import { builtLinks, deadLinksAsText } from '../../../src/site/built/links.ts';
import { treeOf } from '../../../src/site/built/tree.ts';

const page = (path: string, html: string) => ({ path, tree: treeOf(html) });

test('a link to a place is held against the ids of its page, in whatever letters it is written', () => {
  const links = builtLinks('/docs/');
  links.add(
    page(
      '/a/',
      '<h2 id="the-x-case">The x² case</h2><p id="p-1b4e77c0">Words.</p><a href="#the-x²-case">dead</a><a href="#the-x-case">lives</a>',
    ),
  );
  links.add(
    page(
      '/b/',
      '<h2 id="größe"></h2><a href="/docs/a/#p-1b4e77c0">lives</a><a href="#gr%C3%B6%C3%9Fe">lives</a><a href="/docs/a/#p-1b4e77c1">dead</a>' +
        '<a href="https://elsewhere.example/#x">not ours</a><a href="/other/#x">not ours</a><a href="#">the top</a>',
    ),
  );
  assert.deepEqual(links.dead(), [
    { page: '/a/', href: '#the-x²-case', closest: 'the-x-case' },
    { page: '/b/', href: '/docs/a/#p-1b4e77c1', closest: 'p-1b4e77c0' },
  ]);
  assert.match(
    deadLinksAsText(links.dead()),
    /^2 links lead to a place.*\n- on \/a\/: #the-x²-case; did you mean "#the-x-case"\?/,
  );
});

test('words that a browser is to look for are no place of a page; the place before them is', () => {
  const links = builtLinks('/');
  links.add(
    page(
      '/a/',
      '<h2 id="pins"></h2><a href="#:~:text=a%20pin">lives</a><a href="/a/#pins:~:text=a%20pin">lives</a><a href="/a/#pin:~:text=x">dead</a>',
    ),
  );
  assert.deepEqual(links.dead(), [{ page: '/a/', href: '/a/#pin:~:text=x', closest: 'pins' }]);
});

const OPTIONS = { isNone: (name: string) => name === 'm1@mail.example', paths: ['/build/site'] };

/** What stands in a built file, and what of it should not. */
const TOLD: readonly (readonly [file: string, text: string, words: readonly string[]])[] = [
  ['a.html', 'x\n <p>ada@basket.example</p>', ['ada@basket.example']],
  ['a.html', '<a href="mailto:ada%40basket.example">', ['ada%40basket.example']],
  ['a.html', '<p>ada&#64;basket.example, m1@mail.example, …@basket.example</p>', ['ada&#64;basket.example']],
  ['a.html', '<a href="/r/%E2%80%A6%E2%80%A6@basket.example">', []],
  ['cards.json', '{"a":"ada\\u0040basket.example"}', ['ada\\u0040basket.example']],
  ['a.html', '<img srcset="/logo@2x.png 2x">', []],
  ['feed.atom', '<email>ada@basket.example</email>', ['ada@basket.example']],
  ['_astro/a.js', '/* ada@basket.example */ "/home/ada/site"', ['ada']],
  ['a.js.map', '{"sources":["C:\\\\Users\\\\Ada\\\\site"]}', ['Ada']],
  ['a.html', 'built in /build/site/src and /Users/ada', ['ada', '/build/site']],
  ['a.html', '<a href="/home/page/">home</a>', []],
  ['a.html', 'https://mirror.example/build/site/ and /build/site-of-others', []],
  ['a.js.map', '"file:///build/site/src/a.ts"', ['/build/site']],
];

for (const [file, text, words] of TOLD)
  test(`of ${JSON.stringify(text)} in ${file}, ${words.length === 0 ? 'nothing' : words.join(' and ')} is told`, () => {
    assert.deepEqual(
      leaksInText(text, file, OPTIONS).map((each) => each.words),
      words,
    );
  });

test('every file of a built site is looked into, the packed search index too, and each place is named', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-leaks-'));
  context.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'pagefind/fragment'), { recursive: true });
  writeFileSync(
    join(folder, 'pagefind/fragment/en_1.pf_fragment'),
    gzipSync('pagefind_dcd{"content":"Ask bob@basket.example."}'),
  );
  writeFileSync(join(folder, 'index.html'), '<p>One.</p>\n<p>Ask ada@basket.example.</p>');
  writeFileSync(join(folder, 'm.md'), 'Message-IDm1@mail.example');
  writeFileSync(join(folder, 'picture.png'), 'ada@basket.example');
  const leaks = await leaksIn(folder, OPTIONS);
  assert.deepEqual(
    leaks.map(({ file, line, column, words }) => `${file}:${line}:${column} ${words}`),
    [
      'index.html:2:8 ada@basket.example',
      'm.md:1:1 Message-IDm1@mail.example',
      'pagefind/fragment/en_1.pf_fragment:1:29 bob@basket.example',
    ],
  );
  assert.match(leaksAsText(leaks), /^3 places of the built site tell of people/);
});

test('a book is looked into, entry by entry', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-leaks-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const entries = {
    mimetype: 'application/epub+zip',
    'text/page.xhtml': '<p>One.</p>\n<p>Ask ada@basket.example.</p>',
  };
  const book = Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)]));
  writeFileSync(join(folder, 'page.epub'), zipSync(book));
  const leaks = await leaksIn(folder, OPTIONS);
  assert.deepEqual(
    leaks.map(({ file, line, column, words }) => `${file}:${line}:${column} ${words}`),
    ['page.epub/text/page.xhtml:2:8 ada@basket.example'],
  );
});

test('bytes that are no text may look like an address by chance, and nothing is told of them', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-leaks-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'talk.mp4'), Buffer.from('\0\0\0 ftyp H@E /home/x'));
  writeFileSync(join(folder, 'cut-off.zip'), Buffer.from('PK\x03\x04 H@E'));
  writeFileSync(join(folder, 'cut-off.gz'), Buffer.from('\x1f\x8b H@E', 'latin1'));
  writeFileSync(
    join(folder, 'page.epub'),
    zipSync({ 'cover.png': strToU8('H@E'), mimetype: strToU8('none') }, { level: 0 }),
  );
  assert.deepEqual(await leaksIn(folder, OPTIONS), []);
});

test('what unpacks to more than can be looked into is refused by its name', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'postil-leaks-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'zeros.gz'), gzipSync(Buffer.alloc(257 * 1024 * 1024), { level: 1 }));
  await assert.rejects(
    leaksIn(folder, OPTIONS),
    /^Error: zeros\.gz of the built site unpacks to more than 256 MB/,
  );
});
