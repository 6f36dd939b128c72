import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type BodyHash, bodyHashOf } from '../../../src/mail/dkim.ts';
import type { Mailbox, Message } from '../../../src/mail/message.ts';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import type { ReadMessage } from '../../../src/quoting/passage.ts';

/** A reply as Gmail sends it, with an address on its first line. */
const REPLY = `On Mon, 4 Jan 2021 at 09:00, Tom Jones <tom@example.org> wrote:
>
> On Sun, Jan 3, 2021 at 8:00 PM Ada Lovelace <ada@example.org> wrote:
> > Who may pin a page?
>
> Nobody, as far as I can tell from the code that
> we have today.

Then the documentation is wrong, and somebody should say so before more
drivers rely on it. I can send a patch.

It is a small one.
-Ada
--
Ada Lovelace
Engine Works, London
`;
const TOM: Mailbox = { name: 'Tom Jones', address: 'tom@example.org' };
const ADA: Mailbox = { name: 'Ada Lovelace', address: 'ada@example.org' };

interface Signed {
  readonly canonicalization?: 'simple' | 'relaxed';
  /** What was hashed, where that is not the body. */
  readonly hashed?: string;
  readonly length?: number;
}

/** The body in a dump without line breaks, from which all that looks like an HTML tag is gone. */
async function flattened(body: string, { canonicalization = 'relaxed', hashed = body, length }: Signed = {}) {
  const of: Omit<BodyHash, 'value'> = { algorithm: 'sha256', canonicalization, length: length ?? null };
  const bh = bodyHashOf(hashed.replaceAll('\n', '\r\n'), of);
  const header = `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/${canonicalization};${length ? ` l=${length};` : ''} bh=${bh}; b=AAAA;
From: Ada Lovelace <ada@example.org>
Date: Mon, 4 Jan 2021 10:00:00 +0100
Message-ID: <reply@example.org>
Subject: Re: pages
To: Tom Jones <tom@example.org>
Precedence: bulk
X-Mailing-List: pages@example.org
`;
  const dump = `From mboxrd@z Thu Jan 1 00:00:00 1970\n${header}\n${body}`;
  const flat = dump
    .replace(/<[A-Za-z][^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return (await readMail([{ path: 'dump.txt', bytes: Buffer.from(flat) }])).messages;
}

function replyIn(messages: readonly Message[], addresses: readonly Mailbox[] = [TOM, ADA]): ReadMessage {
  const reply = readConversation(messages, { addresses }).messages.find(({ recovered }) => !recovered);
  assert.ok(reply);
  return reply;
}

const texts = ({ passages }: ReadMessage): string[] => passages.map(({ text }) => text);
const confidences = ({ passages }: ReadMessage): string[] => [
  ...new Set(passages.map(({ confidence }) => confidence)),
];

test('a flattened body that has its DKIM body hash again is proven, and its passages are stated', async () => {
  const reply = replyIn(await flattened(REPLY));
  assert.equal(reply.proof, 'DKIM body hash');
  assert.deepEqual(confidences(reply), ['stated']);
  assert.deepEqual(texts(reply), [
    'On Mon, 4 Jan 2021 at 09:00, Tom Jones <tom@example.org> wrote:',
    'On Sun, Jan 3, 2021 at 8:00 PM Ada Lovelace <ada@example.org> wrote:',
    'Who may pin a page?',
    'Nobody, as far as I can tell from the code that\nwe have today.',
    'Then the documentation is wrong, and somebody should say so before more\ndrivers rely on it. I can send a patch.',
    'It is a small one.',
    '-Ada',
    '--\nAda Lovelace\nEngine Works, London',
  ]);
});

test('a body hash of other words proves nothing, and the passages stay inferred', async () => {
  const reply = replyIn(await flattened(REPLY, { hashed: REPLY.replace('wrong', 'right') }));
  assert.equal(reply.proof, null);
  assert.deepEqual(confidences(reply), ['inferred']);
  assert.equal(texts(reply)[0], 'On Mon, 4 Jan 2021 at 09:00, Tom Jones wrote:');
});

test('a body hash of a part of the body proves nothing of the rest', async () => {
  assert.equal(replyIn(await flattened(REPLY, { length: 40 })).proof, null);
});

test('an address that nobody knows cannot be put back, so that nothing is proven', async () => {
  assert.equal(replyIn(await flattened(REPLY), [ADA]).proof, null);
});

test('an address is taken from the header of other mail that is read together', async () => {
  const bytes = Buffer.from(
    'From: Tom Jones <tom@example.org>\nTo: Ada Lovelace <ada@example.org>\nDate: Mon, 1 Jan 2018 10:00:00 +0000\nMessage-ID: <old@x>\nSubject: tea\n\nTea?\n',
  );
  const others = (await readMail([{ path: 'other.eml', bytes }])).messages;
  const { messages } = readConversation([...(await flattened(REPLY)), ...others]);
  assert.deepEqual(
    messages.map(({ proof }) => proof).filter((proof) => proof !== null),
    ['DKIM body hash'],
  );
});

test('an address is taken from a Message-ID that git-send-email made of it', async () => {
  const references = ['20210104080000.12345-1-tom.jones@example.org'];
  const body = REPLY.replace('tom@example.org', 'tom.jones@example.org');
  const [signed] = await flattened(body);
  assert.ok(signed);
  assert.equal(replyIn([{ ...signed, references }], [ADA]).proof, 'DKIM body hash');
});

test('passages keep their ids when their lines are proven, but for those in which an address reappears', async () => {
  const ids = ({ passages }: ReadMessage) => passages.map(({ id }) => id);
  const messages = await flattened(REPLY.replace('a patch.\n\nIt', 'a patch. It'));
  const [proven, inferred] = [ids(replyIn(messages)), ids(replyIn(messages, []))];
  assert.deepEqual(
    proven.filter((id) => !inferred.includes(id)),
    proven.slice(0, 2),
  );
  assert.equal(proven.length, inferred.length);
});

test('a quote that was read as too deep is put right by the proof', async () => {
  const body = `On 1/4/21 9:00 AM, Tom Jones wrote:
> From: Ada Lovelace
>
> Say who may pin a page.
>
> Signed-off-by: Ada Lovelace <ada@example.org>

Reviewed-by: Ada Lovelace <ada@example.org>
`;
  const reply = replyIn(await flattened(body));
  assert.equal(reply.proof, 'DKIM body hash');
  assert.deepEqual(
    reply.passages.map(({ depth, text }) => [depth, text]),
    [
      [0, 'On 1/4/21 9:00 AM, Tom Jones wrote:'],
      [1, 'From: Ada Lovelace'],
      [1, 'Say who may pin a page.'],
      [1, 'Signed-off-by: Ada Lovelace <ada@example.org>'],
      [0, 'Reviewed-by: Ada Lovelace <ada@example.org>'],
    ],
  );
});

test('under simple canonicalisation the spaces at the end of marks and of "-- " are found as well', async () => {
  const body = 'Tom Jones wrote:\n> Who?\n> \n> And why?\n\nNobody.\n\n-- \nAda Lovelace\n';
  const reply = replyIn(await flattened(body, { canonicalization: 'simple' }));
  assert.equal(reply.proof, 'DKIM body hash');
  assert.deepEqual(texts(reply).at(-1), '-- \nAda Lovelace');
});

test('a body whose line breaks are not to be found is given up in time', { timeout: 60_000 }, async () => {
  for (const [part, canonicalization] of [
    ['Ab. ', 'simple'],
    ['> > > > > > x; ', 'relaxed'],
    ['> Reviewed-by: Tom Jones ', 'simple'],
    ['-- Ada ', 'relaxed'],
  ] as const) {
    const messages = await flattened(part.repeat(10_000 / part.length), { canonicalization, hashed: 'x' });
    assert.equal(replyIn(messages).proof, null, part);
  }
});

test('a message with its own line breaks needs no proof', async () => {
  const bytes = Buffer.from('From: Ada <a@x>\nDate: 4 Jan 2021\nMessage-ID: <a@x>\nSubject: s\n\nHi.\n');
  assert.equal(replyIn((await readMail([{ path: 'x.eml', bytes }])).messages).proof, null);
});
