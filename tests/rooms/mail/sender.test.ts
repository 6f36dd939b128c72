import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressList } from '../../../src/mail/address-list.ts';
import { readMail } from '../../../src/mail/read.ts';

const senderOf = async (from: string, ...fields: string[]): Promise<string> => {
  const text = [
    `From: ${from}`,
    'Date: 2 Mar 2010 09:00:00 +0000',
    'Message-ID: <1@x>',
    ...fields,
    '',
    'Words.',
  ];
  const { messages } = await readMail([{ path: 'a.eml', bytes: Buffer.from(text.join('\n')) }]);
  const { name = null, address = null } = messages[0]?.from ?? {};
  return `${name} ${address}`;
};

const POST = 'List-Post: <mailto:binders@lists.example>';
const VIA = 'Nell Harrow via Binders <binders@lists.example>';

test('behind the address of a list stands whoever wrote, as the original field or Reply-To says', async () => {
  const found = await Promise.all([
    senderOf(VIA, POST, 'Reply-To: Nell Harrow <nell@shelf.example>'),
    senderOf(VIA, POST, 'Reply-To: binders@lists.example, nell@shelf.example'),
    senderOf(
      "'Nell Harrow' via Binders <b@groups.example>",
      'X-Original-From: Nell Harrow <nell@shelf.example>',
    ),
    senderOf('"Nell Harrow (via the binders)" <binders@lists.example>', POST, 'Reply-To: nell@shelf.example'),
    senderOf('binders@lists.example', POST, 'Reply-To: Nell Harrow <nell@shelf.example>'),
    senderOf(
      'Nell Harrow via Relay <devnull+nell.shelf.example@relay.example>',
      'Reply-To: nell@shelf.example',
    ),
    senderOf('Nell Harrow via lists.example <nell=shelf.example@lists.example>'),
    senderOf('Nell Harrow <nell=40shelf.example@dmarc.example>'),
  ]);
  assert.deepEqual([...new Set(found)], ['Nell Harrow nell@shelf.example']);
});

test('where nothing says the address of the writer, the list is not taken for it', async () => {
  assert.equal(await senderOf(VIA, POST, 'Reply-To: binders@lists.example'), 'Nell Harrow null');
});

test('what stands in brackets behind a name is kept whole', async () => {
  const from = '"Nell Harrow (Shelf) via Binders" <binders@lists.example>';
  assert.equal(await senderOf(from, POST), 'Nell Harrow (Shelf) null');
});

test('a Reply-To of somebody else does not make a writer of them', async () => {
  assert.equal(
    await senderOf('Nell Harrow <nell@shelf.example>', POST, 'Reply-To: Tom <tom@shelf.example>'),
    'Nell Harrow nell@shelf.example',
  );
  assert.equal(await senderOf(VIA, POST, 'Reply-To: Tom Reed <tom@shelf.example>'), 'Nell Harrow null');
});

test('addresses are read as strangers write them', () => {
  const shown = (value: string) => addressList(value).map(({ name, address }) => `${name} <${address}>`);
  assert.deepEqual(shown('"Harrow, Nell" <n@x>, t@x (Tom (Tim) Reed), group: a@x, Bo <b@x>;'), [
    'Harrow, Nell <n@x>',
    'Tom (Tim) Reed <t@x>',
    'null <a@x>',
    'Bo <b@x>',
  ]);
  assert.deepEqual(shown('<@relay,@other:n@x>, =?utf-8?q?Reed=2C_Tom?= <t@x>'), [
    'null <n@x>',
    'Reed, Tom <t@x>',
  ]);
  assert.deepEqual(shown('"n@x" <n@x>'), ['null <n@x>']);
  assert.deepEqual(shown('"Nell <n@x'), ['Nell <n@x <null>']);
  assert.deepEqual(shown('Nell <n@x, Tom <t@x>'), ['Nell <n@x>', 'Tom <t@x>']);
});

test('quotes and brackets around a whole name are no part of it', async () => {
  for (const from of [
    `'Nell Harrow' <n@x.example>`,
    '"(Nell Harrow)" <n@x.example>',
    '"Nell Harrow" <n@x.example>',
  ])
    assert.equal(await senderOf(from), 'Nell Harrow n@x.example');
  assert.equal(await senderOf('"Nell Harrow (Shelf)" <n@x.example>'), 'Nell Harrow (Shelf) n@x.example');
});
