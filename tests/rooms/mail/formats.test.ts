import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { type MailFile, readMail } from '../../../src/mail/read.ts';

const mail = (id: string, body = `body of ${id}`): string => `From: Ada <ada@example.org>
Date: Mon, 8 Aug 2022 13:22:04 +0200
Message-ID: <${id}@example.org>
Subject: ${id}

${body}
`;
const SEPARATOR = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function subjectsAndCodes(file: MailFile): Promise<string[]> {
  const { messages, diagnostics } = await readMail([file]);
  return [
    ...messages.map(({ subject }) => subject),
    ...diagnostics.map(({ code, place }) => `${place.file}:${place.line} ${code}`),
  ];
}

/** The bytes in pieces of a size, as a disk or a network gives them. */
async function* inPieces(whole: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

test('an mbox that comes in pieces of any size is the same mbox', async () => {
  const whole = bytes(['one', 'two', 'three'].map((id) => SEPARATOR + mail(id)).join('\n'));
  for (const size of [1, 7, 40, 64, 1000])
    assert.deepEqual(
      await subjectsAndCodes({ path: 'a.mbox', bytes: inPieces(whole, size) }),
      ['one', 'two', 'three'],
      `pieces of ${size}`,
    );
});

test('a tar of messages and of a maildir is read, compressed or not, without its drafts and links', async () => {
  const archive = await packTar([
    { header: { name: 'inbox/', type: 'directory', size: 0 } },
    ...['inbox/cur/1:2,S', 'inbox/new/2', 'inbox/tmp/3', 'inbox/.index'].map((name, at) => {
      const body = mail(`m${at + 1}`);
      return { header: { name, size: body.length }, body };
    }),
    { header: { name: 'inbox/cur/4', type: 'symlink', linkname: '/etc/passwd', size: 0 } },
  ]);
  assert.deepEqual(await subjectsAndCodes({ path: 'a.tar', bytes: archive }), ['m1', 'm2']);
  assert.deepEqual(await subjectsAndCodes({ path: 'a.tgz', bytes: gzipSync(archive) }), ['m1', 'm2']);
});

test('a tar that ends early gives what stands before its end', async () => {
  const bodies = ['one', 'two'].map((id) => mail(id));
  const archive = await packTar(
    bodies.map((body, at) => ({ header: { name: `${at}.eml`, size: body.length }, body })),
  );
  assert.deepEqual(await subjectsAndCodes({ path: 'a.tar', bytes: archive.subarray(0, 1600) }), [
    'one',
    'a.tar:1 mail-unreadable',
  ]);
});

test("Pipermail's monthly text is an mbox whose addresses are written in words", async () => {
  const text = `From ada at example.org  Mon Aug  8 11:22:04 2022
From: ada at example.org (Ada Lovelace)
Date: Mon, 08 Aug 2022 11:22:04 +0000
Subject: [engines] Notes
In-Reply-To: <a@example.org>
References: <a@example.org>
Message-ID: <b@example.org>

Some words.
`;
  const { messages } = await readMail([{ path: '2022-August.txt.gz', bytes: gzipSync(text) }]);
  assert.deepEqual(
    messages.map(({ from, inReplyTo, subject }) => [from, inReplyTo, subject]),
    [[{ name: 'Ada Lovelace', address: 'ada@example.org' }, 'a@example.org', '[engines] Notes']],
  );
});

test('an Atom feed of public-inbox gives messages with their ids and their text', async () => {
  const feed = `<?xml version="1.0" encoding="us-ascii"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>search results</title><updated>2022-08-09T00:00:00Z</updated><id>x</id>
<entry><author><name>Christian K&#246;nig</name><email>ck@example.org</email></author>
<title>Re: [PATCH] a &lt;b&gt;</title><updated>2022-08-08T11:22:04Z</updated>
<link href="http://lore.example.org/all/b%2Bc@example.org/"/><id>urn:uuid:1</id>
<thr:in-reply-to ref="urn:uuid:2" href="http://lore.example.org/all/a@example.org/"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><pre style="white-space:pre-wrap">On Monday Ada &lt;a@example.org&gt; wrote:
<span class="q">&gt; See <a href="https://example.org/">https://example.org/</a></span>

No &amp; no.
</pre></div></content></entry></feed>`;
  const { messages } = await readMail([{ path: 'new.atom', bytes: bytes(feed) }]);
  assert.deepEqual(
    messages.map(({ from, messageId, inReplyTo, subject, date, body }) => ({
      from,
      messageId,
      inReplyTo,
      subject,
      date,
      text: body.text,
    })),
    [
      {
        from: { name: 'Christian König', address: 'ck@example.org' },
        messageId: 'b+c@example.org',
        inReplyTo: 'a@example.org',
        subject: 'Re: [PATCH] a <b>',
        date: '2022-08-08T11:22:04Z',
        text: 'On Monday Ada <a@example.org> wrote:\n> See https://example.org/\n\nNo & no.\n',
      },
    ],
  );
});

test('a message of fifty megabytes is left out with its line, and the rest of the mbox is read', async () => {
  const whole = Buffer.concat([
    Buffer.from(SEPARATOR + mail('one') + SEPARATOR + mail('large', '')),
    Buffer.alloc(50 * 1024 * 1024, 'A line of words.\n'),
    Buffer.from(`\n${SEPARATOR}${mail('three')}`),
  ]);
  assert.deepEqual(await subjectsAndCodes({ path: 'a.mbox', bytes: inPieces(whole, 1024 * 1024) }), [
    'one',
    'three',
    'a.mbox:9 mail-too-large',
  ]);
});

test('a message that is cut off is read as far as it goes, and said to be cut off', async () => {
  const inHeader = SEPARATOR + mail('one') + SEPARATOR + mail('two').slice(0, 60);
  assert.deepEqual(await subjectsAndCodes({ path: 'a.mbox', bytes: bytes(inHeader) }), [
    'one',
    '',
    'a.mbox:9 mail-truncated',
  ]);
  const inPart = mail('parts', '--X\nContent-Type: text/plain\n\nSome wor').replace(
    '\n\n',
    '\nContent-Type: multipart/mixed; boundary="X"\n\n',
  );
  assert.deepEqual(await subjectsAndCodes({ path: 'a.eml', bytes: bytes(inPart) }), [
    'parts',
    'a.eml:1 mail-truncated',
  ]);
});

test('NUL bytes are shown where they stood, and said to be there', async () => {
  const { messages, diagnostics } = await readMail([{ path: 'a.eml', bytes: bytes(mail('nul', 'a\0b')) }]);
  assert.equal(messages[0]?.body.text, 'a\ufffdb\n');
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ['mail-damaged'],
  );
});

test('mail that is HTML only is read as the text that its reader saw, block quotes marked', async () => {
  const html = mail(
    'html',
    '<html><head><style>p{}</style></head><body><p>Hi&nbsp;Tom,</p><p>No &lt;way&gt;.<br>None.</p><blockquote type="cite"><div>Is there a way?</div></blockquote><script>alert(1)</script></body></html>',
  ).replace('\n\n', '\nContent-Type: text/html\n\n');
  const { messages } = await readMail([{ path: 'a.eml', bytes: bytes(html) }]);
  assert.equal(messages[0]?.body.text.trimEnd(), 'Hi Tom,\n\nNo <way>.\nNone.\n\n> Is there a way?');
});
