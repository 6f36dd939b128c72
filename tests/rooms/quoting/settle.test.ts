import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';

const mail = (id: string, from: string, minute: number, body: string, parent?: string) =>
  [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    `From: ${from}`,
    `Date: Mon, 4 Jan 2021 10:${String(minute).padStart(2, '0')}:00 +0000`,
    `Message-ID: <${id}@x>`,
    ...(parent ? [`In-Reply-To: <${parent}@x>`, `References: <${parent}@x>`] : []),
    `Subject: ${parent ? 'Re: ' : ''}pages`,
    '',
    body,
    '',
  ].join('\n');
const read = async (...mails: string[]) =>
  readConversation(
    (await readMail([{ path: 'a.mbox', bytes: new TextEncoder().encode(mails.join('\n')) }])).messages,
  );

const FIRST = mail('a', 'Ada Lovelace <ada@x>', 0, 'Should we count the pages of every book?\n\nI think so.');
const REPLY_WITHOUT_NAMES = mail(
  'b',
  'Tom Jones <tom@x>',
  5,
  '> Should we count the pages\n> of every book?\n\nNo.\n\n> I think so.\n\nI do not.',
  'a',
);

test("a parent's own text settles who wrote a quote that no attribution line introduces", async () => {
  const { messages, threads } = await read(FIRST, REPLY_WITHOUT_NAMES);
  const reply = messages.find(({ messageId }) => messageId === 'b@x');
  assert.deepEqual(
    reply?.passages.map(({ depth, author, source, confidence }) => [depth, author, source, confidence]),
    [
      [1, 'Ada Lovelace', 'ada-lovelace-2021-01-04-1000', 'stated'],
      [0, 'Tom Jones', 'tom-jones-2021-01-04-1005', 'stated'],
      [1, 'Ada Lovelace', 'ada-lovelace-2021-01-04-1000', 'stated'],
      [0, 'Tom Jones', 'tom-jones-2021-01-04-1005', 'stated'],
    ],
  );
  assert.deepEqual(
    threads.map(({ parents }) => parents),
    [{ 'tom-jones-2021-01-04-1005': 'ada-lovelace-2021-01-04-1000' }],
  );
  assert.equal(messages.filter(({ recovered }) => recovered).length, 0);
});

test('a message known from two replies is recovered once, with what either quotes of it', async () => {
  const quoting = (id: string, from: string, minute: number, words: string) =>
    mail(
      id,
      from,
      minute,
      `On Mon, Jan 4, 2021 at 9:00 AM Eve Adams <eve@x> wrote:\n> ${words}\n\nHm.`,
      'gone',
    );
  const { messages } = await read(
    quoting('b', 'Tom <t@x>', 5, 'First half.'),
    quoting('c', 'Kim <k@x>', 6, 'Second half.'),
  );
  assert.deepEqual(
    messages
      .filter(({ recovered }) => recovered)
      .map(({ id, passages }) => [id, passages.map(({ text }) => text)]),
    [['eve-adams-2021-01-04-0900', ['First half.', 'Second half.']]],
  );
});

test('a reply whose parent is lost joins the thread of its subject', async () => {
  const { threads } = await read(FIRST, mail('c', 'Kim <k@x>', 9, 'Me too.', 'gone'));
  assert.deepEqual(
    threads.map(({ messages }) => messages.length),
    [2],
  );
});
