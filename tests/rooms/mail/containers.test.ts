import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMail } from '../../../src/mail/read.ts';
import { zipOf } from '../../archives.ts';

const MAIL =
  'From: Ada <ada@example.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <a@example.org>\nSubject: x\n\nHello.\n';

const read = (bytes: Uint8Array, path = 'a') => readMail([{ path, bytes }]);
const codes = async (bytes: Uint8Array) => (await read(bytes)).diagnostics.map(({ code }) => code);

test('mail in a zip archive is read, packed or stored; folders and hidden files are passed over', async () => {
  const { messages, diagnostics } = await read(
    zipOf([
      { name: 'mail/', content: '', method: 0 },
      { name: 'mail/1.eml', content: MAIL },
      { name: 'mail/2.eml', content: MAIL.replace('<a@', '<b@'), method: 0 },
      { name: 'mail/.DS_Store', content: 'x' },
    ]),
    'mail.zip',
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    messages.map(({ messageId, file }) => [messageId, file]),
    [
      ['a@example.org', 'mail.zip/mail/1.eml'],
      ['b@example.org', 'mail.zip/mail/2.eml'],
    ],
  );
});

test('a zip archive that is damaged, encrypted or a bomb is refused', async () => {
  const whole = zipOf([{ name: '1.eml', content: MAIL }]);
  assert.deepEqual(await codes(whole.subarray(0, whole.length - 30)), ['mail-unreadable']);
  assert.deepEqual(await codes(zipOf([{ name: '1.eml', content: MAIL, flags: 1 }])), ['mail-unreadable']);
  assert.deepEqual(await codes(zipOf([{ name: '1.eml', content: MAIL, method: 12 }])), ['mail-unreadable']);
  assert.deepEqual(
    await codes(zipOf([{ name: '1.eml', content: `${MAIL}${'\0'.repeat(64 * 1024 * 1024)}` }])),
    ['mail-too-large'],
  );
});

test('files that share their bytes in a zip archive are a bomb together, where none of them is', async () => {
  const content = `${MAIL}${'\0'.repeat(20 * 1024 * 1024)}`;
  const one = { name: '1.eml', content };
  assert.doesNotMatch(String(await codes(zipOf([one]))), /mail-too-large/);
  assert.match(String(await codes(zipOf([one, { ...one, name: '2.eml', isFirst: true }]))), /mail-too-large/);
});

test('what Postil does not unpack is refused with the command that does', async () => {
  const { diagnostics } = await read(Buffer.from('\xfd7zXZ\0\0\0', 'latin1'), 'lists/2021-01.mbox.xz');
  assert.deepEqual(
    diagnostics.map(({ code, fix }) => [code, fix]),
    [['mail-not-mail', 'Unpack it first: xz -d 2021-01.mbox.xz']],
  );
  const bzip2 = await read(Buffer.from('BZh91AY&SY'), 'a.mbox.bz2');
  assert.match(bzip2.diagnostics[0]?.fix ?? '', /bunzip2 a\.mbox\.bz2/);
});

test('a saved page of a web archive is refused with what to have instead', async () => {
  const pages = {
    'public-inbox':
      '<html><head><title>shelves</title></head><body><pre>From: Ada\nDate: Mon, 4 Jan 2021 [<a href="t/">thread overview</a>]',
    Pipermail:
      '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n<HTML><BODY><A HREF="mailto:x" TITLE="[lending] shelves">ada at example.org</A>\n<!--beginarticle-->',
    HyperKitty: '<!DOCTYPE HTML>\n<html><head><link href="/static/hyperkitty/css/x.css"></head>',
    MHonArc: '<!-- MHonArc v2.6.19 -->\n<!--X-Subject: shelves -->\n<!DOCTYPE HTML><html>',
  };
  for (const [name, page] of Object.entries(pages)) {
    const { messages, diagnostics } = await read(Buffer.from(page));
    assert.deepEqual(messages, []);
    assert.deepEqual(
      diagnostics.map(({ code, message }) => [code, message]),
      [['mail-not-mail', `The file is a web page of ${name}, not mail.`]],
    );
  }
  const [other] = (await read(Buffer.from('<!doctype html><p>Not found'))).diagnostics;
  assert.equal(other?.message, 'The file is a web page, not mail.');
});
