import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { parse } from '../../../src/cli/commands/parse.ts';
import { writePieces } from '../../../src/cli/output/pieces.ts';
import type { Conversation } from '../../../src/quoting/passage.ts';

const mail = (
  id: string,
  subject: string,
  fields = '',
  words = `Words of ${id}, which nobody else has written.`,
) =>
  `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Ada <ada@example.org>
Date: Mon, 4 Jan 2021 10:00:00 +0000
Message-ID: <${id}@example.org>
Subject: ${subject}
${fields}
${words}

`;
/** Two threads side by side. */
const MBOX = [
  mail('a', 'shelves'),
  mail('b', 'books'),
  mail('c', 'Re: shelves', 'In-Reply-To: <a@example.org>\n'),
  mail('d', 'Re: books', 'In-Reply-To: <b@example.org>\n'),
].join('');

async function printed(
  options: { json?: boolean; ndjson?: boolean },
  files: Record<string, string>,
): Promise<string> {
  const { output, stream } = await parse(Object.keys(files), options, {
    host: memoryHost(files),
    cacheFolder: '',
  });
  const pieces = [output ?? ''];
  for await (const piece of stream ?? []) pieces.push(piece);
  return pieces.join('');
}

test('--json is one object, written message by message as if it were one string', async () => {
  for (const text of [MBOX, 'nothing']) {
    const json = await printed({ json: true }, { 'a.mbox': text });
    assert.equal(json, `${JSON.stringify(JSON.parse(json), null, 2)}\n`);
  }
});

test('--ndjson gives the messages of --json, a line each, and each thread behind its own', async () => {
  const lines = (await printed({ ndjson: true }, { 'a.mbox': MBOX })).trimEnd().split('\n');
  const objects = lines.map((line) => JSON.parse(line) as Record<string, { readonly id: string }>);
  const whole = JSON.parse(await printed({ json: true }, { 'a.mbox': MBOX })) as Conversation;
  assert.deepEqual(
    objects.map((each) => [Object.keys(each)[0], each.message?.id ?? each.thread?.id]),
    [
      ['version', undefined],
      ['message', 'ada-2021-01-04-1000z'],
      ['message', 'ada-2021-01-04-1000z-2'],
      ['thread', 'shelves'],
      ['message', 'ada-2021-01-04-1000z-3'],
      ['message', 'ada-2021-01-04-1000z-4'],
      ['thread', 'books'],
    ],
  );
  const messageIds = (messages: readonly unknown[]) =>
    messages.map((each) => (each as { readonly messageId: string }).messageId).sort();
  assert.deepEqual(messageIds(objects.flatMap(({ message }) => message ?? [])), messageIds(whole.messages));
});

test('copies of a message and answers that come first are of one thread', async () => {
  const text = [
    mail('c', 'Re: shelves', 'In-Reply-To: <a@example.org>\nX-Mailing-List: one@example.org\n'),
    mail('b', 'books'),
    mail('a', 'shelves'),
    mail('c', 'Re: shelves', 'In-Reply-To: <a@example.org>\nX-Mailing-List: two@example.org\n'),
  ].join('');
  const lines = (await printed({ ndjson: true }, { 'a.mbox': text })).trimEnd().split('\n');
  const threads = lines.flatMap(
    (line) => (JSON.parse(line) as { thread?: { messages: string[] } }).thread ?? [],
  );
  assert.deepEqual(
    threads.map(({ messages }) => messages.length),
    [1, 2],
  );
});

test('what is wrong with the files is told once, when all is printed', async () => {
  const report = await parse(
    ['a.mbox', 'none'],
    { ndjson: true },
    {
      host: memoryHost({ 'a.mbox': MBOX.replace('Words of a,', 'Words\0of a,') }),
      cacheFolder: '',
    },
  );
  for await (const _ of report.stream ?? []);
  assert.deepEqual(
    report.diagnostics.map(({ code, place }) => [code, place.file, place.line]),
    [
      ['mail-damaged', 'a.mbox', 2],
      ['mail-unreadable', 'none', 1],
    ],
  );
});

test('a reader that has had enough ends the writing, and a slow one is waited for', async () => {
  let made = 0;
  const pieces = (async function* () {
    for (; made < 1000; made += 1) yield 'x'.repeat(10_000);
  })();
  let taken = 0;
  const slow = new Writable({
    highWaterMark: 20_000,
    write(_chunk, _encoding, done) {
      taken += 1;
      assert.ok(made - taken < 5);
      if (taken === 20) slow.destroy();
      setImmediate(done);
    },
  });
  await writePieces(pieces, slow);
  assert.equal(taken, 20);
  assert.ok(made < 30);
});
