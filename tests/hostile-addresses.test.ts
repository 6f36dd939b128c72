import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishedSite } from '../src/citations/published.ts';
import { recordsOf } from '../src/site/search/records.ts';
import { cardsOf } from '../src/site/view/cards.ts';
import { mail, siteOf } from './mail-site.ts';
import { ENGLISH } from './words.ts';

/** An address, and what nobody may read of it. */
const KINDS: readonly (readonly [kind: string, address: string, secret: RegExp])[] = [
  ['plain', 'zelda.quux@basket.example', /zelda|quux/i],
  ['capital', 'ZELDA.QUUX@BASKET.EXAMPLE', /zelda|quux/i],
  ['with a tag', 'zelda+lists@basket.example', /zelda/i],
  ['with an apostrophe', "o'zelda@basket.example", /zelda/i],
  ['of a bounce', 'bounce+zelda=home.example@lists.example', /zelda/i],
  ['rewritten', 'SRS0=ab1=tt=home.example=zelda@relay.example', /zelda/i],
  ['of another script', 'зельда@пример.рф', /зельда/i],
  ['of a host in Punycode', 'zelda@xn--e1afmkfd.xn--p1ai', /zelda/i],
  ['at an IP address', 'zelda@[192.0.2.7]', /zelda/i],
  ['with letters nobody sees', 'zel\u200bda.quux@basket.example', /quux|zel/i],
];

const qp = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const HEADER = { Date: 'Mon, 4 Jan 2021 10:00:00 +0000', 'Message-ID': '<m1@mail.example>' };
const from = (more: Record<string, string>, words: string): string =>
  mail({ From: 'Nobody Known <n@mail.example>', Subject: 'Baskets', ...HEADER, ...more }, words);
const encoded = (encoding: string, body: string): string =>
  from(
    {
      'MIME-Version': '1.0',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Transfer-Encoding': encoding,
    },
    body,
  );

/** Where an address stands in a mail, and how it is written there. */
const PLACES: readonly (readonly [place: string, write: (address: string) => string])[] = [
  ['From without a name', (a) => from({ From: a }, 'Words.')],
  ['From as its own name', (a) => from({ From: `"${a}" <${a}>` }, 'Words.')],
  ['From in an encoded word', (a) => from({ From: `=?utf-8?B?${base64(a)}?= <x@mail.example>` }, 'Words.')],
  ['To', (a) => from({ To: `<${a}>`, Cc: a }, 'Words.')],
  ['Subject', (a) => from({ Subject: `For ${a}` }, 'Words.')],
  ['Subject in an encoded word', (a) => from({ Subject: `=?utf-8?Q?${qp(a)}?=` }, 'Words.')],
  ['words', (a) => from({}, `Write to ${a} today.`)],
  ['angle brackets', (a) => from({}, `Reported-by: Somebody <${a}>`)],
  ['words in quoted-printable', (a) => encoded('quoted-printable', qp(`Write to ${a}.`))],
  [
    'a soft line break',
    (a) => encoded('quoted-printable', `Write to ${qp(a.slice(0, 4))}=\n${qp(a.slice(4))} today.`),
  ],
  ['words in base64', (a) => encoded('base64', base64(`Write to ${a}.`))],
  ['an attribution', (a) => from({}, `On Mon, 4 Jan 2021 09:00:00 +0000, ${a} wrote:\n> Pears.\n\nYes.`)],
  ['a link', (a) => from({}, `https://lists.example/leave?who=${encodeURIComponent(a)}&x=1`)],
  ['mailto', (a) => from({}, `<mailto:${a}?subject=x>`)],
  [
    'Received',
    (a) =>
      from({ Received: `from laptop (zelda [192.0.2.7]) for <${a}>`, 'Return-Path': `<${a}>` }, 'Words.'),
  ],
  ['In-Reply-To of old', (a) => from({ 'In-Reply-To': `Your message of "Mon" <${a}>` }, 'Words.')],
  [
    'a file that is attached',
    (a) =>
      from(
        { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' },
        `--b\n\nWords.\n--b\nContent-Type: text/x-vcard; name="${a}.vcf"\nContent-Disposition: attachment; filename="${a}.vcf"\n\nEMAIL:${a}\n--b--`,
      ),
  ],
];

for (const [place, write] of PLACES)
  for (const [kind, address, secret] of KINDS)
    test(`nobody reads an address ${kind} in ${place}`, async () => {
      const { site, originals } = await siteOf({ 'a.eml': write(address) });
      const published = publishedSite(site);
      const all = JSON.stringify([
        published,
        cardsOf(published, ENGLISH),
        recordsOf(published, ENGLISH),
        originals,
      ]);
      assert.equal(published.threads.length, 1);
      assert.doesNotMatch(
        all,
        secret,
        all.slice(Math.max(0, all.search(secret) - 80), all.search(secret) + 80),
      );
    });
