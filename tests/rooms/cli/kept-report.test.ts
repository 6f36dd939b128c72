import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { postil } from './command.ts';

const PAGE = 'content/explainers/lending.mdx';
const SITE = {
  ...EXAMPLE_SITE,
  [PAGE]: '---\ntitle: Lending\n---\n\nSee [the mail](/threads/nowhere/).\n',
  'content/notes/readme.txt': 'Not read by anybody.\n',
};

/** A site, and how often its mail was read by the whole check; looking whether anything changed reads it once more. */
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
    stream: (path, part) => {
      if (path.endsWith('.eml') || path.endsWith('.mbox') || path.endsWith('.txt')) reads += 1;
      return host.stream(path, part);
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

test('a check of a site in which nothing changed says the same, and reads no mail but to see that', async () => {
  const { check } = counted(SITE);
  const [first, second] = [await check(), await check()];
  assert.deepEqual({ ...second, reads: 0 }, { ...first, reads: 0 });
  assert.match(first.err, /link-broken/);
  assert.ok(second.reads < first.reads, `${second.reads} of ${first.reads}`);
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
  assert.equal((await check('check', 'two')).reads, first.reads);
  const json = await check('check --json');
  assert.ok(json.out.startsWith('{') || json.out.startsWith('['));
  assert.equal((await check()).err, first.err);
});

test('a tree of the reader, which changes by itself, is looked at each time', async () => {
  const { check } = counted(SITE, { POSTIL_TREE_V1_0_3: 'tree' });
  const first = await check();
  assert.equal((await check()).reads, first.reads);
});

test('what is damaged in the cache is worked out again', async () => {
  const { host, written, check } = counted(SITE);
  const first = await check();
  const kept = written.filter((path) => path.includes('/checks/'));
  assert.equal(kept.length, 1);
  for (const path of kept) await host.write(path, new TextEncoder().encode('half'));
  const again = await check();
  assert.deepEqual([again.err, again.reads], [first.err, first.reads]);
});
