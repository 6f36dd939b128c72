import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sha256Base64 } from '../../../src/base/hash.ts';
import { replaced } from '../../../src/base/replaced.ts';
import { finishPages } from '../../../src/site/built/finish.ts';
import { inlineStyles, lookingForNames } from '../../../src/site/built/inline-styles.ts';
import { knownScripts } from '../../../src/site/built/known-scripts.ts';
import { policyElement, policyOf } from '../../../src/site/built/policy.ts';
import { treeOf } from '../../../src/site/built/tree.ts';
import { sheetWithoutScripts } from '../../../src/site/built/without-scripts.ts';
import { ENGLISH } from '../../words.ts';

test('style attributes become rules of one sheet, the same text the same rule', () => {
  const styles = inlineStyles();
  const [first = '', second = ''] = [
    '<p style="--a:1">x</p>',
    '<i class="b" style="color:red;"></i><b style="--a:1"></b>',
  ].map((html) => replaced(html, styles.changesIn(treeOf(html))));
  const [, name = ''] = /^<p data-s="([0-9a-z]+)">x<\/p>$/.exec(first) ?? [];
  const [, other = ''] = /^<i class="b" data-s="([0-9a-z]+)"><\/i>/.exec(second) ?? [];
  assert.equal(second, `<i class="b" data-s="${other}"></i><b data-s="${name}"></b>`);
  assert.deepEqual(
    styles.css().split('\n').sort(),
    [`[data-s="${name}"]{--a:1}`, `[data-s="${other}"]{color:red}`].sort(),
  );
});

test("the name of a style is the same whatever other pages have, so that one page's edit leaves the others as they are", () => {
  const page = treeOf('<p style="--a:1">x</p>');
  const [alone, after] = [inlineStyles(), inlineStyles()];
  after.changesIn(treeOf('<i style="color:red"></i>'));
  assert.deepEqual(after.changesIn(page), alone.changesIn(page));
});

test('what only looks like a style attribute stays: in a text, in another attribute, in a script', () => {
  const html = `<p>style="a:b"</p><a title=' style="x:y"' data-code="a &quot; style=&quot;"></a><script>' <b style="c:d">'</script>`;
  const styles = inlineStyles();
  assert.deepEqual(styles.changesIn(treeOf(html)), []);
  assert.equal(styles.css(), '');
});

test('a style sheet that looks for style attributes is made to look for the names', () => {
  assert.equal(
    lookingForNames(".c :where(span[style^='--']){color:red}"),
    '.c :where(span[data-s]){color:red}',
  );
});

test("a page's policy allows the inline scripts that are known and its styles, each by its hash, and nothing else inline", () => {
  const html =
    '<head><script src="/a.js"></script></head><script>one()</script><style>p{}</style><script>one()</script><script>two()</script>';
  const known = knownScripts();
  for (const script of ['one()', 'on another page()']) known.add(script);
  const policy = policyOf(treeOf(html), known);
  const hash = (text: string) => `'sha256-${sha256Base64(text)}'`;
  assert.match(policy, /default-src 'none'/);
  assert.ok(
    policy.includes(
      `script-src 'self' 'wasm-unsafe-eval' ${hash('one()')}; style-src 'self' ${hash('p{}')};`,
    ),
  );
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-hashes/);
});

test('a site may allow more, by directive', () => {
  const page = treeOf('<html><head><title>x</title></head></html>');
  assert.match(
    policyElement(page, knownScripts(), { 'frame-src': ['https://video.example'] }),
    /^<meta http-equiv="Content-Security-Policy" content="[^"]*; frame-src https:\/\/video\.example">$/,
  );
});

test('a finished page has its policy before everything, and its sheets at the end of its head', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postil-finish-'));
  try {
    await mkdir(join(folder, '_astro'));
    await writeFile(join(folder, '_astro/common.abc.css'), "span[style^='--']{color:red}");
    const link = '<link rel="stylesheet" href="/_astro/common.abc.css">';
    await writeFile(
      join(folder, 'index.html'),
      `<html><head><title>A -------- B</title>${link}</head><p style="--a:1">ü</p>`,
    );
    const paths: string[] = [];
    await finishPages(
      { folder, base: '/', assets: '_astro', policy: {}, scripts: knownScripts(), say: ENGLISH },
      ({ path }) => {
        paths.push(path);
        return [];
      },
    );
    assert.deepEqual(paths, ['/']);
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    assert.match(html, /^<html><head><meta http-equiv="Content-Security-Policy"/);
    assert.match(html, /<title>A -------- B<\/title>/);
    const sheets = [...html.matchAll(/href="\/(_astro\/[^"]+)"/g)].map(([, file = '']) => file);
    assert.equal(sheets.length, 3);
    // Each file is there under the very name that the page has.
    for (const file of sheets) assert.ok((await readFile(join(folder, file), 'utf8')).length > 0);
    assert.match(html, /<noscript><link [^>]*noscript[^>]*><\/noscript><\/head><p data-s="[^"]+">ü<\/p>$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

const withoutScripts = (...rules: readonly string[]): string =>
  `starlight-theme-select,[data-search]{display:none}.social-icons::after{content:none}\n@media (prefers-color-scheme:light){${rules.join('')}}\n`;

test('without scripts, pages that are served as dark get the rules of light ones, in their layers and conditions', () => {
  const sheet = `@layer a,b;@layer a{:root{--x:1}:root[data-theme='light']{--x:2}.c{top:0}}`;
  const other =
    '@media (width>=50rem){.c{top:0;html[data-theme=light] &{left:0}}}[data-theme=light]:root,.c{--x:3}';
  assert.equal(
    sheetWithoutScripts([sheet, other]),
    withoutScripts(
      `@layer a{:root[data-theme='dark']{--x:2}}`,
      '@media (width>=50rem){.c{html[data-theme=dark] &{left:0}}}[data-theme=dark]:root{--x:3}',
    ),
  );
});

test('without scripts, what is said of dark pages is taken back in light, and a block with a theme of its own keeps it', () => {
  const hidden = '[data-theme=light] .light,[data-theme=dark] .dark{display:none}';
  const block = `:root[data-theme='light'] .code:not([data-theme='dark']),.code[data-theme='light']{color:#000}`;
  assert.equal(
    sheetWithoutScripts([hidden, block]),
    withoutScripts(
      '[data-theme=dark] .dark{display:revert-layer}[data-theme=dark] .light{display:none}',
      `:root[data-theme='dark'] .code:not([data-theme='dark']){color:#000}`,
    ),
  );
});
