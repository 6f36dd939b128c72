import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Site } from '../../../src/citations/site.ts';
import { originalName, originalPath } from '../../../src/site/view/original.ts';
import { mail, messagesOf, siteOf } from '../../mail-site.ts';

const letter = (id: string, from: string, words: string, more: Record<string, string> = {}): string =>
  mail(
    {
      From: from,
      Date: 'Mon, 4 Jan 2021 10:00:00 +0000',
      Subject: 'Baskets',
      'Message-ID': `<${id}@mail.example>`,
      ...more,
    },
    words,
  );

test('mails of writers whose names have no Latin letter are offered each at an address of its own', async () => {
  const { site, originals } = await siteOf({
    '李明-2021.eml': letter('1', '李明 <li@basket.example>', 'Apples are mine.'),
    '王伟-2021.eml': letter('2', '王伟 <wang@basket.example>', 'Pears are mine.'),
  });
  const said = Object.fromEntries(
    messagesOf(site).map((message) => [
      message.from.name,
      originals.find(({ name }) => originalPath('chat', message)?.endsWith(`/original/${name}.txt`))?.text,
    ]),
  );
  assert.match(said.李明 ?? '', /^Apples are mine\.$/m);
  assert.match(said.王伟 ?? '', /^Pears are mine\.$/m);
  assert.equal(originals.length, 2);
});

const name = fc.oneof(
  fc.constantFrom('李明', '王伟', 'Ada Bell', 'ada bell', 'Ädä Bell', 'unnamed', '', 'h0123456789abcdef'),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replace(/[\p{C}"\\<>()@,;:]/gu, '')),
);
const letters = fc.uniqueArray(fc.record({ name, number: fc.nat(40), boxed: fc.boolean(), day: fc.nat(1) }), {
  maxLength: 8,
  selector: ({ number }) => number,
});

test('every message has an address that no other has, and there are its words, whatever file it came in', async () => {
  await fc.assert(
    fc.asyncProperty(letters, async (all) => {
      const files: Record<string, string> = {};
      for (const { name: writer, number, boxed, day } of all) {
        const text = letter(
          `${number}`,
          `"${writer}" <w@basket.example>`,
          `Words of number ${number}, no other.`,
          {
            Date: `Mon, ${4 + day} Jan 2021 10:00:00 +0000`,
          },
        );
        // Maildirs, folders of mail and mailboxes with several mails in one file.
        if (boxed) files['all.mbox'] = `${files['all.mbox'] ?? ''}From w Mon Jan  4 10:00:00 2021\n${text}\n`;
        else files[day === 0 ? `cur/${number}.host:2,S` : `${number}.eml`] = text;
      }
      const { site, originals } = await siteOf(files);
      const messages = messagesOf(site);
      assert.equal(messages.length, all.length);
      assert.equal(new Set(originals.map((each) => each.name.toLowerCase())).size, all.length);
      for (const message of messages) {
        const path = originalPath('chat', message);
        const [own] = originals.filter((each) => path === `/threads/chat/original/${each.name}.txt`);
        assert.match(own?.text ?? '', new RegExp(`Words of number ${message.messageId?.split('@')[0]}, no`));
      }
    }),
    { numRuns: 40 },
  );
});

test('the name of a mail is plain letters, and that of one message only', () => {
  assert.equal(originalName('ada-bell-2021-01-04-1000z'), 'ada-bell-2021-01-04-1000z');
  assert.match(originalName('李明-2021-01-04-1000z'), /^2021-01-04-1000z-h[0-9a-f]{16}$/);
  const taken = originalName('李明-2021');
  assert.notEqual(originalName(taken), taken);
});

test('a message that is known only from quotes has no mail of its own', () => {
  assert.equal(originalPath('chat', { id: 'a', original: null }), null);
});

test('of a header only what is about the conversation is published, and what is left out is counted', async () => {
  const { originals } = await siteOf({
    'a.eml': letter('1', 'Ada Bell <ada@basket.example>', 'Hello.', {
      Received: 'from [192.0.2.7] (laptop.home) by mx.example',
      'X-Originating-IP': '[192.0.2.7]',
      To: 'Bob <bob@basket.example>',
      'List-Id': 'Baskets <baskets.lists.example>',
    }),
  });
  assert.deepEqual(originals[0]?.text.split('\n'), [
    '# This is a mail as this site publishes it: not byte for byte as it was received.',
    '# Letters of addresses are replaced by "…", and the words are decoded.',
    '# 3 of its 8 header fields are left out.',
    '',
    'From: Ada Bell <………@basket.example>',
    'Date: Mon, 4 Jan 2021 10:00:00 +0000',
    'Subject: Baskets',
    'Message-ID: <1@mail.example>',
    'List-Id: Baskets <baskets.lists.example>',
    '',
    'Hello.',
    '',
  ]);
});

test('a file that came with a mail is named with its hash, and not published', async () => {
  const { originals } = await siteOf({
    'a.eml': letter(
      '1',
      'Ada Bell <ada@basket.example>',
      [
        '--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n',
        Buffer.from('Write to ada@basket.example.\n').toString('base64'),
        '--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64',
        'Content-Disposition: attachment; filename="basket.png"\n',
        Buffer.from('no picture').toString('base64'),
        '--b--',
      ].join('\n'),
      { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' },
    ),
  });
  const text = originals[0]?.text ?? '';
  assert.match(text, /^Write to ………@basket\.example\.$/m);
  assert.match(
    text,
    /^# Left out: "basket\.png" \(image\/png\), 10 bytes, SHA-256 9ed97c950c33[0-9a-f]{52}\.$/m,
  );
  assert.doesNotMatch(text, new RegExp(Buffer.from('no picture').toString('base64')));
});

test('all mail of a thread is one mbox, which reads as the same words by the same writers', async () => {
  const { site, mailbox } = await siteOf({
    '1.eml': letter(
      '1',
      'Ada Bell <ada@basket.example>',
      'Apples are mine.\nFrom now on pears are, too.\n>From me.',
    ),
    '2.eml': letter('2', 'Bo Ek <bo@basket.example>', '> Apples are mine.\n\nNo.', {
      'In-Reply-To': '<1@mail.example>',
      'Content-Type': 'text/plain; charset=iso-8859-1',
      'X-Originating-IP': '192.0.2.7',
    }),
  });
  const text = (await mailbox('chat')) ?? '';
  assert.doesNotMatch(text, /ada@basket|bo@basket|192\.0\.2\.7|iso-8859-1/);
  assert.equal(text.match(/^From /gm)?.length, 2);
  assert.match(text, /^>From now on pears are, too\.\n>>From me\.$/m);
  const again = await siteOf({ 'all.mbox': text });
  const told = (each: Site) =>
    messagesOf(each).map(({ from, date, subject, messageId, inReplyTo, passages }) => ({
      from: from.name,
      date,
      subject,
      messageId,
      inReplyTo,
      passages: passages.map(({ text: words, author, depth }) => [words, author, depth]),
    }));
  assert.deepEqual(told(again.site), told(site));
});

test('a mail whose header is lost has a date that a mail program reads', async () => {
  const { mailbox } = await siteOf({
    'page.txt': 'Baskets\n\nFrom: Ada Bell\nDate: Mon Jan 04 2021 - 10:00:00 EST\n\n\nApples are mine.\n',
  });
  assert.match(await mailbox('chat'), /^Date: Mon, 4 Jan 2021 10:00:00 -0500$/m);
});
