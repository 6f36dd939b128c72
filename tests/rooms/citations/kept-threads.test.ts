import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Host } from '../../../src/base/host.ts';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { shelfIn } from '../../../src/base/shelf.ts';
import { newMemory } from '../../../src/citations/memory.ts';
import { readThreads } from '../../../src/citations/threads/threads.ts';
import { signed, signingKey } from '../../signed-mail.ts';

const mail = (from: string, words: string) =>
  `From: ${from} <${from}@b.example>\nTo: list@b.example\nSubject: Pins\nDate: Mon, 5 Oct 2020 12:00:00 +0000\nMessage-ID: <${from}@b.example>\n\n${words}\n`;

const ONE = 'content/threads/one/2.eml';
const FILES = {
  'content/threads/one/thread.yaml': 'title: One\n',
  'content/threads/one/1.eml': signed(mail('ada', 'A pin is a promise.'), signingKey('ed25519')),
  [ONE]: mail('ben', '> A pin is a promise.\n\nIt is \u202eone.'),
  'content/threads/two/thread.yaml': 'title: Two\n',
  'content/threads/two/1.txt': readFileSync('tests/threads/unsafe-follow-pfn/000_e4ea3e43576b91a5.txt'),
};

/** Threads as one process after another reads them, and how many each has read anew: those it kept. */
function world(files: Readonly<Record<string, string | Uint8Array>> = FILES) {
  const host = memoryHost(files);
  let anew: string[] = [];
  const watching: Host = {
    ...host,
    write: async (path, bytes) => {
      anew.push(path);
      await host.write(path, bytes);
    },
  };
  return {
    write: (path: string, text: string) => host.write(path, new TextEncoder().encode(text)),
    text: async (path: string) => new TextDecoder().decode((await host.read(path)) ?? undefined),
    async run({ program = 'one', world: own = watching }: { program?: string; world?: Host } = {}) {
      anew = [];
      const read = await readThreads('content', own, newMemory(shelfIn('cache', program, own)));
      return { read, anew };
    },
    watching,
    fresh: () => readThreads('content', host),
  };
}

test('what is kept of a thread is what reading it gives, signatures and warnings included', async () => {
  const { run, fresh } = world();
  await run();
  const { read, anew } = await run();
  assert.deepEqual(anew, []);
  assert.deepEqual(read, await fresh());
  const one = read.verified.get('one');
  assert.ok(one?.mail.some(({ signatures }) => signatures.some(({ signed: bytes }) => bytes.length > 0)));
  assert.deepEqual(
    read.diagnostics.map(({ code }) => code),
    ['mail-hidden-characters'],
  );
});

test('after an edit of one mail, or of its thread.yaml, only that thread is read', async () => {
  const { run, write, fresh } = world();
  await run();
  for (const [path, text] of [
    [ONE, mail('ben', 'It is none.')],
    ['content/threads/one/thread.yaml', 'title: Once\n'],
    ['content/threads/one/3.eml', mail('carl', 'What of a pin that is none?')],
  ] as const) {
    await write(path, text);
    const { read, anew } = await run();
    assert.equal(anew.length, 1, path);
    assert.deepEqual(read, await fresh());
  }
});

test('an archive that the site names is in every thread', async () => {
  const { run, write, fresh } = world();
  await run();
  await write('content/archive.yaml', 'archive: https://lists.example/{messageId}\n');
  const { read, anew } = await run();
  assert.equal(anew.length, 2);
  assert.deepEqual(read, await fresh());
});

test('wishes to be left out hold for what is kept', async () => {
  const { run, write, fresh } = world();
  await run();
  await write('content/redactions.yaml', '- message: ben@b.example\n  date: 2026-01-02\n');
  const { read } = await run();
  assert.match(JSON.stringify(read.verified.get('one')?.thread), /removed at the author/);
  assert.deepEqual(read, await fresh());
});

test('another program reads all anew, and so does whoever finds damage', async () => {
  const { run, write, text, fresh } = world();
  const { anew: kept } = await run();
  assert.equal((await run({ program: 'two' })).anew.length, 2);
  const [first = ''] = kept;
  await write(first, (await text(first)).replace('promise', 'premise'));
  const { read, anew } = await run({ program: 'two' });
  assert.deepEqual(anew, [first]);
  assert.deepEqual(read, await fresh());
});

test('a thread that cannot be read is not kept, nor one that changed while it was read', async () => {
  const { run, write, watching } = world();
  await write('content/threads/one/thread.yaml', 'titel: One\n');
  await run();
  assert.equal((await run()).anew.length, 0);
  await write('content/threads/one/thread.yaml', 'title: One\n');
  let reads = 0;
  const saving: Host = {
    ...watching,
    stream: async (path, part) => {
      // Once for the digest; then an editor saves, and it is read.
      if (path === ONE && ++reads === 2) await write(ONE, mail('ben', 'It was saved.'));
      return await watching.stream(path, part);
    },
  };
  assert.deepEqual((await run({ world: saving })).anew, []);
  assert.equal((await run()).anew.length, 1);
});
