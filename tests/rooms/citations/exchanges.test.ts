import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallSite, summary } from './site-fixture.ts';

const FIGA = 'unsafe-follow-pfn/tomasz-figa-2020-10-10-1722z';
const LAURENT = 'unsafe-follow-pfn/laurent-pinchart-2020-10-10-2336';
const DANIEL = 'unsafe-follow-pfn/daniel-vetter-2020-10-10-2301z';
const EARLY = 'unsafe-follow-pfn/daniel-vetter-2020-10-09-1952';

const quote = (from: string, by: string, words: string, more = ''): string =>
  `<Quote from="${from}" by="${by}"${more}>${words}</Quote>`;

const EXPORT = quote(EARLY, 'Daniel Vetter', 'add dma-buf export support to fbdev and v4l');
const FREE = quote(
  FIGA,
  'Tomasz Figa',
  'I assume you mean V4L2 and not the obsolete V4L that is emulated in the userspace by libv4l.',
);
const MISSED = quote(DANIEL, 'Daniel Vetter', 'And I missed that v4l2 added dma-buf export too.');

const exchange = (...parts: readonly string[]): string =>
  `<Exchange>\n\n${parts.join('\n\n')}\n\n</Exchange>`;

test('who answers whom is taken from the mail, and sides change with each answer', async (context) => {
  const verified = await smallSite(context).verify(exchange(EXPORT, FREE, 'Then:', MISSED));
  assert.deepEqual(summary(verified), []);
  assert.deepEqual(Object.values(verified.site.turns), [
    { relation: 'opens', saysDay: true, answers: null, isIndented: false },
    { relation: 'answers', saysDay: true, answers: 'Daniel Vetter', isIndented: true },
    { relation: 'answers', saysDay: false, answers: 'Tomasz Figa', isIndented: false },
  ]);
});

test('words that are older than those above them are an error, unless the author says so', async (context) => {
  const site = smallSite(context);
  const wrong = await site.verify(exchange(MISSED, EXPORT));
  assert.deepEqual(summary(wrong), ['page.mdx:9:1 exchange-order']);
  assert.equal(wrong.diagnostics[0]?.expected, 'before the quote in line 7');
  const told = await site.verify(exchange(MISSED, EXPORT.replace('<Quote', '<Quote earlier="yes"')));
  assert.deepEqual(summary(told), []);
  assert.deepEqual(
    Object.values(told.site.turns).map(({ relation }) => relation),
    ['opens', 'earlier'],
  );
  const idle = await site.verify(exchange(EXPORT, MISSED.replace('<Quote', '<Quote earlier="yes"')));
  assert.deepEqual(summary(idle), ['page.mdx:9:8 exchange-order']);
  assert.deepEqual(summary(await site.verify(EXPORT.replace('<Quote', '<Quote earlier="yes"'))), [
    'page.mdx:5:8 exchange-order',
  ]);
});

test('two pieces of one mail stand in the order in which it has them', async (context) => {
  const site = smallSite(context);
  const [one, two] = [
    quote(DANIEL, 'Daniel Vetter', 'Yeah.'),
    quote(DANIEL, 'Daniel Vetter', 'And I missed that v4l2 added dma-buf export too.'),
  ];
  assert.deepEqual(summary(await site.verify(exchange(two, one))), ['page.mdx:9:1 exchange-order']);
  const verified = await site.verify(exchange(one, two));
  assert.deepEqual(summary(verified), []);
  assert.deepEqual(
    Object.values(verified.site.turns).map(({ relation }) => relation),
    ['opens', 'goes on'],
  );
});

test('what one mail shows in an order may be read in it, and each answers the words right above', async (context) => {
  const verified = await smallSite(context).verify(
    exchange(
      FREE,
      MISSED,
      quote(LAURENT, 'Laurent Pinchart', "There's 8 drivers left"),
      quote(DANIEL, 'Daniel Vetter', 'the issue here is _only_ with follow_pfn.'),
    ),
  );
  assert.deepEqual(summary(verified), []);
  assert.deepEqual(
    Object.values(verified.site.turns).map(({ relation, answers }) => [relation, answers]),
    [
      ['opens', null],
      ['answers', 'Tomasz Figa'],
      ['earlier', null],
      ['answers', 'Laurent Pinchart'],
    ],
  );
});

test('quotes of two threads answer nobody, nor does a single one, and nothing else stands among them', async (context) => {
  const site = smallSite(context);
  site.write('threads/other/thread.yaml', 'title: Another\n');
  site.write(
    'threads/other/1.eml',
    'From: Kim Hall <k@example.org>\nDate: Mon, 04 Jan 2021 12:00:00 +0000\nMessage-ID: <4@example.org>\nSubject: Other\n\nSo do I.\n',
  );
  const other = quote('other/kim-hall-2021-01-04-1200z', 'Kim Hall', 'So do I.');
  assert.deepEqual(summary(await site.verify(exchange(EXPORT, other))), ['page.mdx:9:1 exchange-threads']);
  assert.deepEqual(summary(await site.verify(exchange(EXPORT))), ['page.mdx:5:1 exchange-content']);
  assert.deepEqual(
    summary(await site.verify(exchange(EXPORT, '<Diagram name="x" />', FREE))).filter((each) =>
      each.includes('exchange'),
    ),
    ['page.mdx:9:1 exchange-content'],
  );
});
