import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byThread } from '../../../src/mail/outline.ts';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';

interface Sketch {
  readonly id: string;
  readonly subject?: string;
  readonly date?: string;
  readonly fields?: readonly string[];
  readonly to?: string;
}

const mail = ({
  id,
  subject = 'Re: Shelf',
  date = '2 Mar 2010 09:00:00 +0000',
  fields = [],
  to = 'l@x',
}: Sketch) =>
  [
    `From: ${id} <${id}@people.example>`,
    `To: ${to}`,
    `Date: ${date}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}@x>`,
    ...fields,
    '',
    `Words of ${id}.`,
    '',
  ].join('\n');

const reading = (sketches: readonly Sketch[]) =>
  readMail(sketches.map((each) => ({ path: `${each.id}.eml`, bytes: Buffer.from(mail(each)) })));

/** Whoever answers -> whom, by the names of the writers. */
async function answers(sketches: readonly Sketch[]): Promise<Record<string, string>> {
  const { messages, threads } = readConversation((await reading(sketches)).messages);
  const writer = new Map(messages.map(({ id, from, messageId }) => [id, from.name ?? messageId]));
  return Object.fromEntries(
    threads.flatMap(({ parents }) =>
      Object.entries(parents).map(([id, parent]) => [writer.get(id), writer.get(parent)]),
    ),
  );
}

const FIRST: Sketch = { id: 'ada', subject: 'Shelf' };

test('an address in the sentence of an old In-Reply-To is no id: the references say what is answered', async () => {
  const fields = ['In-Reply-To: ada\'s message of "2 Mar 2010" <ada@people.example>', 'References: <ada@x>'];
  assert.deepEqual(await answers([FIRST, { id: 'bob', fields }]), { bob: 'ada' });
});

test('an id is read in a sentence, in quotes, without brackets, cut by folding, and from a second field', async () => {
  for (const fields of [
    ['In-Reply-To: <ada@x> from "ada" at Mar 2, 2010'],
    ['In-Reply-To: "<ada@x>"'],
    ['In-Reply-To: ada@x'],
    ['In-Reply-To: &lt;ada@x&gt;'],
    ['References: <other@x> <ada@', ' x>'],
    ['References: <other@x>', 'References: <ada@x>'],
    ['References: =?us-ascii?q?=3Cother=40x=3E_=3Cada=40x=3E?='],
  ])
    assert.deepEqual((await answers([FIRST, { id: 'bob', fields }])).bob, 'ada', fields.join('|'));
});

test('a later patch that names an earlier one before the cover does not make the cover its answer', async () => {
  const cover = { id: 'cover', subject: '[PATCH 0/2] Shelves' };
  const one = { id: 'one', subject: '[PATCH 1/2] Oak', fields: ['In-Reply-To: <cover@x>'] };
  const two = { id: 'two', subject: '[PATCH 2/2] Ash', fields: ['References: <one@x> <cover@x>'] };
  assert.deepEqual(await answers([cover, one, two]), { one: 'cover', two: 'cover' });
});

test('messages that name each other are one thread, which begins with the first', async () => {
  const circle = [
    { id: 'ada', fields: ['In-Reply-To: <bob@x>', 'References: <bob@x> <ada@x>'] },
    { id: 'bob', fields: ['In-Reply-To: <ada@x>', 'References: <ada@x> <bob@x>'] },
  ];
  assert.deepEqual(await answers(circle), { bob: 'ada' });
});

test('a reply that names nothing belongs to the thread of its subject, and not to one of years ago', async () => {
  const orphans = [
    FIRST,
    { id: 'bob', date: '9 Mar 2010 09:00:00 +0000' },
    { id: 'cara', date: '9 Mar 2013 09:00:00 +0000' },
    { id: 'dan', date: '10 Mar 2013 09:00:00 +0000' },
  ];
  const { messages } = await reading(orphans);
  const names = (groups: readonly (readonly { from: { name: string | null } }[])[]) =>
    groups.map((group) => group.map(({ from }) => from.name).join(' '));
  assert.deepEqual(names(byThread(messages)), ['ada bob', 'cara dan']);
  const { threads, messages: read } = readConversation(messages);
  const byId = new Map(read.map((message) => [message.id, message]));
  assert.deepEqual(names(threads.map((thread) => thread.messages.flatMap((id) => byId.get(id) ?? []))), [
    'ada bob',
    'cara dan',
  ]);
});

test('two messages of one Message-ID are both read, and an answer to it answers the first', async () => {
  const first = { path: '1.eml', bytes: Buffer.from(mail(FIRST)) };
  const second = mail({ ...FIRST, fields: [] }).replace(
    /ada <.*|Words.*/g,
    (found) => ({ W: 'Nothing that was said before.' })[found[0] ?? ''] ?? 'bob <bob@people.example>',
  );
  const answer = mail({ id: 'cara', fields: ['In-Reply-To: <ada@x>'] });
  const { messages, diagnostics } = await readMail([
    first,
    { path: '2.eml', bytes: Buffer.from(second) },
    { path: '3.eml', bytes: Buffer.from(answer) },
  ]);
  assert.deepEqual(
    messages.map(({ from, copies }) => [from.name, copies]),
    [
      ['ada', 1],
      ['bob', 1],
      ['cara', 1],
    ],
  );
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.file]),
    [['mail-same-id', '2.eml']],
  );
  const [thread] = readConversation(messages).threads;
  assert.match(thread?.parents[messages[2]?.id ?? ''] ?? '', /^ada-/);
});
