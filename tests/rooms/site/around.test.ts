import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { treeOf } from '../../../src/site/built/tree.ts';
import { twinOf } from '../../../src/site/built/twin.ts';
import { twinPath } from '../../../src/site/built/twin-path.ts';
import { openTypeOf } from '../../../src/site/cards/woff.ts';
import { historyBelow, readLog } from '../../../src/site/history.ts';
import { cardPath, hasCard } from '../../../src/site/view/card.ts';
import { asBibtex, asText } from '../../../src/site/view/cite.ts';
import { atomFeed } from '../../../src/site/view/feed.ts';
import { withPermalinks } from '../../../src/site/view/permalinks.ts';
import { ENGLISH } from '../../words.ts';

const LOG = `\u0001c3 2026-03-01T10:00:00+01:00 c2

explainers/a.mdx
notes/x.mdx
\u0001c2 2026-02-01T10:00:00+01:00 c1

explainers/b.mdx
\u0001c1 2026-01-01T10:00:00+01:00

explainers/a.mdx
threads/x/1.eml
`;

test('git tells when each file came and when it was last changed', () => {
  const history = readLog(LOG, false);
  assert.deepEqual(history['explainers/a.mdx'], {
    first: '2026-01-01T10:00:00+01:00',
    last: '2026-03-01T10:00:00+01:00',
    commit: 'c3',
  });
});

test('of a shallow clone nothing is believed that its first commit seems to add', () => {
  const history = readLog(LOG, true);
  assert.equal(history['threads/x/1.eml'], undefined);
  assert.equal(history['explainers/a.mdx']?.first, '2026-03-01T10:00:00+01:00');
});

test('several files are as old as the oldest and as new as the newest', () => {
  const both = historyBelow(
    readLog(LOG, false),
    (file) => file.endsWith('x.mdx') || file.startsWith('threads/x/'),
  );
  assert.deepEqual(
    [both?.first, both?.last, both?.commit],
    ['2026-01-01T10:00:00+01:00', '2026-03-01T10:00:00+01:00', 'c3'],
  );
  assert.equal(
    historyBelow({}, () => true),
    null,
  );
});

test('a feed has its newest entry first, and titles as text', () => {
  const history = { first: '2026-01-01T00:00:00Z', last: '2026-02-01T00:00:00Z', commit: 'c' };
  const page = {
    title: 'a < b & c',
    description: 'Uses `x`.',
    path: '/rules/a/',
    kind: 'rule' as const,
    history,
  };
  const options = {
    title: 'T',
    home: 'https://h/',
    self: 'https://h/feed.atom',
    addressOf: (path: string) => `https://h${path}`,
  };
  const feed = atomFeed([page], options) ?? '';
  assert.match(feed, /<title>a &lt; b &amp; c<\/title>\s*<id>https:\/\/h\/rules\/a\/<\/id>/);
  assert.match(feed, /<updated>2026-02-01T00:00:00Z<\/updated>/);
  assert.equal(atomFeed([], options), null);
});

test('each paragraph, quote, note and line has an address of its own, made of its words', () => {
  const figure =
    '<figure><figcaption>f.c: g</figcaption><div class="ec-line"><div class="gutter"><div class="ln">12</div></div></div><ul><li>a note</li></ul></figure>';
  const { html, places } = withPermalinks(
    `<p>One.</p><p>One.</p><figure><blockquote><p>Said.</p></blockquote><figcaption>Ada</figcaption></figure>${figure}<div><p>inside</p></div>`,
  );
  const [one] = places;
  assert.match(one?.id ?? '', /^p-[0-9a-f]{8}$/);
  assert.deepEqual(
    places.map(({ id, words }) => [id[0], words]),
    [
      ['p', 'One.'],
      ['p', 'One.'],
      ['q', 'Said.'],
      ['n', 'a note'],
      ['c', 'f.c: g'],
    ],
  );
  assert.equal(places[1]?.id, `${one?.id}-2`);
  assert.ok(html.startsWith(`<p id="${one?.id}">One.<a class="pt-here" href="#${one?.id}"`));
  assert.ok(html.includes(`id="${places[4]?.id}-L12" href="#${places[4]?.id}-L12" tabindex="-1">12</a>`));
  assert.ok(html.endsWith('<div><p>inside</p></div>'));
});

test('an address stays when another part of the page changes', () => {
  const id = (html: string) => withPermalinks(html).places.at(-1)?.id;
  assert.equal(id('<p>New.</p><p>The <em>same</em> words.</p>'), id('<p>The same\nwords.</p>'));
});

test('a page is cited with what is known of it, and nothing else', () => {
  const history = { first: '2026-01-01T00:00:00Z', last: '2026-02-03T00:00:00Z', commit: '0123456789abcdef' };
  const cited = { title: 'Who may pin_a page?', siteTitle: 'Postil', address: 'https://h/p/', history };
  assert.equal(
    asText(cited, ENGLISH),
    '“Who may pin_a page?”, Postil, as of 3 February 2026 (commit 0123456789ab), https://h/p/.',
  );
  assert.equal(asText({ ...cited, address: null, history: null }, ENGLISH), '“Who may pin_a page?”, Postil.');
  assert.equal(
    asBibtex({ ...cited, history: null }, 'postil explainers/pinning', ENGLISH),
    '@misc{postil-explainers-pinning,\n  title  = {{Who may pin\\_a page?}},\n  author = {{Postil}},\n  url    = {https://h/p/}\n}',
  );
});

test('a page as Markdown has its quotes with their links, its code without numbers, and no controls', () => {
  const code =
    '<div class="expressive-code"><figure><pre data-language="c"><code><div class="ec-line"><div class="gutter"><div class="ln">7</div></div><div class="code"><span>a = *b;</span></div></div></code></pre><div class="copy"><button>Copy</button></div></figure></div>';
  const html = `<main><h1>T</h1><figure><blockquote><p>No, <b>it</b> *is*.</p></blockquote><figcaption><cite>Ada</cite><a href="/threads/x/#m">2 May<span class="sr-only">: more</span></a></figcaption></figure>${code}</main>`;
  assert.equal(
    twinOf(treeOf(html), 'https://h/p/', ENGLISH),
    '# T\n\n> No, **it** \\*is\\*.\n\nAda [2 May](https://h/threads/x/#m)\n\n```c\na = *b;\n```\n\n---\n\nSource: https://h/p/\n',
  );
  assert.match(twinOf(treeOf(html), null, ENGLISH) ?? '', /\[2 May\]\(\/threads\/x\/#m\)/);
});

test('a page as Markdown stands beside its folder', () => {
  assert.deepEqual(['/', '/rules/', '/rules/a/'].map(twinPath), ['/index.md', '/rules.md', '/rules/a.md']);
});

test('a font comes out of its wrapping as OpenType, with every table in its place', () => {
  const path = createRequire(import.meta.url).resolve(
    '@fontsource/source-sans-3/files/source-sans-3-latin-700-normal.woff',
  );
  const font = openTypeOf(readFileSync(path));
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index;
    return {
      tag: font.toString('latin1', at, at + 4),
      start: font.readUInt32BE(at + 8),
      length: font.readUInt32BE(at + 12),
    };
  });
  assert.ok(tables.some(({ tag }) => tag === 'cmap'));
  const head = tables.find(({ tag }) => tag === 'head');
  assert.equal(font.readUInt32BE((head?.start ?? 0) + 12), 0x5f0f3cf5);
  assert.ok(tables.every(({ start, length }) => start % 4 === 0 && start + length <= font.length));
});

test('a page without a picture of its own shares that of the home page', () => {
  assert.equal(cardPath('/rules/two-gates/'), '/og/rules/two-gates.png');
  assert.equal(cardPath('/glossary/'), '/og/index.png');
  assert.equal(hasCard('/threads/x/coverage/'), false);
});
