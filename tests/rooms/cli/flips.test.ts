import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { nodeHost } from '../../../src/base/node-host.ts';
import { flips } from '../../../src/cli/commands/flips.ts';
import { readLock } from '../../../src/sources/lock.ts';
import { gitIn } from '../../git.ts';

const RULE = `---
title: A book is lent once
topic: Lending
statement: A book that has a reader is not lent again.
evidence:
  - id: busy
    claim: "\`lend()\` refuses."
    kind: function-contains
    path: lib/shelf.c
    function: lend
    needle: return -EBUSY
    expect: {}
  - id: no-queue
    claim: Nobody waits for a book.
    kind: text-absent
    path: lib/
    needle: queue
    expect: {}
---

Whoever has it, has it.
`;

const LEND = (body: string): string => `int lend(struct book *book)\n{\n${body}\treturn 0;\n}\n`;

/** A repository whose commits are known by what they say: which of them changes an answer is plain to see. */
function history(context: TestContext): {
  readonly root: string;
  readonly hashOf: (subject: string) => string;
} {
  const root = mkdtempSync(join(tmpdir(), 'postil-test-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const git = gitIn(root);
  const commit = (subject: string, path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    git('add', '.');
    git('commit', '-q', '-m', subject);
  };
  git('init', '-q');
  commit('shelf: begin', 'lib/shelf.c', LEND(''));
  git('tag', 'v1.0');
  commit('doc: say hello', 'README', 'Hello.\n');
  commit('shelf: count', 'lib/shelf.c', LEND('\tlent++;\n'));
  git('tag', 'v1.1');
  commit('shelf: count twice', 'lib/shelf.c', LEND('\tlent += 2;\n'));
  commit('shelf: refuse', 'lib/shelf.c', LEND('\tif (book->reader)\n\t\treturn -EBUSY;\n\tlent++;\n'));
  commit(
    'shelf: a comment',
    'lib/shelf.c',
    LEND('\t/* Once. */\n\tif (book->reader)\n\t\treturn -EBUSY;\n\tlent++;\n'),
  );
  git('tag', 'v1.2-rc1');
  git('tag', 'v1.2');
  commit('desk: a queue', 'lib/desk.c', 'struct queue desk;\n');
  git('tag', 'v1.10');
  return { root, hashOf: (subject) => git('log', '--format=%H', '--grep', `^${subject}$`).trim() };
}

const site = { 'content/rules/lend-once.mdx': RULE, 'content/trees.yaml': '{}\n' };

test('the commit is found at which an answer changes, and the verdict with it', async (context) => {
  const { root, hashOf } = history(context);
  const real = nodeHost();
  const memory = memoryHost(site);
  const host = { ...real, read: reads(memory, real), list: lists(memory, real), write: memory.write };
  const report = await flips(
    [],
    { content: 'content', git: root, update: true },
    { host, cacheFolder: '/nowhere' },
  );
  assert.deepEqual(report.diagnostics, []);
  const [refuse, queue] = [hashOf('shelf: refuse'), hashOf('desk: a queue')];
  assert.deepEqual(report.output?.split('\n'), [
    `lend-once: broken in 1.1, holds in 1.2: ${refuse.slice(0, 12)} of 2021-02-03, shelf: refuse`,
    `lend-once: holds in 1.2, broken in 1.10: ${queue.slice(0, 12)} of 2021-02-03, desk: a queue`,
    `lend-once/busy: no in 1.1, yes in 1.2: ${refuse.slice(0, 12)} of 2021-02-03, shelf: refuse`,
    `lend-once/no-queue: yes in 1.2, no in 1.10: ${queue.slice(0, 12)} of 2021-02-03, desk: a queue`,
    '4 changes of answers and verdicts, 4 with the commit; wrote content/postil.lock.json',
  ]);
  const text = new TextDecoder().decode((await memory.read('content/postil.lock.json')) ?? new Uint8Array());
  const read = readLock('lock', text);
  assert.ok('lock' in read);
  assert.deepEqual(read.lock.flips['lend-once/busy'], [
    {
      from: 'no',
      to: 'yes',
      between: ['1.1', '1.2'],
      commit: refuse,
      date: '2021-02-03',
      subject: 'shelf: refuse',
    },
  ]);
});

test('a repository without tags of releases is told', async (context) => {
  const { root } = history(context);
  for (const tag of ['v1.0', 'v1.1', 'v1.2', 'v1.10'])
    execFileSync('git', ['-C', root, 'tag', '-d', tag], { stdio: 'ignore' });
  const real = nodeHost();
  const memory = memoryHost(site);
  const host = { ...real, read: reads(memory, real), list: lists(memory, real) };
  const report = await flips([], { content: 'content', git: root }, { host, cacheFolder: '/nowhere' });
  assert.deepEqual(
    report.diagnostics.map(({ code, message }) => [code, message]),
    [['history-unreadable', `The history cannot be read: ${root} has no tag of a release.`]],
  );
});

type World = ReturnType<typeof nodeHost>;

/** The content is in memory, the repository on disk. */
const reads =
  (memory: World, real: World): World['read'] =>
  async (path, bounds) =>
    path.startsWith('content/') ? await memory.read(path, bounds) : await real.read(path, bounds);
const lists =
  (memory: World, real: World): World['list'] =>
  async (path, bounds) =>
    path.startsWith('content') ? await memory.list(path, bounds) : await real.list(path, bounds);
