import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SiteMessage } from '../../../src/citations/site.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import { dayOf, momentOf } from '../../../src/site/view/date.ts';
import { lineUrl, numberLines } from '../../../src/site/view/excerpt.ts';
import { hrefIn, threadPath } from '../../../src/site/view/href.ts';
import { markedParts, textParts } from '../../../src/site/view/mail-text.ts';
import { notesIn } from '../../../src/site/view/notes.ts';
import { headerFacts, legendOf, type Nested, nest, proofOf } from '../../../src/site/view/thread.ts';
import { type Seed, seedMessage } from '../../seeds.ts';

const messageOf = async (
  seed: Seed,
  id: string,
  outside: Record<string, string> = {},
): Promise<SiteMessage> => {
  const read = readConversation([await seedMessage(seed)]).messages.find((message) => message.id === id);
  if (!read) throw new Error(id);
  return { ...read, file: null, outside, outsideSource: null, archiveUrl: null, quotedBy: {} };
};

test('passages nest by depth, and a name stands wherever another one begins to speak', async () => {
  const lines = (nested: readonly Nested[], indent = ''): string[] =>
    nested.flatMap((item) =>
      'inside' in item
        ? lines(item.inside, `${indent}  `)
        : item.run.map(
            ({ author, text }, index) => `${indent}${index === 0 ? `${author}: ` : ''}${text.slice(0, 12)}`,
          ),
    );
  assert.deepEqual(
    lines(nest(await messageOf('dma-buf-vm-pfnmap', 'daniel-vetter-2022-11-22-1808z'))).slice(0, 5),
    [
      'Daniel Vetter: On Tue, 22 N',
      '  Jason Gunthorpe: On Tue, Nov ',
      '    Daniel Vetter: tldr; DMA bu',
      '    Since some u',
      '    To stop this',
    ],
  );
});

test('a recovered message shows its own words and what they answer, not what lies deeper', async () => {
  const nested = nest(await messageOf('unsafe-follow-pfn', 'daniel-vetter-2020-10-09-1952'));
  const depths = (items: readonly Nested[]): number[] =>
    items.flatMap((item) => ('inside' in item ? depths(item.inside) : item.run.map(({ depth }) => depth)));
  assert.deepEqual([...new Set(depths(nested))].sort(), [0, 1]);
});

test('a lost header field is said to be lost, and one known from outside to be recovered', async () => {
  const message = await messageOf('unsafe-follow-pfn', 'daniel-vetter-2020-10-10-2301z', {
    'Message-ID': 'a@b',
  });
  assert.deepEqual(
    headerFacts(message).map(({ name, state }) => [name, state]),
    [
      ['Subject', 'known'],
      ['Message-ID', 'recovered'],
      ['In-Reply-To', 'lost'],
      ['References', 'lost'],
      ['To', 'lost'],
      ['Cc', 'lost'],
    ],
  );
});

test('an address in a field known from outside is masked, and takes the place of the name alone', async () => {
  const message = await messageOf('dma-buf-vm-pfnmap', 'daniel-vetter-2022-11-22-1808z', {
    To: 'Jason Gunthorpe <jgg@ziepe.ca>',
  });
  assert.deepEqual(
    headerFacts(message).filter(({ name }) => name === 'To'),
    [{ name: 'To', value: 'Jason Gunthorpe <jgg@xxxxxxxx>', state: 'recovered' }],
  );
});

test('a message says in words what proves its line breaks', async () => {
  const message = await messageOf('dma-buf-vm-pfnmap', 'daniel-vetter-2022-11-22-1808z');
  assert.equal(proofOf(message), null);
  assert.equal(proofOf({ ...message, proof: 'DKIM body hash' }), 'line breaks proven by DKIM body hash');
});

test('mail text is text: addresses are masked, web addresses become links, nothing else does', async () => {
  assert.deepEqual(textParts('<b>see</b> ada@example.org or https://a.example/x_(y). javascript:alert(1)'), [
    { text: '<b>see</b> ada@xxxxxxxxxxx or ', href: null },
    { text: 'https://a.example/x_(y', href: 'https://a.example/x_(y' },
    { text: '). javascript:alert(1)', href: null },
  ]);
});

test('words that a note stands beside are a part of their own, and no letter changes', () => {
  const text = 'ask ada@example.org twice';
  const parts = markedParts(text, [{ start: 4, end: 19, notes: [{ number: 1, id: 'a' }] }]);
  assert.deepEqual(
    parts.map((part) => [part.text, part.ending.map(({ number }) => number)]),
    [
      ['ask ', []],
      ['ada@xxxxxxxxxxx', [1]],
      [' twice', []],
    ],
  );
});

test('where the words of two notes overlap, each part names the notes it belongs to', () => {
  const parts = markedParts('one two three', [
    { start: 0, end: 7, notes: [{ number: 1, id: 'a' }] },
    { start: 4, end: 13, notes: [{ number: 2, id: 'b' }] },
  ]);
  assert.deepEqual(
    parts.map(({ text, notes, ending }) => [text, notes.map(({ id }) => id), ending.map(({ id }) => id)]),
    [
      ['one ', ['a'], []],
      ['two', ['a', 'b'], ['a']],
      [' three', ['b'], ['b']],
    ],
  );
});

test('a link in noted words stays a link', () => {
  const parts = markedParts('see https://a.example/x now', [
    { start: 0, end: 23, notes: [{ number: 1, id: 'a' }] },
  ]);
  assert.deepEqual(
    parts.map(({ text, href, notes }) => [text, href, notes.length]),
    [
      ['see ', null, 1],
      ['https://a.example/x', 'https://a.example/x', 1],
      [' now', null, 0],
    ],
  );
});

test('the words of each note are taken out of the rendered file of notes', () => {
  const html = '<p>Aside.</p><postil-note data-use="notes/t#0"><p>One.</p></postil-note>';
  assert.deepEqual(notesIn(html), { 'notes/t#0': '<p>One.</p>' });
});

test('dates are written out with the offset they came with', async () => {
  assert.equal(momentOf('2020-10-10T19:01:22-04:00'), '10 October 2020, 19:01 (UTC-04:00)');
  assert.equal(momentOf('2020-10-10T23:36'), '10 October 2020, 23:36');
  assert.equal(dayOf(null), null);
});

test('addresses carry the base path', async () => {
  assert.equal(hrefIn('/docs/')(threadPath('a', 'b/c')), '/docs/threads/a/#b/c');
  assert.equal(hrefIn('/')('/x/'), '/x/');
});

test('each rendered line gets its true number, and the code can be scrolled by keyboard', async () => {
  const html =
    '<pre data-language="c"><div class="ec-line"><b>a</b></div><div class="ec-line highlight"><b>b</b></div>';
  assert.equal(
    numberLines(html, 41),
    '<pre tabindex="0" data-language="c"><div class="ec-line"><div class="gutter"><div class="ln">41</div></div><b>a</b></div>' +
      '<div class="ec-line highlight"><div class="gutter"><div class="ln">42</div></div><b>b</b></div>',
  );
  assert.equal(lineUrl('https://s.example/v6.1/mm/x.c#L12', 41), 'https://s.example/v6.1/mm/x.c#L41');
});

test('a thread says how many messages it rebuilt and how many it lacks, and says neither where there is none', async () => {
  const own = await messageOf('dma-buf-vm-pfnmap', 'daniel-vetter-2022-11-22-1808z');
  const legend = (...messages: SiteMessage[]) =>
    legendOf({ slug: 's', title: 't', topic: 'o', summary: '', parents: {}, messages }).split('. Each')[0];
  const rebuilt = { ...own, recovered: true };
  assert.equal(legend(own), '1 message, oldest first');
  assert.equal(
    legend(own, rebuilt, { ...rebuilt, passages: [] }),
    '3 messages, oldest first; 1 of them known only from quotes in the others and rebuilt from there; 1 not at hand, in its place because others answer',
  );
});
