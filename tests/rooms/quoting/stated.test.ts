import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMail } from '../../../src/mail/read.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import type { Passage } from '../../../src/quoting/passage.ts';

/**
 * What stands below a line or a header that says that somebody else wrote it is never stated to be the writer's, be it
 * marked or not, in a language that we know or not: the words here are made up, so that the shape alone has to do.
 */
const SYLLABLES = fc.constantFrom(
  ...'ba ke lo mi tu ra ve zo xi ny qu ško ří dž ön áv če ğa ли ва ко ρο με ka do sen'.split(' '),
);
const WORD = fc.array(SYLLABLES, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const CAPITAL = WORD.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
const NAME = fc.constantFrom('Ada Byron', 'Charles J. Babbage', 'Byron, Ada', '王小明', 'Ада Байрон');
const ADDRESS = 'ada@engines.example';

const DAY = fc.oneof(
  WORD.map((month) => `4 ${month}a 2021`),
  fc.tuple(WORD, WORD).map(([day, month]) => `${day}., 4 ${month}a 2021`),
  WORD.map((month) => `${month}a 4, 2021`),
  fc.tuple(WORD, WORD).map(([year, month]) => `2021 ${year.slice(0, 4)}. ${month}a 4`),
  fc.constantFrom('4.1.2021', '2021-01-04', '04/01/2021', '2021/1/4', '4. 1. 2021', '2021年1月4日'),
);
const CLOCK = fc.constantFrom('09:00', '9:00 AM', '21:11:04', '9h05', '09:00 +0100', '09:00 CET');
const WHEN = fc.tuple(DAY, fc.constantFrom(', ', ' '), CLOCK).map((parts) => parts.join(''));
const WHO = fc
  .tuple(NAME, fc.constantFrom(` <${ADDRESS}>`, ` (${ADDRESS})`, ` [mailto:${ADDRESS}]`))
  .map((parts) => parts.join(''));

const LINE = fc.oneof(
  fc.tuple(WHEN, WHO, WORD).map(([when, who, wrote]) => `${when}, ${who} ${wrote}:`),
  fc.tuple(CAPITAL, WHEN, WORD, WHO).map(([on, when, wrote, who]) => `${on} ${when} ${wrote} ${who}:`),
  fc.tuple(WHO, WORD, WHEN).map(([who, wrote, when]) => `${who} ${wrote} ${when}:`),
  fc.tuple(NAME, WORD, WHEN).map(([who, wrote, when]) => `${who} ${wrote} ${when}:`),
  fc.tuple(WHEN, NAME, WORD).map(([when, who, wrote]) => `${when}, ${who} ${wrote}:`),
  fc.tuple(WHEN, NAME).map(([when, who]) => `${when}, ${who}:`),
  fc.tuple(CAPITAL, NAME).map(([quoting, who]) => `${quoting} ${who} <${ADDRESS}>:`),
  NAME.map((who) => `${who} <${ADDRESS}>:`),
  fc.tuple(WHEN, NAME, WORD).map(([when, who, wrote]) => `${when} ${who} <${ADDRESS}> ${wrote}`),
  fc
    .tuple(CAPITAL, WHEN, NAME, WORD)
    .map(([on, when, who, wrote]) => `${on} ${when}, ${who}\n<${ADDRESS}> ${wrote}:`),
);

/** Fields in the orders in which mail programs print them. */
const ORDERS = fc.oneof(
  fc.tuple(WHO, WHEN).map(([who, when]) => [who, when, 'engines@lists.example', 'Re: the shelf']),
  fc.tuple(NAME, WHEN).map(([who, when]) => [who, when, 'Reply Er', 'Re: the shelf']),
  fc.tuple(WHEN, WHO).map(([when, who]) => [when, who, 'engines@lists.example', 'Re: the shelf']),
  fc.tuple(WHO, WHEN).map(([who, when]) => ['Re: the shelf', who, when, 'engines@lists.example']),
  fc.tuple(WHO, WHEN).map(([who, when]) => [who, 'Reply Er', when, 'Re: the shelf']),
  fc.tuple(WHO, WHEN).map(([who, when]) => [who, when, 'Re: the shelf']),
  WHEN.map((when) => [ADDRESS, when, 'engines@lists.example', 'Re: the shelf']),
);
const HEADER = fc
  .tuple(
    ORDERS,
    fc.uniqueArray(CAPITAL, { minLength: 4, maxLength: 4 }),
    fc.constantFrom(': ', ' : ', '：', ':\t'),
    fc.constantFrom('', '________________________________\n'),
  )
  .map(
    ([values, labels, colon, rule]) =>
      rule + values.map((value, at) => `${labels[at]}a${colon}${value}`).join('\n'),
  );

const MINE = 'I have read all of it, and I agree with nearly everything.';
const THEIRS = ['The words of the parent are not mine.', 'Nor is its second paragraph.', 'Nor is its third.'];

const said = async (body: string): Promise<readonly Passage[]> => {
  const header =
    'From: Reply Er <r@example.org>\nTo: engines@lists.example\nDate: Fri, 1 Jan 2027 10:00:00 +0000\nMessage-ID: <x@x>\nSubject: Re: the shelf\nContent-Type: text/plain; charset=utf-8\n\n';
  const { messages } = await readMail([{ path: 'x', bytes: new TextEncoder().encode(header + body) }]);
  return readConversation(messages).messages.flatMap(({ recovered, passages }) =>
    recovered ? [] : passages,
  );
};

const SHAPES = fc.constantFrom(
  (line: string, quote: string) => `${MINE}\n\n${line}\n\n${quote}\n`,
  (line: string, quote: string) => `${MINE}\n\n${line}\n${quote}\n`,
  (line: string, quote: string) => `${line}\n\n${quote}\n\n${MINE}\n`,
  (line: string, quote: string) => `${MINE}\n\n${line}\n${quote.replace(/^/gm, '> ')}\n`,
);

for (const [what, introduction] of [
  ['a line', LINE],
  ['a header', HEADER],
] as const) {
  test(`below ${what} in words that nobody knows, nothing is stated to be the writer\u2019s`, async () => {
    await fc.assert(
      fc.asyncProperty(introduction, SHAPES, async (line, shape) => {
        const passages = await said(shape(line, THEIRS.join('\n\n')));
        for (const words of THEIRS) {
          const found = passages.find(({ text }) => text.includes(words));
          assert.ok(found);
          assert.ok(found.author !== 'Reply Er' || found.confidence !== 'stated', found.text);
        }
      }),
      { numRuns: 1500, seed: 2021 },
    );
  });
}

const FROM_LINES = [
  `From: Ada Byron <${ADDRESS}>`,
  `From: ${ADDRESS}`,
  'From: Ada Byron',
  `From: Ada Byron <${ADDRESS}>\nSubject: shelf: count it`,
  `From: Ada Byron <${ADDRESS}>\nDate: Mon, 4 Jan 2021 09:00:00 +0100`,
];
for (const line of FROM_LINES) {
  test(`a patch that begins with ${JSON.stringify(line)} is not its sender\u2019s`, async () => {
    const [, passage] = await said(`${line}\n\n${THEIRS[0]}\n`);
    assert.equal(passage?.text, THEIRS[0]);
    assert.notEqual(passage?.author, 'Reply Er');
  });
}

/** What writers write that has colons, dates, names and addresses, and says of nothing that it is somebody else's. */
const OWN: readonly string[] = [
  'Note: this needs the new firmware.',
  'Name: shelf\nVersion: 1.2\nDate: 2021-01-04 09:00\nStatus: Fixed',
  'Package: shelf\nMaintainer: Ada Byron <ada@engines.example>\nVersion: 1.2-3',
  'commit 0123456789abcdef\nAuthor: Ada Byron <ada@engines.example>\nDate:   Mon Jan 4 09:00:00 2021 +0100',
  '2021-01-04  Ada Byron  <ada@engines.example>\n\n\t* shelf.c (count): New.',
  ' -- Ada Byron <ada@engines.example>  Mon, 04 Jan 2021 09:00:00 +0100',
  '* shelf: count it\n* shelf: do not count it twice',
  'Jan  4 09:00:13 host kernel: shelf: out of cards',
  'Please send your cards to ada@engines.example until 4 January 2021:',
  'Tel: +44 20 1234\nFax: +44 20 1235\nE-Mail: ada@engines.example\nWeb: engines.example',
  'Tested on the following machines:',
  'Signed-off-by: Ada Byron <ada@engines.example>\n---\nChanges since v4:',
  'The documentation of the shelf says:',
  'Steps to reproduce:\n1. Open the shelf at 09:00\n2. Count the cards',
];

test('what only looks like a header or an introduction leaves the writer\u2019s own words to the writer', async () => {
  for (const own of OWN) {
    const passages = await said(`${MINE}\n\n${own}\n\n${THEIRS[1]}\n\n${MINE}\n`);
    assert.deepEqual(
      passages.filter(({ author }) => author !== 'Reply Er').map(({ text }) => text),
      [],
      own,
    );
  }
});
