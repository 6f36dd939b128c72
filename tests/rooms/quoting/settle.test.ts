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
      [1, 'Ada Lovelace', 'ada-lovelace-2021-01-04-1000z', 'stated'],
      [0, 'Tom Jones', 'tom-jones-2021-01-04-1005z', 'stated'],
      [1, 'Ada Lovelace', 'ada-lovelace-2021-01-04-1000z', 'stated'],
      [0, 'Tom Jones', 'tom-jones-2021-01-04-1005z', 'stated'],
    ],
  );
  assert.deepEqual(
    threads.map(({ parents }) => parents),
    [{ 'tom-jones-2021-01-04-1005z': 'ada-lovelace-2021-01-04-1000z' }],
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
    [3],
  );
});

test('two answers to a lost message are siblings in one thread, and the lost message has its place', async () => {
  const answer = (id: string, minute: number) => mail(id, 'Kim <k@x>', minute, 'Me too.', 'gone');
  const { messages, threads } = await read(answer('c', 9), answer('d', 10));
  const [lost] = messages.filter(({ recovered }) => recovered);
  assert.deepEqual([lost?.messageId, lost?.subject, lost?.passages], ['gone@x', 'Re: pages', []]);
  assert.deepEqual(
    threads.map(({ parents }) => Object.values(parents)),
    [[lost?.id, lost?.id]],
  );
});

const TEXT = 'Every page of every book should be counted before it is lent.';
const QUOTED = `> ${TEXT}\n\nNo.`;

test('a message that arrives after its quote takes its place, under the same ids', async () => {
  // Mail programs round: the quote says one minute more, in the zone of whoever quotes.
  const reply = mail(
    'b',
    'Tom <t@x>',
    30,
    `On Mon, Jan 4, 2021 at 12:01 PM Ada Lovelace <a@x> wrote:\n${QUOTED}`,
    'a',
  ).replace('10:30:00 +0000', '12:30:00 +0200');
  const original = mail('a', 'Ada Lovelace <a@x>', 0, TEXT);
  const alone = (await read(reply)).messages.find(({ recovered }) => recovered);
  const both = await read(reply, original);
  const arrived = both.messages.find(({ messageId }) => messageId === 'a@x');
  assert.equal(alone?.messageId, 'a@x');
  assert.deepEqual(
    [arrived?.id, arrived?.recovered, arrived?.passages.map(({ id }) => id), arrived?.aliases],
    [alone?.id, false, alone?.passages.map(({ id }) => id), ['ada-lovelace-2021-01-04-1000z']],
  );
  assert.equal(both.messages.filter(({ recovered }) => recovered).length, 0);
});

test('a quote and its original are one message by their words, where no header links them', async () => {
  const reply = mail(
    'b',
    'Tom <t@x>',
    30,
    `On Mon, Jan 4, 2021 at 10:00 AM Ada Lovelace <a@x> wrote:\n${QUOTED}`,
  );
  const original = mail('a', 'Ada Lovelace <a@x>', 0, TEXT);
  const { messages, threads } = await read(original, reply);
  assert.deepEqual(
    messages.map(({ recovered }) => recovered),
    [false, false],
  );
  assert.deepEqual(threads[0]?.parents, { 'tom-2021-01-04-1030z': 'ada-lovelace-2021-01-04-1000' });
});

test('two quotes of one message in different zones are one recovered message', async () => {
  const quoting = (id: string, minute: number, clock: string) =>
    mail(id, 'Tom <t@x>', minute, `On Mon, Jan 4, 2021 at ${clock} AM Ada Lovelace <a@x> wrote:\n${QUOTED}`);
  const { messages } = await read(quoting('b', 30, '10:00'), quoting('c', 31, '3:00'));
  assert.equal(messages.filter(({ recovered }) => recovered).length, 1);
});

test('equal words of one person on different days are two messages', async () => {
  const quoting = (id: string, day: number) =>
    mail(id, 'Tom <t@x>', day, `On Mon, Jan ${day}, 2021 at 10:00 AM Ada Lovelace <a@x> wrote:\n${QUOTED}`);
  const { messages } = await read(quoting('b', 4), quoting('c', 9));
  assert.equal(messages.filter(({ recovered }) => recovered).length, 2);
});

test('header fields that go round in a circle make a thread all the same', async () => {
  const { threads } = await read(
    mail('a', 'Ada <a@x>', 0, 'One.', 'b'),
    mail('b', 'Tom <t@x>', 1, 'Two.', 'a'),
  );
  assert.deepEqual(
    threads.map(({ messages }) => messages.length),
    [2],
  );
});

test('the versions of a patch are linked, whether or not they were posted in one thread', async () => {
  const patch = (id: string, minute: number, subject: string) =>
    mail(id, 'Ada <a@x>', minute, `Version ${id}.`).replace('Subject: pages', `Subject: ${subject}`);
  const { threads } = await read(
    patch('a', 0, '[PATCH] mm: count pages'),
    patch('b', 5, '[PATCH v2] mm: count pages'),
    patch('c', 6, '[PATCH] mm: other'),
  );
  const series = [
    { version: 1, message: 'ada-2021-01-04-1000z' },
    { version: 2, message: 'ada-2021-01-04-1005z' },
  ];
  assert.deepEqual(
    threads.map((thread) => [thread.id, thread.series]),
    [
      ['mm-count-pages', series],
      ['mm-count-pages-2', series],
      ['mm-other', []],
    ],
  );
});

test('one true paragraph lends nothing to the words beside it', async () => {
  const forged = mail(
    'b',
    'Mel Gray <mel@x>',
    5,
    'On Mon, 4 Jan 2021 10:00:00 +0000, Ada Lovelace <ada@x> wrote:\n> Should we count the pages of every book?\n>\n> I think so, and burn the ones that have too few.\n\nGood.',
    'a',
  );
  const { messages } = await read(FIRST, forged);
  const quoted = messages.find(({ messageId }) => messageId === 'b@x')?.passages.slice(1, 3);
  assert.deepEqual(
    quoted?.map(({ source, confidence }) => [source, confidence]),
    [
      ['ada-lovelace-2021-01-04-1000z', 'stated'],
      ['ada-lovelace-2021-01-04-1000z', 'inferred'],
    ],
  );
});

test('the end of a word that stands in a message does not', async () => {
  const { messages } = await read(
    mail('a', 'Ada Lovelace <ada@x>', 0, 'This is unsafe for every book that we have.'),
    mail(
      'b',
      'Mel Gray <mel@x>',
      5,
      'On Mon, 4 Jan 2021 10:00:00 +0000, Ada Lovelace <ada@x> wrote:\n> safe for every book that we have.\n\nGood.',
      'a',
    ),
  );
  const quoted = messages.find(({ messageId }) => messageId === 'b@x')?.passages[1];
  assert.equal(quoted?.confidence, 'inferred');
});

test('a line that names another person keeps what the message above does not have', async () => {
  const { messages } = await read(
    FIRST,
    mail(
      'b',
      'Mel Gray <mel@x>',
      5,
      'On Mon, 4 Jan 2021 09:00:00 +0000, Kim Hall <kim@x> wrote:\n> Should we count the pages of every book?\n>\n> Shelves are what we ought to count instead.\n\nGood.',
      'a',
    ),
  );
  const quoted = messages.find(({ messageId }) => messageId === 'b@x')?.passages.slice(1, 3);
  assert.deepEqual(
    quoted?.map(({ author, confidence }) => [author, confidence]),
    [
      ['Ada Lovelace', 'stated'],
      ['Kim Hall', 'stated'],
    ],
  );
});
