import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesOf } from '../../../src/mail/bytes.ts';
import { readMail } from '../../../src/mail/read.ts';
import { sealedWords } from '../../../src/mail/sealed-words.ts';

const HEAD = [
  'From: =?utf-8?q?Zo=C3=AB?= Reed <zoe@example.org>',
  'To: engines@lists.example.org',
  'Date: Mon, 04 Jan 2021 10:00:00 +0000',
  'Message-ID: <2@example.org>',
  'In-Reply-To: <1@example.org>',
  'Subject: The engine by night',
];
const PLAIN = 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit';
const WORDS = 'On Monday Tom Marsh wrote:\n> The engine is safe.\n\nIt is not, in the café.\n\n-- \nZoë';

const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const mail = (head: readonly string[], mime: string, body: string): string =>
  `${utf8([...head, mime].join('\n'))}\n\n${body}\n`;

async function hashes(text: string, path = 'a.eml'): Promise<string[]> {
  const { messages } = await readMail([{ path, bytes: bytesOf(text) }]);
  return messages.map((message) => sealedWords(message).sha256);
}

const quotedPrintable = (text: string): string =>
  utf8(text).replace(/[\x80-\xff=]|[ \t]$/gm, (letter) => {
    const code = letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
    return `=${code}`;
  });
const base64 = (text: string): string =>
  (
    Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\n');
const mime = (charset: string, encoding: string): string =>
  `MIME-Version: 1.0\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: ${encoding}`;

const AS_SENT = mail(HEAD, PLAIN, utf8(WORDS));

const SAME: Readonly<Record<string, string>> = {
  'quoted-printable': mail(HEAD, mime('utf-8', 'quoted-printable'), quotedPrintable(WORDS)),
  base64: mail(HEAD, mime('utf-8', 'base64'), base64(WORDS)),
  'another charset': mail(HEAD, mime('iso-8859-1', '8bit'), WORDS),
  'line ends of Windows': AS_SENT.replaceAll('\n', '\r\n'),
  'blanks and empty lines at its end': `${AS_SENT.replace('café.', 'café.  ').replace(utf8('café.'), utf8('café.  '))}\n\n`,
  'a header that is wrapped otherwise': AS_SENT.replace('engine by night', 'engine\n\tby night').replace(
    'Message-ID: ',
    'Message-ID:\n ',
  ),
  'fields in another order, and more of them': mail(
    ['Received: by mx.example.org', ...HEAD.toReversed(), 'X-List: engines'],
    PLAIN,
    utf8(WORDS),
  ),
  'letters that are put together from two': mail(HEAD, PLAIN, utf8(WORDS.normalize('NFD'))),
  'an mbox': `From zoe Mon Jan  4 10:00:00 2021\n${AS_SENT}\n`,
};
for (const [what, text] of Object.entries(SAME))
  test(`the same words have the same hash in ${what}`, async () => {
    assert.notEqual(text, AS_SENT);
    assert.deepEqual(await hashes(text), await hashes(AS_SENT));
  });

const OTHER: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'a word': ['is not', 'is'],
  'a letter that looks alike': ['safe', 's\u0430fe'],
  'where a quote ends': ['> The engine is safe.\n\nIt', '> The engine is safe.\n>\n> It'],
  'where a line ends': ['safe.\n\nIt is not, in', 'safe.\nIt is not, in'],
  'a blank before a word': ['It is not', ' It is not'],
  'its writer': ['Reed <', 'Read <'],
  'the address of its writer': ['<zoe@', '<zoo@'],
  'its date': ['04 Jan', '05 Jan'],
  'its zone': ['+0000', '+0100'],
  'its subject': ['by night', 'by day'],
  'its Message-ID': ['<2@', '<3@'],
  'what it answers': ['<1@', '<0@'],
};
for (const [what, [from, to]] of Object.entries(OTHER))
  test(`another hash comes of another thing: ${what}`, async () => {
    const changed = AS_SENT.replace(from, utf8(to));
    assert.notEqual(changed, AS_SENT);
    assert.notDeepEqual(await hashes(changed), await hashes(AS_SENT));
  });
