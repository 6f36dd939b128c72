import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Base64 } from '../../../src/base/hash.ts';
import { inlineStyles, lookingForNames } from '../../../src/site/built/inline-styles.ts';
import { policyOf, withPolicy } from '../../../src/site/built/policy.ts';
import { sheetWithoutScripts } from '../../../src/site/built/without-scripts.ts';

test('style attributes become rules of one sheet, the same text the same rule', () => {
  const pages = ['<p style="--a:1">x</p>', '<i class="b" style="color:red;"></i><b style="--a:1"></b>'];
  const styles = inlineStyles(pages);
  assert.equal(styles.css, '[data-s="0"]{--a:1}\n[data-s="1"]{color:red}');
  assert.deepEqual(pages.map(styles.without), [
    '<p data-s="0">x</p>',
    '<i class="b" data-s="1"></i><b data-s="0"></b>',
  ]);
});

test('what only looks like a style attribute stays: in a text, in another attribute, in a script', () => {
  const html = `<p>style="a:b"</p><a title=' style="x:y"' data-code="a &quot; style=&quot;"></a><script>' <b style="c:d">'</script>`;
  const styles = inlineStyles([html]);
  assert.equal(styles.css, '');
  assert.equal(styles.without(html), html);
});

test('a style sheet that looks for style attributes is made to look for the names', () => {
  assert.equal(
    lookingForNames(".c :where(span[style^='--']){color:red}"),
    '.c :where(span[data-s]){color:red}',
  );
});

test("a page's policy allows its own inline scripts and styles, each by its hash, and nothing else inline", () => {
  const html =
    '<head><script src="/a.js"></script></head><script>one()</script><style>p{}</style><script>one()</script>';
  const policy = policyOf(html);
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
  const html = withPolicy('<html><head><title>x</title></head></html>', {
    'frame-src': ['https://video.example'],
  });
  assert.match(
    html,
    /^<html><head><meta http-equiv="Content-Security-Policy" content="[^"]*; frame-src https:\/\/video\.example">/,
  );
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
