import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMail } from '../../../src/mail/read.ts';
import { attributionAt } from '../../../src/quoting/attribution.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import type { Passage } from '../../../src/quoting/passage.ts';

const NAMES = fc.constantFrom(
  'Ada Lovelace',
  'Charles J. Babbage',
  'M. F. Somerville',
  'Ludwig van Beethoven',
  'Jean-Pierre O\u2019Neill',
  'Jos\u00e9 Garc\u00eda',
  'Lovelace, Ada',
  'Grace Hopper (ACME)',
  '\u738b\u5c0f\u660e',
  'Jan May',
);
const DATES = fc.constantFrom(
  'Mon, Jan 4, 2021 at 9:00 AM',
  'Mon, 4 Jan 2021 09:00:00 +0100',
  '2021-01-04T09:00:13Z',
  '04.01.21 09:00',
  'Monday, January 4, 2021 at 9:00:00 AM UTC-7',
  'Monday, 4 January 2021 09:00:00 HKT',
  '2021-01-04 6:33 p.m.',
  'Monday, January 4, 2021 1:12:43 PM Central European Standard Time',
);
const VERBS = fc.constantFrom(
  'wrote:',
  'writes:',
  'said:',
  'schrieb:',
  'a \u00e9crit :',
  '\u043f\u0438\u0448\u0435\u0442:',
);
const ADDRESSES = fc.constantFrom(
  '',
  ' <a@b.example>',
  ' <a at b.example>',
  ' <a@b.example<mailto:a@b.example>>',
);
const LINES = fc.tuple(NAMES, DATES, VERBS, ADDRESSES, fc.constantFrom(' ', ', '));

test('of any name, date, address and verb, a line is read as that name, whole', () => {
  fc.assert(
    fc.property(LINES, ([name, date, verb, address, gap]) => {
      const line = `On ${date}${gap}${name}${address} ${verb}`;
      assert.equal(attributionAt([line])?.attribution.author, name, line);
    }),
  );
});

const said = async (body: string): Promise<readonly Passage[]> => {
  const header =
    'From: Reply Er <r@example.org>\nTo: l@lists.example\nDate: Fri, 1 Jan 2027 10:00:00 +0000\nMessage-ID: <x@x>\nSubject: s\nContent-Type: text/plain; charset=utf-8\n\n';
  const { messages } = await readMail([{ path: 'x', bytes: new TextEncoder().encode(header + body) }]);
  return readConversation(messages).messages.flatMap(({ recovered, passages }) =>
    recovered ? [] : passages,
  );
};

test('words below a line that says when and who, marked or not, are never stated to be the answering one\u2019s', async () => {
  await fc.assert(
    fc.asyncProperty(
      LINES,
      fc.constantFrom('', '> ', '\n'),
      async ([name, date, verb, address, gap], mark) => {
        const passages = await said(
          `Mine.\n\nOn ${date}${gap}${name}${address} ${verb}\n${mark}these are theirs\n`,
        );
        const found = passages.find(({ text }) => text.includes('these are theirs'));
        assert.ok(found);
        assert.notEqual(found.author, 'Reply Er');
      },
    ),
    { numRuns: 60 },
  );
});

const PIECES = fc.constantFrom(
  '',
  '>',
  '> text',
  '>> more',
  ' > spaced',
  '>>>>> "A" == A B writes:',
  'AB> tagged',
  '    indented',
  'On Mon, Jan 4, 2021 at 9:00 AM A B <a@b.example> wrote:',
  '> On Mon, Jan 4, 2021 at 9:00 AM A B <a@b.example',
  '> >:',
  'From: A B <a@b.example>',
  'Date: Mon, 4 Jan 2021 09:00:00 +0100',
  '____________________',
  '-- ',
  '[...]',
  'plain words of somebody',
);

test('every word of any body is in a passage, whatever stands around it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(PIECES, { maxLength: 30 }), async (lines) => {
      const passages = await said(lines.join('\n'));
      const letters = (text: string): string => text.replace(/[^A-Za-z]/g, '');
      assert.equal(
        letters(passages.map(({ text }) => text).join('')),
        letters(
          lines
            .join('')
            .replace(/AB> /g, (tag) => (passages.some(({ text }) => text.includes('AB>')) ? tag : '')),
        ),
      );
    }),
    { numRuns: 200 },
  );
});
