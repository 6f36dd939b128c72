import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleOf } from '../../../src/citations/bundle/bundle.ts';
import { verifyBundle } from '../../../src/citations/bundle/verify-bundle.ts';
import { allowedBy, publishedSite } from '../../../src/citations/published.ts';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import type { Sources } from '../../../src/sources/excerpt.ts';
import { mail, messagesOf, siteOf } from '../../mail-site.ts';

const from = (address: string, minute: number, words: string, more: Record<string, string> = {}): string =>
  mail(
    {
      From: address,
      Date: `Mon, 4 Jan 2021 10:0${minute}:00 +0000`,
      Subject: 'Baskets',
      'Message-ID': `<m${minute}@mail.example>`,
      ...more,
    },
    words,
  );

const TWO = {
  'a.eml': from('ada@basket.example', 1, 'Apples are counted by cleo@basket.example every day.'),
  'b.eml': from('bob@basket.example', 2, '> Apples are counted\n\nPears are not.', {
    'In-Reply-To': '<m1@mail.example>',
  }),
};

test('writers without a name are called by the host of their address, and two of one host stay two', async () => {
  const { site } = await siteOf(TWO);
  assert.deepEqual(
    messagesOf(publishedSite(site)).map(({ id, from: { address }, passages }) => [
      id,
      address,
      [...new Set(passages.map(({ author }) => author))].sort(),
    ]),
    [
      ['basket-example-2021-01-04-1001z', '…@basket.example', ['…@basket.example']],
      [
        'basket-example-2021-01-04-1002z',
        '…@basket.example (2)',
        ['…@basket.example', '…@basket.example (2)'],
      ],
    ],
  );
});

test('nothing of a published site holds an address, but for Message-IDs and what is allowed', async () => {
  const { site } = await siteOf(TWO);
  assert.match(JSON.stringify(site), /cleo@/);
  assert.doesNotMatch(JSON.stringify(publishedSite(site)), /\b(?:ada|bob|cleo)@/);
  assert.match(JSON.stringify(publishedSite(site)), /m1@mail\.example/);
  assert.match(JSON.stringify(publishedSite(site, allowedBy(['Cleo@basket.example']))), /cleo@/);
  assert.match(JSON.stringify(publishedSite(site, allowedBy(['@basket.example']))), /bob@/);
});

test('a Message-ID that is an address of somebody is masked', async () => {
  const { site } = await siteOf({
    'a.eml': from('Ada <ada@basket.example>', 1, 'Apples.', { 'Message-ID': '<ada@basket.example>' }),
  });
  assert.equal(messagesOf(publishedSite(site))[0]?.messageId, '………@basket.example');
});

test('a quote is checked against true words, and its evidence holds against the mail of whoever has it', async () => {
  const { site, diagnostics } = await siteOf(TWO, {
    'explainers/p.mdx':
      '---\ntitle: P\n---\n<Quote from="chat/basket-example-2021-01-04-1001z" by="ada@basket.example">Apples are counted by cleo@basket.example every day.</Quote>\n',
  });
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  const published = publishedSite(site);
  const [page] = published.pages.filter((each) => each.page === 'explainers/p');
  const bundle = bundleOf(page as (typeof published.pages)[number], published);
  assert.deepEqual(
    bundle.quotes.map(({ words, by }) => [words, by]),
    [['Apples are counted by …………@basket.example every day.', '…@basket.example']],
  );
  const { messages } = await readMail(
    Object.entries(TWO).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })),
  );
  const findings = await verifyBundle(bundle, readConversation(messages).messages, {} as Sources, []);
  assert.deepEqual(
    findings.map(({ state }) => state),
    ['holds'],
  );
});
