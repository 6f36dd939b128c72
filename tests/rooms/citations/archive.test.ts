import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryHost } from '../../../src/base/memory-host.ts';
import { readThreads } from '../../../src/citations/threads/threads.ts';

const MAIL = [
  'From: Ada Reed <ada@example.org>',
  'Date: Mon, 04 Jan 2021 10:00:00 +0000',
  'Message-ID: <a/1@example.org>',
  '',
  'Nobody counts the pages.',
  '',
].join('\n');

/** The addresses of the message in an archive, and what is wrong. */
async function read(thread: string, site?: string) {
  const { verified, diagnostics } = await readThreads(
    'content',
    memoryHost({
      'content/threads/lending/thread.yaml': `title: Lending\n${thread}`,
      'content/threads/lending/1.eml': MAIL,
      ...(site === undefined ? {} : { 'content/archive.yaml': site }),
    }),
  );
  const { messages = [] } = verified.get('lending')?.thread ?? {};
  return [messages.map(({ archiveUrl }) => archiveUrl), diagnostics.map(({ code }) => code)];
}

test('a message is linked to no archive that nobody has named', async () => {
  assert.deepEqual(await read(''), [[null], []]);
});

test('the site names the archive of all its threads, and a thread another, or none', async () => {
  const site = 'archive: https://lists.example.org/books/{messageId}/\n';
  assert.deepEqual(await read('', site), [['https://lists.example.org/books/a%2F1@example.org/'], []]);
  assert.deepEqual(await read('archive: https://mail.example/?id={messageId}\n', site), [
    ['https://mail.example/?id=a%2F1@example.org'],
    [],
  ]);
  assert.deepEqual(await read('archive: none\n', site), [[null], []]);
  assert.deepEqual(await read('', 'archive: none\n'), [[null], []]);
});

test('an archive without Message-IDs in its addresses is named message by message', async () => {
  const page = 'https://lists.example.org/pipermail/books/2021-January/000017.html';
  assert.deepEqual(await read(`archive:\n  ada-reed-2021-01-04-1000z: ${page}\n`), [[page], []]);
  assert.deepEqual(await read(`archive:\n  ada-reed-2022-01-04-1000z: ${page}\n`), [
    [null],
    ['thread-invalid-yaml'],
  ]);
});

test('an archive in which no message has an address is refused', async () => {
  assert.deepEqual(await read('', 'archive: https://lists.example.org/\n'), [
    [null],
    ['archive-invalid-yaml'],
  ]);
  assert.deepEqual(await read('archive: https://lists.example.org/\n'), [[], ['thread-invalid-yaml']]);
});
