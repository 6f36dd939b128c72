import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { postil } from './command.ts';

const PAGE = 'content/explainers/lending.mdx';
/** A page that nothing is said of: telling a place reads its page again. */
const QUIET = 'content/explainers/quiet.mdx';
const SITE = {
  ...EXAMPLE_SITE,
  [PAGE]: '---\ntitle: Lending\n---\n\nSee [the mail](/threads/nowhere/).\n',
  [QUIET]: '---\ntitle: Quiet\n---\n\nNothing.\n',
  'content/notes/readme.txt': 'Not read by anybody.\n',
};

/** A site, and how often its page was read to be checked; looking whether it changed does not count. */
function counted(files: Readonly<Record<string, string | Uint8Array>>, env = {}) {
  const host = memoryHost(files, env);
  const written: string[] = [];
  let reads = 0;
  const counting: Host = {
    ...host,
    write: async (path, bytes) => {
      written.push(path);
      await host.write(path, bytes);
    },
    read: (path, bounds) => {
      if (path === QUIET) reads += 1;
      return host.read(path, bounds);
    },
  };
  return {
    host: counting,
    written,
    async check(line = 'check', code: string | null = 'one') {
      reads = 0;
      const ran = await postil(line, { host: counting, program: async () => code });
      return { ...ran, reads };
    },
  };
}

test('a check of a site in which nothing changed says the same, and reads no page but to see that', async () => {
  const { check } = counted(SITE);
  const [first, second] = [await check(), await check()];
  assert.deepEqual({ ...second, reads: 0 }, { ...first, reads: 0 });
  assert.match(first.err, /link-broken/);
  assert.deepEqual([first.reads, second.reads], [1, 0]);
});

const EDITS: readonly (readonly [what: string, file: string, text: string])[] = [
  [
    'a page',
    PAGE,
    '---\ntitle: Lending\n---\n\n<Quote from="nowhere/x" by="Ada">Words nobody wrote.</Quote>\n',
  ],
  ['a mail', 'content/threads/new/1.eml', 'From: Ada <a@b.example>\nSubject: x\n\nHello.\n'],
  ['a rule', 'content/rules/new.mdx', '---\ntitle: x\n---\n\nNo evidence.\n'],
  ['the trees', 'content/trees.yaml', 'v1: [\n'],
  ['the lock', 'content/postil.lock.json', '{'],
  ['redirects', 'content/redirects.yaml', '- 1\n'],
];

for (const [what, file, text] of EDITS)
  test(`after an edit of ${what} the answer is that of a check that keeps nothing`, async () => {
    const { host, check } = counted(SITE);
    const before = await check();
    await host.write(file, new TextEncoder().encode(text));
    const after = await check();
    const fresh = await check('check', null);
    assert.deepEqual({ ...after, reads: 0 }, { ...fresh, reads: 0 });
    assert.notEqual(after.err, before.err);
  });

test('another program, and another question, get an answer of their own', async () => {
  const { check } = counted(SITE);
  const first = await check();
  assert.equal((await check('check', 'two')).reads, 1);
  const json = await check('check --json');
  assert.ok(json.out.startsWith('{') || json.out.startsWith('['));
  assert.equal((await check()).err, first.err);
});

test('a tree of the reader, which changes by itself, is looked at each time', async () => {
  const { check } = counted(SITE, { POSTIL_TREE_V1_0_3: 'tree' });
  await check();
  assert.equal((await check()).reads, 1);
});

test('what is damaged in the cache is worked out again', async () => {
  const { host, written, check } = counted(SITE);
  const first = await check();
  const kept = [...written];
  assert.equal(kept.filter((path) => path.includes('/checks/')).length, 1);
  for (const path of kept) await host.write(path, new TextEncoder().encode('half'));
  const again = await check();
  assert.deepEqual([again.err, again.reads], [first.err, first.reads]);
});

test('what was edited while it was checked, and edited back, is checked again', async () => {
  const { host, check } = counted(SITE);
  const edited = new TextEncoder().encode('---\ntitle: Lending\n---\n\nNo link.\n');
  const list = host.list;
  let lists = 0;
  host.list = async (path, bounds) => {
    // The first time it is seen whether anything changed; the second time it is read.
    if (path === 'content/threads' && ++lists === 2) await host.write(PAGE, edited);
    return await list(path, bounds);
  };
  assert.doesNotMatch((await check()).err, /link-broken/);
  await host.write(PAGE, new TextEncoder().encode(SITE[PAGE]));
  assert.match((await check()).err, /link-broken/);
});

test('another version of a grammar that the reader has installed is asked again', async () => {
  const { host, check } = counted({
    ...SITE,
    'node_modules/tree-sitter-rust/tree-sitter-rust.wasm': 'one',
  });
  await check();
  assert.equal((await check()).reads, 0);
  await host.write('node_modules/tree-sitter-rust/tree-sitter-rust.wasm', new TextEncoder().encode('two'));
  assert.equal((await check()).reads, 1);
});
