import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SiteMessage, SiteThread } from '../../../src/citations/site.ts';
import { readConversation } from '../../../src/quoting/conversation.ts';
import { annotateLines, rowsOf } from '../../../src/site/view/code-lines.ts';
import { dayOf, momentOf } from '../../../src/site/view/date.ts';
import { lineUrl } from '../../../src/site/view/excerpt.ts';
import { hrefIn, threadPath } from '../../../src/site/view/href.ts';
import { markedParts, textParts } from '../../../src/site/view/mail-text.ts';
import { notesIn } from '../../../src/site/view/notes.ts';
import { sealKinds, sealOf } from '../../../src/site/view/seal.ts';
import {
  headerFacts,
  leftOutOf,
  legendOf,
  type Nested,
  nest,
  proofOf,
} from '../../../src/site/view/thread.ts';
import { archivedMessage } from '../../mail.ts';
import { ENGLISH } from '../../words.ts';

const messageOf = async (id: string, outside: Record<string, string> = {}): Promise<SiteMessage> => {
  const read = readConversation([await archivedMessage()]).messages.find((message) => message.id === id);
  if (!read) throw new Error(id);
  return {
    ...read,
    original: null,
    outside,
    outsideSource: null,
    archiveUrl: null,
    seal: null,
    quotedBy: {},
  };
};

test('passages nest by depth, and a name stands wherever another one begins to speak', async () => {
  const lines = (nested: readonly Nested[], indent = ''): string[] =>
    nested.flatMap((item) =>
      'inside' in item
        ? [
            ...item.introduced.map(({ text }) => `${indent}  (${text.slice(0, 11)})`),
            ...lines(item.inside, `${indent}  `),
          ]
        : item.run.map(
            ({ author, text }, index) => `${indent}${index === 0 ? `${author}: ` : ''}${text.slice(0, 12)}`,
          ),
    );
  assert.deepEqual(lines(nest(await messageOf('daniel-vetter-2020-10-10-2301z'))).slice(0, 5), [
    '  (On Sat, Oct)',
    '  Laurent Pinchart: Hi Tomasz,',
    '    (On Sat, Oct)',
    '      (On Fri, Oct)',
    '        (On Fri, Oct)',
  ]);
});

test('a recovered message shows its own words and what they answer, not what lies deeper', async () => {
  const nested = nest(await messageOf('daniel-vetter-2020-10-09-1952'));
  const depths = (items: readonly Nested[]): number[] =>
    items.flatMap((item) => ('inside' in item ? depths(item.inside) : item.run.map(({ depth }) => depth)));
  assert.deepEqual([...new Set(depths(nested))].sort(), [0, 1]);
});

test('a lost header field is said to be lost, and one known from outside to be recovered', async () => {
  const message = await messageOf('daniel-vetter-2020-10-10-2301z', {
    'Message-ID': 'a@b',
  });
  assert.deepEqual(
    headerFacts(message, ENGLISH).map(({ name, state }) => [name, state]),
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

test('a field known from outside takes the place of the name alone', async () => {
  const message = await messageOf('daniel-vetter-2020-10-10-2301z', {
    To: 'Jason Gunthorpe <jgg@ziepe.ca>',
  });
  assert.deepEqual(
    headerFacts(message, ENGLISH).filter(({ name }) => name === 'To'),
    [{ name: 'To', value: 'Jason Gunthorpe <jgg@ziepe.ca>', state: 'recovered' }],
  );
});

test('a message whose words are not all on the page says so in its place', async () => {
  const message = await messageOf('daniel-vetter-2020-10-10-2301z');
  const picture = ['"shelf.png" (image/png), 12 KiB'];
  assert.deepEqual(
    [
      leftOutOf(message, ENGLISH),
      leftOutOf({ ...message, leftOut: picture }, ENGLISH),
      leftOutOf({ ...message, passages: [] }, ENGLISH),
      leftOutOf({ ...message, leftOut: ['words that are encrypted'], passages: [] }, ENGLISH),
      leftOutOf({ ...message, passages: [], recovered: true }, ENGLISH),
    ],
    [
      null,
      'Not shown here: "shelf.png" (image/png), 12 KiB.',
      'This mail holds no words.',
      'No words of this mail can be shown: words that are encrypted.',
      null,
    ],
  );
});

test('a message says in words what proves its line breaks', async () => {
  const message = await messageOf('daniel-vetter-2020-10-10-2301z');
  assert.equal(proofOf(message, ENGLISH), null);
  assert.equal(
    proofOf({ ...message, proof: 'DKIM body hash' }, ENGLISH),
    'line breaks proven by DKIM body hash',
  );
});

test('mail text is text: web addresses become links unless somebody can be written to there, nothing else does', async () => {
  assert.deepEqual(
    textParts(
      '<b>see</b> https://a.example/?to=………@b.example or https://a.example/x_(y). javascript:alert(1)',
    ),
    [
      { text: '<b>see</b> ', href: null },
      { text: 'https://a.example/?to=………@b.example', href: null },
      { text: ' or ', href: null },
      { text: 'https://a.example/x_(y', href: 'https://a.example/x_(y' },
      { text: '). javascript:alert(1)', href: null },
    ],
  );
});

test('words that a note stands beside are a part of their own, and no letter changes', () => {
  const text = 'ask ada@example.org twice';
  const parts = markedParts(text, [{ start: 4, end: 19, notes: [{ number: 1, id: 'a' }] }]);
  assert.deepEqual(
    parts.map((part) => [part.text, part.ending.map(({ number }) => number)]),
    [
      ['ask ', []],
      ['ada@example.org', [1]],
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
  const html = '<p>Aside.</p><postil-note data-use="notes/t#m/note-1"><p>One.</p></postil-note>';
  assert.deepEqual(notesIn(html), { 'notes/t#m/note-1': '<p>One.</p>' });
});

test('dates are written out with the offset they came with', async () => {
  assert.equal(momentOf('2020-10-10T19:01:22-04:00', ENGLISH), '10 October 2020, 19:01 (UTC-04:00)');
  assert.equal(momentOf('2020-10-10T23:36', ENGLISH), '10 October 2020, 23:36');
  assert.equal(dayOf(null, ENGLISH), null);
});

test('addresses carry the base path', async () => {
  assert.equal(hrefIn('/docs/')(threadPath('a', 'b/c')), '/docs/threads/a/#b/c');
  assert.equal(hrefIn('/')('/x/'), '/x/');
});

test('each rendered line gets its true number, the way to its note and an anchor to come back to', () => {
  const html =
    '<pre data-language="c"><div class="ec-line"><b>a</b></div><div class="ec-line highlight"><b>b</b></div>';
  assert.equal(
    annotateLines(
      html,
      {
        from: 41,
        use: 'p#code-1',
        notes: [{ id: 'code-1-note-2', anchor: 'b', line: 42 }],
        symbols: new Map(),
      },
      ENGLISH,
    ),
    '<pre tabindex="0" data-language="c"><div class="ec-line"><div class="gutter"><div class="ln">41</div></div><b>a</b></div>' +
      '<div class="ec-line highlight" id="code-1-line-42" data-note="1"><div class="gutter"><span class="pt-ways-out">' +
      '<a class="pt-way" href="#code-1-note-2"><span class="sr-only">Note 1</span></a></span><div class="ln">42</div></div><b>b</b></div>',
  );
  assert.equal(lineUrl('https://s.example/v6.1/mm/x.c#L12', 41), 'https://s.example/v6.1/mm/x.c#L41');
});

test('the first mention of a known symbol leads to the index, and the words of the code stay', () => {
  const html =
    '<div class="ec-line"><i>pin(pin, &lt;spin)</i></div><div class="ec-line del"><i>pin</i></div>';
  const shown = annotateLines(
    html,
    {
      from: 1,
      use: 'p#code-2',
      notes: [],
      symbols: new Map([
        ['pin', '/s/#pin'],
        ['lt', '/s/#lt'],
      ]),
    },
    ENGLISH,
  );
  assert.equal(
    shown,
    '<div class="ec-line"><div class="gutter"><div class="ln">1</div></div><i><a class="pt-symbol" href="/s/#pin">pin</a>(pin, &lt;spin)</i></div>' +
      '<div class="ec-line del"><div class="gutter"><div class="ln">2</div><span class="sr-only">only in this version: </span></div><i>pin</i></div>',
  );
});

test('notes stand at the rows of their lines, one below the other where two share a line, and end with the code', () => {
  const rows = (lines: readonly (number | null)[], lastLine: number) =>
    rowsOf(
      { firstLine: 100, lastLine },
      lines.map((line) => ({ id: 'n', anchor: 'a', line })),
    );
  assert.deepEqual(rows([114, 106, 106, null], 120), ['15 / 22', '7 / 8', '8 / 15', null]);
  assert.deepEqual(rows([101, 101], 101), ['2 / 3', '3 / 4']);
});

test('a thread says how many messages it rebuilt and how many it lacks, and says neither where there is none', async () => {
  const own = await messageOf('daniel-vetter-2020-10-10-2301z');
  const legend = (...messages: SiteMessage[]) =>
    legendOf(
      {
        ...{ slug: 's', title: 't', topic: 'o', summary: '', archive: '', parents: {} },
        ...{ messages, atHand: 1, whole: null },
      },
      ENGLISH,
    ).split('. Each')[0];
  const rebuilt = { ...own, recovered: true };
  assert.equal(legend(own), '1 message');
  assert.equal(
    legend(own, rebuilt, { ...rebuilt, passages: [] }),
    '3 messages, oldest first; 1 of them known only from quotes in the others and rebuilt from there; 1 not at hand, in its place because others answer',
  );
});

test('a thread counts how its messages are vouched for, the strongest first, and says what each means', () => {
  const sealed = (how: string) => ({ recovered: false, seal: { how } });
  const messages = [
    sealed('as received'),
    sealed('signed'),
    { recovered: true, seal: null },
    sealed('signed'),
  ];
  assert.deepEqual(
    sealKinds({ messages } as unknown as SiteThread, ENGLISH).map(({ how, count, means }) => [
      how,
      count,
      means.slice(0, 15),
    ]),
    [
      ['signed', 2, 'The mail server'],
      ['as received', 1, 'The words are t'],
    ],
  );
  assert.deepEqual(sealKinds({ messages: [] } as unknown as SiteThread, ENGLISH), []);
});

test('a mail says how it is vouched for in words, and one that nobody has says nothing', () => {
  const words = (seal: object | null, recovered = false) =>
    sealOf({ seal, recovered } as SiteMessage, ENGLISH);
  const signed = { how: 'signed', scheme: 'DKIM', by: 'x.example', selector: 's', seen: '2026-01-02' };
  assert.equal(words({ ...signed, expired: null }), 'signed by x.example (DKIM), key seen 2 Jan 2026');
  assert.equal(
    words({ ...signed, expired: '2023-11-14' }),
    'signed by x.example (DKIM), key seen 2 Jan 2026, valid by its own word until 14 Nov 2023',
  );
  assert.equal(
    words({ how: 'published', at: 'https://lists.example.org/1', seen: '2026-01-02' }),
    'published at lists.example.org, same words, seen 2 Jan 2026',
  );
  assert.equal(words({ how: 'as received' }), 'as received');
  assert.equal(words(null), 'not sealed yet');
  assert.equal(words(null, true), null);
});
