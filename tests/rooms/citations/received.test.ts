import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, MOST_LINES } from '../../../src/citations/quotes/received.ts';
import type { Passage } from '../../../src/quoting/passage.ts';
import { smallSite, summary } from './site-fixture.ts';

const passage = (depth: number, text: string): Passage => ({
  id: 'mail/00000000',
  kind: 'prose',
  depth,
  author: null,
  source: null,
  confidence: 'unknown',
  text,
});

const MAIL = {
  passages: [passage(2, 'Is it lent?\nOr lost?'), passage(1, 'Lent.'), passage(0, 'Lost, I  fear.')],
};
const wanted = (from: string, to: string, mark?: string) => linesOf(MAIL, { from, to, mark });

test('lines of a mail come with their depth, and with the empty lines between passages', () => {
  assert.deepEqual(wanted('Or lost', 'I fear'), {
    lines: [
      { depth: 2, text: 'Or lost?' },
      { depth: 1, text: '' },
      { depth: 1, text: 'Lent.' },
      { depth: 0, text: '' },
      { depth: 0, text: 'Lost, I  fear.' },
    ],
  });
});

test('words that stand on no line, or on two, are astray', () => {
  assert.deepEqual(wanted('Is it found', 'fear'), { astray: 'from' });
  assert.deepEqual(wanted('ent', 'fear'), { astray: 'from' });
  assert.deepEqual(wanted('Lost', 'Is it lent'), { astray: 'to' });
  assert.deepEqual(wanted('Is it', 'Lent.', 'fear'), { astray: 'mark' });
});

test('a sample is no longer than somebody reads', () => {
  const long = {
    passages: [passage(0, Array.from({ length: MOST_LINES + 1 }, (_, at) => `line ${at}.`).join('\n'))],
  };
  assert.deepEqual(linesOf(long, { from: 'line 0.', to: `line ${MOST_LINES}.`, mark: undefined }), {
    astray: 'to',
  });
  assert.ok('lines' in linesOf(long, { from: 'line 1.', to: `line ${MOST_LINES}.`, mark: undefined }));
});

test('a page shows lines of mail that is at hand, and of no other', async (context) => {
  const site = smallSite(context);
  const shown = async (mail: string, from: string) =>
    summary(
      await site.verify(`<Received mail="unsafe-follow-pfn/${mail}" from="${from}" to="types too." />`),
    );
  const at = 'daniel-vetter-2020-10-10-2301z';
  assert.deepEqual(await shown(at, 'No, it is unconditionally unsafe'), []);
  assert.deepEqual(await shown(at, 'Yes, it is'), ['page.mdx:5:73 received-unknown']);
  assert.deepEqual(await shown('jason-gunthorpe-2020-10-09-1448', 'No, it is'), [
    'page.mdx:5:17 received-unknown',
  ]);
  assert.deepEqual(await shown('nobody', 'No, it is'), ['page.mdx:5:17 received-unknown']);
});

test('a page or rule that several are named with is told at its own place', async (context) => {
  const site = smallSite(context);
  const page = (of: string) => `<Story of="${of}" asks="Who?">\nWords.\n</Story>`;
  assert.deepEqual(summary(await site.verify(page('explainers/page'))), []);
  assert.deepEqual(summary(await site.verify(page('explainers/page, explainers/gone'))), [
    'page.mdx:5:29 shown-unknown',
  ]);
  assert.deepEqual(summary(await site.verify(page(' , '))), ['page.mdx:5:12 shown-unknown']);
  assert.deepEqual(summary(await site.verify('<Verdicts of="no-rule" />')), ['page.mdx:5:15 shown-unknown']);
});
