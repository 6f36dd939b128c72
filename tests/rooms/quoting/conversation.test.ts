import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../../src/mail/message.ts';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import { seedMessage } from '../../seeds.ts';

const mail = async (body: string, from = 'Ada Lovelace'): Promise<readonly Message[]> => {
  const page = `Re: pages\n\nFrom: ${from}\nDate: Mon Jan 04 2021 - 10:00:00 EST\n\n\n${body}`;
  return (await readMail([{ path: 'a.txt', bytes: new TextEncoder().encode(page) }])).messages;
};
const saidHow = async (body: string) =>
  readConversation(await mail(body))
    .messages.filter(({ recovered }) => !recovered)
    .flatMap(({ passages }) => passages)
    .map(({ depth, author, confidence, text }) => [depth, author, confidence, text]);
const said = async (body: string) =>
  readConversation(await mail(body))
    .messages.filter(({ recovered }) => !recovered)
    .flatMap(({ passages }) => passages)
    .map(({ depth, author, kind, text }) => [depth, author, kind, text]);

test('messages known only from quotes are recovered, oldest first, each answering the one it quotes', async () => {
  const { messages, threads } = readConversation([await seedMessage('unsafe-follow-pfn')]);
  assert.deepEqual(
    messages.map(({ id, recovered }) => [id, recovered]),
    [
      ['mauro-carvalho-chehab-2020-10-09-1237z', true],
      ['jason-gunthorpe-2020-10-09-1448', true],
      ['daniel-vetter-2020-10-09-1952', true],
      ['tomasz-figa-2020-10-10-1722z', true],
      ['laurent-pinchart-2020-10-10-2336', true],
      ['daniel-vetter-2020-10-10-2301z', false],
    ],
  );
  assert.deepEqual(threads[0]?.parents, {
    'jason-gunthorpe-2020-10-09-1448': 'mauro-carvalho-chehab-2020-10-09-1237z',
    'daniel-vetter-2020-10-09-1952': 'jason-gunthorpe-2020-10-09-1448',
    'tomasz-figa-2020-10-10-1722z': 'daniel-vetter-2020-10-09-1952',
    'laurent-pinchart-2020-10-10-2336': 'tomasz-figa-2020-10-10-1722z',
    'daniel-vetter-2020-10-10-2301z': 'laurent-pinchart-2020-10-10-2336',
  });
});

test('a recovered message holds its own words and, deeper, what it quotes', async () => {
  const { messages } = readConversation([await seedMessage('unsafe-follow-pfn-review')]);
  const recovered = messages.find(({ id }) => id === 'daniel-vetter-2021-03-16-1533z');
  assert.deepEqual(
    [...new Set(recovered?.passages.map(({ depth, author, source }) => `${depth} ${author} ${source}`))],
    ['0 Daniel Vetter daniel-vetter-2021-03-16-1533z'],
  );
  assert.equal(recovered?.trailers.length, 16);
});

test('passages whose depth had to be rebuilt are inferred, the others stated', async () => {
  const confidences = async (seed: Parameters<typeof seedMessage>[0]) => {
    const { messages } = readConversation([await seedMessage(seed)]);
    return [...new Set(messages.flatMap(({ passages }) => passages.map(({ confidence }) => confidence)))];
  };
  assert.deepEqual(await confidences('unsafe-follow-pfn'), ['stated']);
  assert.deepEqual(await confidences('dma-buf-mmap-info'), ['inferred']);
  assert.deepEqual(await confidences('dma-buf-vm-pfnmap'), ['inferred']);
});

test('a quote without an attribution line has an unknown author', async () => {
  assert.deepEqual(await said('> who said this?\n\nNot me.\n'), [
    [1, null, 'prose', 'who said this?'],
    [0, 'Ada Lovelace', 'prose', 'Not me.'],
  ]);
});

test('an attribution line below which nothing is marked introduces it all the same, as a guess', async () => {
  assert.deepEqual(
    await saidHow('Well,\n\nOn Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:\n\nit is safe.\n\nAll of it.\n'),
    [
      [0, 'Ada Lovelace', 'stated', 'Well,'],
      [0, 'Ada Lovelace', 'stated', 'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:'],
      [0, 'Tom Jones', 'inferred', 'it is safe.'],
      [0, 'Tom Jones', 'inferred', 'All of it.'],
    ],
  );
});

test('nobody is credited with the paragraph below a name alone that no mark follows', async () => {
  assert.deepEqual(await saidHow('Well,\n\nTom Jones wrote:\n\nit is safe.\n\nI think not.\n'), [
    [0, 'Ada Lovelace', 'stated', 'Well,'],
    [0, 'Ada Lovelace', 'stated', 'Tom Jones wrote:'],
    [0, null, 'unknown', 'it is safe.'],
    [0, 'Ada Lovelace', 'inferred', 'I think not.'],
  ]);
});

test('an answer may stand between an attribution line and the quote it introduces', async () => {
  assert.deepEqual(await said('On Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:\n\nThanks, Tom.\n\n> x\n'), [
    [0, 'Ada Lovelace', 'attribution', 'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:'],
    [0, 'Ada Lovelace', 'prose', 'Thanks, Tom.'],
    [1, 'Tom Jones', 'prose', 'x'],
  ]);
});

test('a printed header gives the text below it, at its own depth, to the one it names', async () => {
  const body =
    '> -----Original Message-----\n> From: Tom Jones <t@xxx>\n> Sent: Monday\n> To: Ada\n>\n> I disagree.\n\nWhy?\n';
  assert.deepEqual((await said(body)).slice(1), [
    [1, 'Tom Jones', 'prose', 'I disagree.'],
    [0, 'Ada Lovelace', 'prose', 'Why?'],
  ]);
});

test('a greeting above a line that introduces somebody is no part of it', async () => {
  const body = 'Hi Tom\nOn Mon, Jan 4, 2021 at 9:00 AM Tom Jones <t@xxx> wrote:\n> x\n';
  assert.deepEqual(
    (await said(body)).map(([depth, author, kind]) => [depth, author, kind]),
    [
      [0, 'Ada Lovelace', 'prose'],
      [0, 'Ada Lovelace', 'attribution'],
      [1, 'Tom Jones', 'prose'],
    ],
  );
});

test('a patch keeps its trailers, its changelog, its diffstat and its diff apart', async () => {
  const body = [
    'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones <t@xxx> wrote:',
    '> Fix it.',
    '>',
    '> Signed-off-by: Tom Jones <t@xxx>',
    '> ---',
    '>  mm/x.c | 2 +-',
    '>  1 file changed, 1 insertion(+), 1 deletion(-)',
    '>',
    '> diff --git a/mm/x.c b/mm/x.c',
    '> --- a/mm/x.c',
    '> +++ b/mm/x.c',
    '> @@ -1 +1 @@',
    '> -a',
    '> +b',
    '',
    'Acked-by: Ada Lovelace <a@xxx>',
  ].join('\n');
  assert.deepEqual(
    (await said(body)).map(([depth, author, kind]) => [depth, author, kind]),
    [
      [0, 'Ada Lovelace', 'attribution'],
      [1, 'Tom Jones', 'prose'],
      [1, 'Tom Jones', 'trailer'],
      [1, 'Tom Jones', 'diffstat'],
      [1, 'Tom Jones', 'diff'],
      [0, 'Ada Lovelace', 'trailer'],
    ],
  );
});

test('where marks are gone and the writer wraps too, nobody is named', async () => {
  const body = 'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones <t@xxx> wrote:\nfirst thing\n\nsecond thing\n';
  assert.deepEqual((await said(body)).slice(1), [
    [1, null, 'prose', 'first thing'],
    [1, null, 'prose', 'second thing'],
  ]);
});

test('every passage has an id of its own', async () => {
  const ids = readConversation([await seedMessage('page-count-cow')]).messages.flatMap(({ passages }) =>
    passages.map(({ id }) => id),
  );
  assert.equal(new Set(ids).size, ids.length);
});

test("a list server's footer is told from the words above it, wherever it was quoted", async () => {
  const footer =
    '_______________________________________________\nengines mailing list\nhttps://lists.example.org/mailman/listinfo/engines';
  const quoted = footer.replace(/^/gm, '> ');
  assert.deepEqual(
    (
      await said(
        `On Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:\n> Why?\n${quoted}\n\nBecause.\n${footer}\n`,
      )
    )
      .map(([depth, , kind]) => [depth, kind])
      .slice(1),
    [
      [1, 'prose'],
      [1, 'footer'],
      [0, 'prose'],
      [0, 'footer'],
    ],
  );
});

test('the armour of a signed message is a signature', async () => {
  const body =
    '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nI agree.\n\n-----BEGIN PGP SIGNATURE-----\nVersion: 1\n\nabc=\n-----END PGP SIGNATURE-----\n';
  assert.deepEqual(
    (await said(body)).map(([, , kind, text]) => [kind, String(text).split('\n')[0]]),
    [
      ['signature', '-----BEGIN PGP SIGNED MESSAGE-----'],
      ['prose', 'I agree.'],
      ['signature', '-----BEGIN PGP SIGNATURE-----'],
      ['signature', 'abc='],
    ],
  );
});

test('bars and initials are quote marks where an attribution line stands above them', async () => {
  for (const mark of ['|', 'TJ>']) {
    const quote = `Tom Jones writes:\n\n${mark} Why?\n${mark} Tell me.\n\nBecause.\n`;
    assert.deepEqual(
      (await said(quote)).slice(1),
      [
        [1, 'Tom Jones', 'prose', 'Why?\nTell me.'],
        [0, 'Ada Lovelace', 'prose', 'Because.'],
      ],
      mark,
    );
  }
  assert.deepEqual(
    (await said('See:\n\n| a | b |\n')).map(([depth]) => depth),
    [0, 0],
  );
});

test("a build robot's >> marks are no quote marks, in its report or in a quote of it", async () => {
  const report =
    'All errors (new ones prefixed by >>):\n\n>> mm/gup.c:12: error: no such thing\n   mm/gup.c: note\n';
  assert.deepEqual(
    (await said(report)).map(([depth, author]) => [depth, author]),
    [
      [0, 'Ada Lovelace'],
      [0, 'Ada Lovelace'],
    ],
  );
  const quoted = `On Mon, Jan 4, 2021 at 9:00 AM robot wrote:\n${report.replace(/^/gm, '> ')}\nFixed.\n`;
  assert.deepEqual(
    (await said(quoted)).map(([depth]) => depth),
    [0, 1, 1, 0],
  );
});

test('a signature ends before the line that introduces the quote below it', async () => {
  const body = 'Fine.\n\n-- \nAda\n\n\nOn Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:\n\n> x\n';
  assert.deepEqual(
    (await said(body)).map(([depth, author, kind]) => [depth, author, kind]),
    [
      [0, 'Ada Lovelace', 'prose'],
      [0, 'Ada Lovelace', 'signature'],
      [0, 'Ada Lovelace', 'attribution'],
      [1, 'Tom Jones', 'prose'],
    ],
  );
});

test('a line that introduces a quote and is marked along with it introduces it all the same', async () => {
  assert.deepEqual(await said('Fine.\n\n> On Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:\n> \n> x\n> y\n'), [
    [0, 'Ada Lovelace', 'prose', 'Fine.'],
    [1, 'Ada Lovelace', 'attribution', 'On Mon, Jan 4, 2021 at 9:00 AM Tom Jones wrote:'],
    [1, 'Tom Jones', 'prose', 'x\ny'],
  ]);
});

test('a printed header is found where no blank line stands above it or below', async () => {
  const header = 'From: Tom Jones <t@xxx>\nSent: Monday, January 4, 2021 9:00 AM\nTo: Ada\nSubject: x';
  assert.deepEqual(
    (await said(`Fine.\n${header}\nIs it?\n`)).map(([, author, kind, text]) => [author, kind, text]),
    [
      ['Ada Lovelace', 'prose', 'Fine.'],
      ['Ada Lovelace', 'attribution', header],
      ['Tom Jones', 'prose', 'Is it?'],
    ],
  );
});

test('what stands above a printed header is no part of the message below it', async () => {
  const header = 'From: Tom Jones <t@xxx>\nSent: Monday, January 4, 2021 9:00 AM\nTo: Ada\nSubject: x';
  const { messages } = readConversation(await mail(`Fine.\n\n${header}\n\nIs it?\n`));
  assert.deepEqual(
    messages.find(({ recovered }) => recovered)?.passages.map(({ text }) => text),
    ['Is it?'],
  );
});

test('words that mail programs put around a name are no part of it', async () => {
  for (const line of [
    '02.04.2012 14:20 пользователь "Tom Jones" <t@xxx> написал:',
    'Mon, 2 Apr 2012 14:00:51 +0400 от Tom Jones <t@xxx>:',
    '--- On Wed, 4/4/12, Tom Jones <t@xxx> wrote:',
  ])
    assert.equal((await said(`Hello\n${line}\n> x\n`)).at(-1)?.[1], 'Tom Jones', line);
});
