import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { strFromU8, unzipSync } from 'fflate';
import type { Outline } from '../../../src/citations/outline.ts';
import { treeOf } from '../../../src/site/built/tree.ts';
import { type Books, type Bound, booksOf } from '../../../src/site/epub/books.ts';
import { inkOf } from '../../../src/site/epub/drawing-ink.ts';
import { placeName } from '../../../src/site/epub/place-name.ts';
import { ENGLISH } from '../../words.ts';

const OUTLINE: Outline = {
  pages: [
    { page: 'explainers/valves', title: 'Valves' },
    { page: 'explainers/gauges', title: 'Gauges' },
  ],
  reference: [],
  explainsDiagnostics: false,
  start: [],
  refused: [],
  hasTerms: true,
  hasDebates: false,
  hasReferences: false,
  hasErrata: false,
  threads: [],
  rules: [{ page: 'rules/close', title: 'Close it', topic: 'Valves' }],
  experiments: [],
};

const page = (path: string, title: string, text: string) => ({
  path,
  tree: treeOf(
    `<html lang="en"><body><header>Menu</header><main><h1 id="_top">${title}</h1>${text}</main></body></html>`,
  ),
});

const VALVES = page(
  '/explainers/valves/',
  'Valves &amp; springs',
  `<p id="p-1">Who <a href="/rules/close/#why">closes</a> a <a href="/glossary/#valve">valve</a>, and
<a href="/threads/valve/#a/b">who said so</a>?<a class="pt-here" href="#p-1" aria-hidden="true"></a></p>
<h2 id="now">Now</h2><figure class="pt-quote"><blockquote cite="https://a.example"><p>It &lt;leaks&gt;.</p></blockquote><figcaption><cite>Ines</cite><a href="https://a.example/1?a=1&amp;b=2">4 March</a><span class="sr-only">in the archive</span></figcaption></figure>
<figure><pre><code><div class="ec-line del" data-note="1"><div class="gutter"><a class="pt-way" href="#note-1"><span class="sr-only">Note 1</span></a><a class="pt-line" id="L7">7</a></div><div class="code"><span style="--0:#fff">	shut(</span><a class="pt-symbol" href="/symbols/#v">v</a><span>);</span></div></div></code></pre><div class="copy"><button>Copy</button></div></figure>
<ul class="pt-notes"><li id="note-1">Not at once.</li></ul>
<details><summary>More</summary><p>Words</p></details>
<figure class="pt-diagram"><div class="pt-drawing" aria-label="A valve"><div class="pt-drawn"><svg viewbox="0 0 99 9"><text>wide</text></svg></div><div class="pt-drawn"><svg viewbox="0 0 9 9"><rect class="pt-d-area pt-d-tint-1" width="9" height="9"/></svg></div></div><figcaption>A valve.</figcaption><div>Behind the caption.</div></figure>
<script>alert(1)</script>`,
);
const GAUGES = page('/explainers/gauges/', 'Gauges', '<p><a href="/explainers/valves/#now">Valves</a></p>');
const GLOSSARY = page('/glossary/', 'Glossary', '<h2 id="valve">valve</h2><p>Opens.</p>');
const RULE = page(
  '/rules/close/',
  'Close it',
  `<p id="why">Since it leaks.</p>${'<p>Again.</p>'.repeat(300)}`,
);
const ALL = [GAUGES, VALVES, GLOSSARY, RULE];

const books = (origin: string | null = 'https://site.example', most?: number): Books =>
  booksOf(
    {
      title: 'Plumbing',
      description: 'All of it.',
      language: 'en',
      base: '/',
      origin,
      outline: OUTLINE,
      history: {
        'explainers/valves.mdx': {
          first: '2024-05-01T12:00:00+02:00',
          last: '2024-06-01T12:00:00+02:00',
          commit: 'c0ffee',
        },
      },
      say: ENGLISH,
    },
    most,
  );

function whole(of: Books): Bound {
  for (const each of ALL) of.add(each);
  const bound = of.site();
  assert.ok(bound);
  return bound;
}

function story(origin?: string | null): Bound {
  const bound = books(origin).add(VALVES);
  assert.ok(bound);
  return bound;
}

const filesOf = ({ bytes }: Bound): Map<string, string> =>
  new Map(Object.entries(unzipSync(bytes)).map(([name, own]) => [name, strFromU8(own)]));
const fileOf = (bound: Bound, name: string): string => filesOf(bound).get(name) ?? '';

async function faultsOf({ bytes }: Bound): Promise<string[]> {
  const { messages } = await EpubCheck.validate(bytes);
  return messages
    .filter(({ severity }) => ['fatal', 'error', 'warning'].includes(severity))
    .map(({ id, message, location }) => `${id} ${location?.path}: ${message}`);
}

test('the book of an explainer and that of the site are valid', async () => {
  assert.deepEqual(await faultsOf(story()), []);
  assert.deepEqual(await faultsOf(story(null)), []);
  assert.deepEqual(await faultsOf(whole(books())), []);
});

test('an EPUB begins with what it is, as it is', () => {
  const { path, bytes } = story();
  assert.equal(path, '/explainers/valves.epub');
  assert.equal(Buffer.from(bytes.subarray(30, 58)).toString(), 'mimetypeapplication/epub+zip');
  assert.equal(Buffer.from(bytes).readUInt16LE(8), 0, 'stored');
  assert.equal(Buffer.from(bytes).readUInt16LE(6), 0, 'with its size in front');
});

test('a book has the same bytes whenever it is made, and a name of its own', () => {
  assert.deepEqual(story().bytes, story().bytes);
  const names = [story(), whole(books())].map(
    (each) => /urn:uuid:[0-9a-f-]{36}/.exec(fileOf(each, 'EPUB/content.opf'))?.[0],
  );
  assert.equal(new Set(names).size, 2);
  assert.match(
    fileOf(story(), 'EPUB/content.opf'),
    /<meta property="dcterms:modified">2024-06-01T10:00:00Z</,
  );
});

test('a chapter has text, quotes and code, and nothing of the page around it', () => {
  const chapter = fileOf(story(), 'EPUB/chapter-1.xhtml');
  assert.match(chapter, /<h1 id="_top">Valves &amp; springs<\/h1>/);
  assert.match(chapter, /<blockquote><p>It &lt;leaks&gt;\.<\/p><\/blockquote>/);
  assert.match(chapter, /<cite>Ines<\/cite> <a href="https:\/\/a\.example\/1\?a=1&amp;b=2">4 March<\/a>/);
  assert.doesNotMatch(chapter, /script|Menu|Copy|in the archive|style="/);
});

test('a line of code has its number, whether it went, its text as it is, and the way to its note', () => {
  assert.match(
    fileOf(story(), 'EPUB/chapter-1.xhtml'),
    /<span id="L7" class="pt-line">7<\/span> - \tshut\(<a class="pt-symbol" href="https:\/\/site\.example\/symbols\/#v">v<\/a>\); <a class="pt-way" href="#note-1">\[1\]<\/a>/,
  );
});

test('a drawing stands once, in the form for a narrow page, with colours and not with names of colours', () => {
  const chapter = fileOf(story(), 'EPUB/chapter-1.xhtml');
  const [drawing = ''] = /<svg[\s\S]*?<\/svg>/.exec(chapter) ?? [];
  assert.match(drawing, /role="img" aria-label="A valve" viewBox="0 0 9 9"/);
  assert.match(
    drawing,
    /<rect width="9" height="9" fill="#[0-9a-f]{6}" stroke="#8a4a14" stroke-width="1.25"\/>/,
  );
  assert.doesNotMatch(chapter, /wide|var\(|color-mix/);
});

test('no colour of a drawing is left to a style sheet', () => {
  const sheets = ['tokens', 'drawings'].map((name) => readFileSync(`src/site/styles/${name}.css`, 'utf8'));
  const ink = inkOf(sheets);
  const classes = [...new Set(sheets.join('').match(/(?<=\.)pt-(?:d|person)-[\w-]+/g) ?? [])];
  assert.ok(classes.length > 25);
  const element = (name: string, className: string) => ({
    name,
    attributes: { class: className },
    start: 0,
    inside: 0,
    end: 0,
    children: [],
  });
  const svg = ink.on(element('svg', ''), ink.on(element('div', 'pt-drawing'), ink.outside).inside).inside;
  for (const name of classes) {
    const around = ink.on(element('g', `pt-d-person ${name}`), svg).inside;
    const { attributes } = ink.on(element('rect', `pt-d-area ${name}`), around);
    for (const key of ['fill', 'stroke'])
      assert.match(attributes[key] ?? '', /^(?:#[0-9a-f]{3}|#[0-9a-f]{6}|none)$/, `${name} ${key}`);
    if (name.startsWith('pt-person')) assert.notEqual(attributes.stroke, '#666', name);
  }
});

test('a link leads to where the book has the place, else to the site, and nowhere where the site has no address', () => {
  const alone = fileOf(story(), 'EPUB/chapter-1.xhtml');
  assert.match(alone, /<a href="https:\/\/site\.example\/rules\/close\/#why">closes<\/a>/);
  const all = [...filesOf(whole(books())).values()].join('');
  assert.match(
    all,
    /<a href="chapter-4\.xhtml#why">closes<\/a> a <a href="chapter-3\.xhtml#valve">valve<\/a>/,
  );
  assert.match(all, /<a href="https:\/\/site\.example\/threads\/valve\/#a\/b">who said so<\/a>/);
  assert.match(fileOf(story(null), 'EPUB/chapter-1.xhtml'), /<a>closes<\/a>/);
});

test('the book of the site has its parts in the order of reading', () => {
  const contents = fileOf(whole(books()), 'EPUB/contents.xhtml')
    .replace(/<[^>]*>\s*/g, '|')
    .replace(/\|+/g, '|');
  assert.match(
    contents,
    /\|Explainers\|Valves &amp; springs\|Now\|Gauges\|Glossary\|Glossary\|valve\|Rules: Valves\|Close it\|/,
  );
});

test('what is too much for a book is left out from its end, and its first page says so', async () => {
  const bound = whole(books('https://site.example', 4000));
  assert.deepEqual(await faultsOf(bound), []);
  assert.match(fileOf(bound, 'EPUB/front.xhtml'), /Left out of “Rules: Valves”.*: 1 page/);
  assert.doesNotMatch([...filesOf(bound).values()].join(''), /Since it leaks/);
  assert.match(fileOf(bound, 'EPUB/chapter-1.xhtml'), /href="https:\/\/site\.example\/rules\/close\/#why"/);
});

test('a site without explainers has no book', () => {
  const none = booksOf({
    title: 'Plumbing',
    description: '',
    language: 'en',
    base: '/',
    origin: null,
    outline: { ...OUTLINE, pages: [] },
    history: {},
    say: ENGLISH,
  });
  assert.equal(none.add(RULE), null);
  assert.equal(none.site(), null);
});

test('every place has a name that XML allows, each another', () => {
  assert.deepEqual(['p-1', 'a/b', 'a:b', '7', 'ä'].map(placeName), [
    'p-1',
    '_a.2f.b',
    '_a.3a.b',
    '_7',
    '_.e4.',
  ]);
});
