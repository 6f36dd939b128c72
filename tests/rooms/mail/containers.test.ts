import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { readMail } from '../../../src/mail/read.ts';

const MAIL =
  'From: Ada <ada@example.org>\nDate: Mon, 4 Jan 2021 10:00:00 +0000\nMessage-ID: <a@example.org>\nSubject: x\n\nHello.\n';

interface Member {
  readonly name: string;
  readonly content: string;
  readonly method?: number;
  readonly flags?: number;
  /** The list names the first member's bytes once more. */
  readonly isFirst?: true;
}

/** A zip archive as PKWARE's APPNOTE.TXT has it. */
function zipOf(members: readonly Member[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const { name, content, method = 8, flags = 0, isFirst } of members) {
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(isFirst ? 0 : at, 42);
    entries.push(entry, Buffer.from(name));
    if (isFirst) continue;
    bodies.push(local, Buffer.from(name), packed);
    at += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, list, end]);
}

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
