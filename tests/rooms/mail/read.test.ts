import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { splitFlatHeader } from '../../../src/mail/flat-header.ts';
import { readMail } from '../../../src/mail/read.ts';

const file = (text: string, path = 'a.txt') => ({ path, bytes: new TextEncoder().encode(text) });
const PAGE = 'Re: pages\n\nFrom: Ada Lovelace\nDate: Mon Jan 04 2021 - 10:00:00 EST\n\n\nHello\n';

test('an empty file is a diagnostic and the other files are still read', async () => {
  const { messages, diagnostics } = await readMail([file('  \n', 'empty.txt'), file(PAGE, 'page.txt')]);
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['ada-lovelace-2021-01-04-1500z'],
  );
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place]),
    [['mail-empty', { file: 'empty.txt', line: 1, column: 1 }]],
  );
});

test('a file that is no mail is refused with the formats that would do', async () => {
  const { messages, diagnostics } = await readMail([file('just some words\n')]);
  assert.deepEqual(messages, []);
  assert.deepEqual(
    diagnostics.map(({ code, expected }) => [code, expected]),
    [
      [
        'mail-not-mail',
        'mboxrd without line breaks, mbox, public-inbox Atom feed, archive text page, single message',
      ],
    ],
  );
});

test('the same page twice is one message with two copies', async () => {
  const { messages } = await readMail([file(PAGE, 'a.txt'), file(PAGE, 'b.txt')]);
  assert.deepEqual(
    messages.map(({ copies }) => copies),
    [2],
  );
});

test('two messages of one writer in one minute have distinct ids', async () => {
  const { messages } = await readMail([
    file(PAGE, 'a.txt'),
    file(PAGE.replace('Hello', 'Hello again'), 'b.txt'),
  ]);
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['ada-lovelace-2021-01-04-1500z', 'ada-lovelace-2021-01-04-1500z-2'],
  );
});

test('a page in Windows-1252 is read as its writer meant it', async () => {
  const bytes = Uint8Array.from(PAGE.replace('Hello', 'K\u00f6nig'), (letter) => letter.charCodeAt(0));
  assert.equal((await readMail([{ path: 'a.txt', bytes }])).messages[0]?.body.text, 'König\n');
});

test('any bytes are read without a throw', async () => {
  const starts = [
    '',
    'From mboxrd@z Thu Jan 1 00:00:00 1970 ',
    'From a Thu Jan  1 00:00:00 1970\nFrom: b\n',
    'From: a\nDate: b\n',
    PAGE,
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), async (start, bytes) => {
      await readMail([{ path: 'x', bytes: Buffer.concat([Buffer.from(start), bytes]) }]);
    }),
  );
});

test('a flattened header ends where the grammar of its last field says', async () => {
  assert.deepEqual(
    splitFlatHeader('Subject: Re: [PATCH] x In-Reply-To: From: Ada Sender: "list" On Monday > > hi'),
    {
      fields: [
        { name: 'Subject', value: 'Re: [PATCH] x' },
        { name: 'In-Reply-To', value: '' },
        { name: 'From', value: 'Ada' },
        { name: 'Sender', value: '"list"' },
      ],
      body: 'On Monday > > hi',
    },
  );
});

const MBOX = `From mboxrd@z Thu Jan  1 00:00:00 1970
From: =?UTF-8?Q?Christian_K=C3=B6nig?= <ck@example.org>
Date: Mon, 8 Aug 2022 13:22:04 +0200
Message-ID: <a@example.org>
Subject: one
List-Id: A list <list.example.org>

>From here on, text.

From the start, no separator.

From mboxrd@z Thu Jan  1 00:00:00 1970
From: Ada <ada@example.org>
Date: Mon, 8 Aug 2022 14:00:00 +0200
Message-ID: <b@example.org>
In-Reply-To: <a@example.org>
Subject: Re: one
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

caf=C3=A9 and a soft =
break
`;

test('an mbox is cut at its separators only, and its quoted From lines are restored', async () => {
  const { messages } = await readMail([file(MBOX)]);
  assert.deepEqual(
    messages.map(({ from, messageId, inReplyTo, date, lists, body }) => [
      from.name,
      messageId,
      inReplyTo,
      date,
      lists,
      body.text,
    ]),
    [
      [
        'Christian König',
        'a@example.org',
        null,
        '2022-08-08T13:22:04+02:00',
        ['list@example.org'],
        'From here on, text.\n\nFrom the start, no separator.\n\n',
      ],
      ['Ada', 'b@example.org', 'a@example.org', '2022-08-08T14:00:00+02:00', [], 'café and a soft break\n'],
    ],
  );
});

test('a compressed mbox is read like the mbox in it, and a damaged one is told', async () => {
  const bytes = gzipSync(MBOX);
  assert.equal((await readMail([{ path: 'a.gz', bytes }])).messages.length, 2);
  const cut = await readMail([{ path: 'a.gz', bytes: bytes.subarray(0, 100) }]);
  assert.deepEqual(
    cut.diagnostics.map(({ code }) => code),
    ['mail-unreadable'],
  );
});

test('a compressed file that swells as no mail does is refused', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from(MBOX), Buffer.alloc(40 * 1024 * 1024)]));
  const { diagnostics } = await readMail([{ path: 'bomb.gz', bytes: bomb }]);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['mail-too-large'],
  );
});

test('a field of more letters than a line may have is read as far as that, and it is told', async () => {
  const long = 'shelf '.repeat(300);
  const mail = `From: ${long}<ada@example.org>\nCc: ${long}<tom@example.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <a@example.org>\nSubject: ${long}\n\nHello.\n`;
  const { messages, diagnostics } = await readMail([file(mail)]);
  assert.deepEqual(
    messages.map(({ subject, from, cc }) => [subject.length, from.name?.length, cc[0]?.name?.length]),
    [[998, 998, 998]],
  );
  assert.deepEqual(
    diagnostics.map(({ code, place, message }) => [code, place.line, message]),
    [
      ['mail-field', 1, 'From has more than 998 letters; those behind them were not read.'],
      ['mail-field', 2, 'Cc has a name or an address of more than 998 letters; it was cut.'],
      ['mail-field', 5, 'Subject has more than 998 letters; those behind them were not read.'],
    ],
  );
});

test('a list of many recipients is no field that is too long', async () => {
  const many = Array.from({ length: 200 }, (_, at) => `Ada <a${at}@example.org>`).join(',\n ');
  const mail = `From: Ada <ada@example.org>\nCc: ${many}\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <a@example.org>\nSubject: x\n\nHello.\n`;
  const { messages, diagnostics } = await readMail([file(mail)]);
  assert.deepEqual(diagnostics, []);
  assert.equal(messages[0]?.cc.length, 200);
});
