import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { EXAMPLE_SITE } from '../../../src/site/reference/example-site.ts';
import { postil } from './command.ts';

const LOCK = 'content/postil.lock.json';
const mail = (id: string) =>
  `From: Ada Reed <ada@example.org>\nTo: list@lists.example.org\nSubject: Counting\nDate: Tue, 5 Jan 2021 10:00:00 +0000\nMessage-ID: <${id}@example.org>\n\nNobody counts ${id}.\n`;

const RULE = {
  'content/rules/lend-once.mdx': `---
title: Lend a book once
statement: Look whether it is there.
evidence:
  - id: busy
    claim: A book that somebody has is refused.
    kind: function-contains
    path: lib/shelf.c
    function: lend
    needle: return -EBUSY
    expect: { v1.0.3: 4 }
rests-on:
  - { path: lib/shelf.c, function: lend }
---
`,
};

for (const line of ['sources --update', 'review lend-once --as holds --by Ada'])
  test(`what is sealed while "${line}" works stays in the lock`, async () => {
    const world = memoryHost({ ...EXAMPLE_SITE, ...RULE }, { POSTIL_TREE_V1_0_3: 'tree' });
    const sealing = { ...world };
    const left = ['one', 'two', 'three'];
    const host: Host = {
      ...world,
      // Another process writes what this one has just read.
      read: async (path, bounds) => {
        const bytes = await world.read(path, bounds);
        const id = path === LOCK ? left.shift() : undefined;
        if (id !== undefined) {
          await world.write(`content/threads/lending/${id}.eml`, new TextEncoder().encode(mail(id)));
          await postil('seal --update', { host: sealing, current: '' });
        }
        return bytes;
      },
    };
    const { out, err } = await postil(line, { host, current: '' });
    const lock = new TextDecoder().decode((await world.read(LOCK)) ?? undefined);
    assert.match(out, /wrote content\/postil\.lock\.json/, err);
    for (const id of ['one', 'two', 'three'])
      assert.match(lock, new RegExp(`"lending <${id}@example\\.org>"`));
  });

test('of processes that import, seal and lock at once, none undoes what another has written', async (context) => {
  const root = mkdtempSync(join(tmpdir(), 'postil-turns-'));
  context.after(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries({ ...EXAMPLE_SITE, ...RULE })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const ids = ['one', 'two', 'three', 'four'];
  for (const id of ids) writeFileSync(join(root, `${id}.eml`), mail(id));
  const lines = [
    ...ids.map((id) => ['import', `${id}.eml`]),
    ['seal', '--update'],
    ['sources', '--update'],
    ['review', 'lend-once', '--as', 'holds', '--by', 'Ada'],
  ];
  const told = await Promise.all(lines.map((line) => run(line, root)));
  assert.deepEqual(
    told.map(({ status }) => status),
    lines.map(() => 0),
    told.map(({ output }) => output).join('\n'),
  );
  const lock = readFileSync(join(root, LOCK), 'utf8');
  for (const id of ids) assert.match(lock, new RegExp(`<${id}@example\\.org>`));
  assert.match(lock, /"reviews"/);
});

function run(line: readonly string[], root: string): Promise<{ status: number | null; output: string }> {
  const env = { ...process.env, XDG_CACHE_HOME: join(root, 'cache'), POSTIL_TREE_V1_0_3: join(root, 'tree') };
  const child = spawn(process.execPath, [resolve('src/cli/main.ts'), ...line], { cwd: root, env });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  return new Promise((done) => child.once('close', (status) => done({ status, output })));
}
