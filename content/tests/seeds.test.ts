import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256 } from '../../src/base/hash.ts';
import { textParts } from '../../src/site/view/mail-text.ts';
import { SEEDS, type Seed, seedFile, seedMessage } from './seeds.ts';

test('the mail files are the bytes that were received', async () => {
  for (const seed of Object.keys(SEEDS) as Seed[])
    assert.equal(sha256(seedFile(seed).bytes), SEEDS[seed][1], seed);
});

test('an archive page gives subject, writer and date, and lists the fields it never shows as lost', async () => {
  const { subject, from, date, lost, messageId, copies } = await seedMessage('unsafe-follow-pfn');
  assert.deepEqual(
    { subject, from, date, lost, messageId, copies },
    {
      subject: 'Re: [PATCH v2 09/17] mm: Add unsafe_follow_pfn',
      from: { name: 'Daniel Vetter', address: null },
      date: '2020-10-10T19:01:22-04:00',
      lost: ['Message-ID', 'In-Reply-To', 'References', 'To', 'Cc'],
      messageId: null,
      copies: 1,
    },
  );
});

test('three deliveries of one message in a dump without line breaks are one message with three lists', async () => {
  const { copies, lists, subject, date, references, inReplyTo, messageId, lost } =
    await seedMessage('dma-buf-vm-pfnmap');
  assert.deepEqual(
    { copies, lists, subject, date, references, inReplyTo, messageId, lost },
    {
      copies: 3,
      lists: [
        'linux-media@vger.kernel.org',
        'dri-devel@lists.freedesktop.org',
        'intel-gfx@lists.freedesktop.org',
      ],
      subject: 'Re: [PATCH] dma-buf: Require VM_PFNMAP vma for mmap',
      date: '2022-11-22T19:08:25+01:00',
      references: ['20221122170801.842766-1-daniel.vetter@ffwll.ch'],
      inReplyTo: null,
      messageId: null,
      lost: ['Return-Path', 'In-Reply-To', 'Message-ID'],
    },
  );
});

test('names in a flattened header survive without their addresses, encoded words decoded', async () => {
  const { to, cc } = await seedMessage('dma-buf-vm-pfnmap');
  assert.deepEqual(to, [{ name: 'Jason Gunthorpe', address: null }]);
  assert.deepEqual(
    cc.map(({ name, address }) => name ?? address),
    [
      'DRI Development',
      'Intel Graphics Development',
      'Christian König',
      'Thomas Zimmermann',
      'Suren Baghdasaryan',
      'Matthew Wilcox',
      'John Stultz',
      'Daniel Vetter',
      'Sumit Semwal',
      'linux-media@vger.kernel.org',
      'linaro-mm-sig@lists.linaro.org',
    ],
  );
});

test("the link in Christian König's mail leads where he meant it to, and is shown as it was received", async () => {
  const { body } = await seedMessage('dma-buf-mmap-info');
  const [link] = textParts(body.text).filter(({ href }) => href !== null);
  assert.equal(link?.href, 'https://elixir.bootlin.com/linux/v5.19/source/drivers/dma-buf/dma-buf.c#L653');
  assert.match(link?.text ?? '', /^https:\/\/nam11\.safelinks\./);
});

test('the body hash of a message comes with it in a dump without line breaks too', async () => {
  assert.deepEqual((await seedMessage('dma-buf-vm-pfnmap')).bodyHash, {
    algorithm: 'sha256',
    canonicalization: 'relaxed',
    length: null,
    value: 'yeE/fvHo7zplB3H0njfvx+KBD+UsXtgVtTcTsJSQKTs=',
  });
});
