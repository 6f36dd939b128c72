import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseAst } from 'vite';
import { finishPages } from '../../src/site/built/finish.ts';
import { hashSource, knownScripts, type Syntax, unknownScripts } from '../../src/site/built/known-scripts.ts';
import { treeOf } from '../../src/site/built/tree.ts';
import { folder } from '../rooms/sources/fixture-tree.ts';
import { copyExample, runAstro } from '../site/build.ts';
import { ENGLISH } from '../words.ts';

const EVIL = 'fetch("/?" + document.cookie)';

/** Compiled code, and whether it tells of a script that says EVIL. */
const CODE: readonly (readonly [what: string, code: string, tells: boolean])[] = [
  ['a template', `$$render\`<p>x</p><script>${EVIL}</script>\``, true],
  ['a template around others', `$$render\`<b>\${a}</b>\${$$render\`<script>${EVIL}</script>\`}\``, true],
  ['an element of MDX', `_jsx("script", { "set:html": ${JSON.stringify(EVIL)} })`, true],
  ['an element of MDX with words in it', `_jsx("script", { children: ${JSON.stringify(EVIL)} })`, true],
  [
    'an element in the HTML of MDX',
    `_jsx(Fragment, { "set:html": ${JSON.stringify(`<div><script>${EVIL}</script></div>`)} })`,
    true,
  ],
  [
    'the head in the settings',
    `export default { head: [{ "tag": "script", "attrs": {}, "content": ${JSON.stringify(EVIL)} }] }`,
    true,
  ],
  ['words of a quote', `_jsx(Quote, { children: ${JSON.stringify(`No. <script>${EVIL}</script>`)} })`, false],
  [
    'code that a page shows',
    `_jsx(Fragment, { "set:html": ${JSON.stringify(`<code>&lt;script>${EVIL}&lt;/script></code>`)} })`,
    false,
  ],
  ['a text', `const a = ${JSON.stringify(`<script>${EVIL}</script>`)}`, false],
  ['a template of another kind', `css\`<script>${EVIL}</script>\``, false],
  ['a script that ends with something computed', `$$render\`<script>${EVIL}\${mail}</script>\``, false],
  ['a script that is computed', '$$render`<script>$' + '{mail}</script>`', false],
  ['an element whose words are computed', '_jsx("script", { children: mail })', false],
];

for (const [what, code, tells] of CODE)
  test(`${what} ${tells ? 'tells' : 'does not tell'} of a script`, () => {
    const known = knownScripts();
    known.learn(parseAst(code) as unknown as Syntax);
    assert.equal(known.has(EVIL), tells);
  });

test('what a browser does not run is no script, and what the settings allow by its hash is no fault', () => {
  const found = (html: string, allowed: readonly string[] = []) =>
    unknownScripts('/a/', treeOf(html), knownScripts(), allowed).map(({ script }) => script);
  assert.deepEqual(found(`<script type="application/ld+json">{}</script><script src="/a.js"></script>`), []);
  for (const start of ['', ' type=module', ' type="text/javascript"', ' type="importmap"', ' TYPE=x'])
    assert.deepEqual(found(`<svg><script${start}>${EVIL}</script></svg>`), [EVIL], start);
  assert.deepEqual(found(`<script>${EVIL}</script>`, [hashSource(EVIL)]), []);
});

test('what Astro writes beside a component that a browser brings to life is known', async () => {
  const { getPrescripts } = await import('astro/runtime/server/scripts.js');
  for (const directive of ['idle', 'load', 'media', 'only', 'visible']) {
    const { default: script } = await import(`astro/client/${directive}.prebuilt.js`);
    const result = { clientDirectives: new Map([[directive, script]]) } as unknown as Parameters<
      typeof getPrescripts
    >[0];
    const html = getPrescripts(result, 'both', directive);
    assert.match(html, /<script>/);
    assert.deepEqual(unknownScripts('/a/', treeOf(html), knownScripts(), []), []);
  }
});

test('each page and the first letters of its script are told, once all pages are looked at', async (context) => {
  const at = folder(context);
  mkdirSync(join(at, '_astro'));
  mkdirSync(join(at, 'b'));
  writeFileSync(join(at, 'index.html'), '<head></head><script>ours()</script>');
  writeFileSync(join(at, 'b/index.html'), `<head></head><p><script>\x1b[1m${EVIL}</script>`);
  const scripts = knownScripts();
  scripts.add('ours()');
  const finish = { folder: at, base: '/', assets: '_astro', policy: {}, scripts, say: ENGLISH };
  await assert.rejects(
    finishPages(finish, () => []),
    /^Error: One script stands in finished pages.*\n- on \/b\/: \\u\{1b\}\[1mfetch\("\/\?" \+ document\.cookie\)\n/,
  );
  const policy = (page: string) => /script-src [^;]*/.exec(readFileSync(join(at, page), 'utf8'))?.[0] ?? '';
  assert.ok(policy('index.html').includes(hashSource('ours()')));
  assert.doesNotMatch(policy('b/index.html'), /sha256/);
  // Who wants no policy has nothing to be refused by.
  await finishPages({ ...finish, policy: false }, () => []);
});

test('a script that came into a built page is refused; those of the author, the settings and the shell are run', async (context) => {
  const project = copyExample();
  context.after(() => rmSync(project, { recursive: true }));
  const settings = join(project, 'astro.config.mjs');
  writeFileSync(
    settings,
    `import { readFileSync, writeFileSync } from 'node:fs';
const bug = { name: 'bug', hooks: { 'astro:build:done': ({ dir }) => {
  const page = new URL('threads/valve-deadline/index.html', dir);
  writeFileSync(page, readFileSync(page, 'utf8').replace('</article>', '<script>${EVIL}</script></article>'));
} } };
${readFileSync(settings, 'utf8')
  .replace('integrations: [', 'integrations: [bug, ')
  .replace('starlight: {', "starlight: { head: [{ tag: 'script', content: 'settings()' }],")}`,
  );
  const page = join(project, 'content/explainers/valve-deadline.mdx');
  const own = [
    '<script>plain()</script>',
    '<script>{`\nconst a = "x" < "y" && 1;\n`}</script>',
    '<script is:inline set:html={"inline()"}></script>',
    'Not <code>&lt;script>shown()&lt;/script></code>.',
  ];
  writeFileSync(page, `${readFileSync(page, 'utf8')}\n${own.join('\n\n')}\n`);
  const out = join(project, 'dist');
  const { status, output } = await runAstro(['build'], {}, project);
  assert.notEqual(status, 0);
  assert.match(output, /One script stands in finished pages/);
  assert.ok(output.includes(`- on /threads/valve-deadline/: ${EVIL}`), output);
  const policy = (path: string) =>
    /script-src [^;]*/.exec(readFileSync(join(out, path, 'index.html'), 'utf8'))?.[0] ?? '';
  for (const script of ['plain()', '\nconst a = "x" < "y" && 1;\n', 'inline()', 'settings()'])
    assert.ok(policy('explainers/valve-deadline').includes(hashSource(script)), script);
  assert.ok(!policy('explainers/valve-deadline').includes(hashSource('shown()')));
  assert.ok(policy('threads/valve-deadline').includes(hashSource('settings()')));
  assert.ok(!policy('threads/valve-deadline').includes(hashSource(EVIL)));
});
