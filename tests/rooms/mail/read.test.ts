import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitFlatHeader } from '../../../src/mail/flat-header.ts';
import { readMail } from '../../../src/mail/read.ts';

const file = (text: string, path = 'a.txt') => ({ path, bytes: new TextEncoder().encode(text) });
const PAGE = 'Re: pages\n\nFrom: Ada Lovelace\nDate: Mon Jan 04 2021 - 10:00:00 EST\n\n\nHello\n';

test('an empty file is a diagnostic and the other files are still read', () => {
  const { messages, diagnostics } = readMail([file('  \n', 'empty.txt'), file(PAGE, 'page.txt')]);
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['ada-lovelace-2021-01-04-1000'],
  );
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place]),
    [['mail-empty', { file: 'empty.txt', line: 1, column: 1 }]],
  );
});

test('a file that is no mail is refused with the formats that would do', () => {
  const { messages, diagnostics } = readMail([file('just some words\n')]);
  assert.deepEqual(messages, []);
  assert.deepEqual(
    diagnostics.map(({ code, expected }) => [code, expected]),
    [['mail-not-mail', 'mboxrd without line breaks, archive text page']],
  );
});

test('the same page twice is one message with two copies', () => {
  const { messages } = readMail([file(PAGE, 'a.txt'), file(PAGE, 'b.txt')]);
  assert.deepEqual(
    messages.map(({ copies }) => copies),
    [2],
  );
});

test('two messages of one writer in one minute have distinct ids', () => {
  const { messages } = readMail([file(PAGE, 'a.txt'), file(PAGE.replace('Hello', 'Hello again'), 'b.txt')]);
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['ada-lovelace-2021-01-04-1000', 'ada-lovelace-2021-01-04-1000-2'],
  );
});

test('a page in Windows-1252 is read as its writer meant it', () => {
  const bytes = Uint8Array.from(PAGE.replace('Hello', 'K\u00f6nig'), (letter) => letter.charCodeAt(0));
  assert.equal(readMail([{ path: 'a.txt', bytes }]).messages[0]?.body.text, 'König\n');
});

test('any bytes are read without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => readMail([{ path: 'x', bytes }]) !== undefined),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      readMail([file(`From mboxrd@z Thu Jan 1 00:00:00 1970 ${text}`), file(PAGE + text)]);
    }),
  );
});

test('a flattened header ends where the grammar of its last field says', () => {
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
