import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smallSite, summary } from './site-fixture.ts';

const POSITIONS = `question: May a driver keep a number?
topic: Numbers
positions:
  - id: exported-too
    by: Daniel Vetter
    says: Video drivers export buffers already.
    from: unsafe-follow-pfn/daniel-vetter-2020-10-10-2301z
    quote: Yeah. And I missed that v4l2 added dma-buf export too.
    concedes: [for-free]
  - id: for-free
    by: Tomasz Figa
    says: Export costs nothing.
    from: unsafe-follow-pfn/tomasz-figa-2020-10-10-1722z
    quote: >-
      every video device that uses videobuf2
      gets DMA-buf export for free and there is nothing needed to enable it.
    elides: if
  - id: add-export
    by: Daniel Vetter
    says: Add export to video drivers.
    from: unsafe-follow-pfn/daniel-vetter-2020-10-09-1952
    quote: add dma-buf export support to fbdev and v4l
    moved-to: exported-too
`;

test('positions stand in the order of the mail, whatever the order of the file, with their words', async (context) => {
  const site = smallSite(context);
  site.write(
    'debates/numbers.yaml',
    `${POSITIONS}outcomes:
  - { of: [add-export], what: Never needed., status: conceded, position: exported-too }
  - { of: [for-free], what: Still so., status: borne out, date: 2021-01, commits: [0123abc] }
`,
  );
  const verified = await site.verify('<Debate name="numbers" />\n\n<Timeline of="numbers" />');
  // Nobody here knows the commit; and the mails are of another year.
  assert.deepEqual(summary(verified), [
    'numbers.yaml:26:65 date-unbacked',
    'numbers.yaml:26:84 commit-unknown',
  ]);
  const debate = verified.site.debates.numbers;
  assert.deepEqual(
    debate?.positions.map(({ id, number, movedTo, concedes, quote }) => [
      number,
      id,
      movedTo,
      concedes,
      quote.words,
    ]),
    [
      [1, 'add-export', 'exported-too', [], 'add dma-buf export support to fbdev and v4l'],
      [
        2,
        'for-free',
        null,
        [],
        'every video device that uses videobuf2 gets DMA-buf export for free and there is nothing needed to enable it.',
      ],
      [3, 'exported-too', null, ['for-free'], 'Yeah. And I missed that v4l2 added dma-buf export too.'],
    ],
  );
  assert.deepEqual(
    debate?.outcomes.map(({ what, date }) => [what, date]),
    [
      ['Still so.', '2021-01'],
      ['Never needed.', null],
    ],
  );
  assert.deepEqual(debate?.pages, [{ page: 'explainers/page', title: 'A page' }]);
});

test('words that differ, or are by somebody else, are an error at the word or the name', async (context) => {
  const site = smallSite(context);
  site.write(
    'debates/numbers.yaml',
    POSITIONS.replace('uses videobuf2', 'uses videobuf3').replace(
      'by: Daniel Vetter\n    says: Add',
      'by: Tomasz Figa\n    says: Add',
    ),
  );
  const verified = await site.verify('Words.');
  assert.deepEqual(summary(verified), [
    'numbers.yaml:15:44 quote-not-verbatim',
    'numbers.yaml:19:9 quote-wrong-person',
  ]);
  assert.equal(verified.diagnostics[1]?.fix, 'Write "by: Daniel Vetter".');
  assert.deepEqual(verified.site.debates, {});
});

/** A wrong letter in every style of YAML. */
const STYLES = [
  "Realistically this just isn't going to hapen.",
  "'Realistically this just isn''t going to hapen.'",
  '"Realistically this just isn\\x27t g\\u006fing to hapen."',
  "Realistically this just isn't\n      going to hapen.",
  "|-\n      Realistically this just isn't\n      going to hapen.",
];

for (const written of STYLES) {
  test(`a wrong letter is told where it stands, however YAML writes the words: ${JSON.stringify(written)}`, async (context) => {
    const site = smallSite(context);
    const text = POSITIONS.replace('add dma-buf export support to fbdev and v4l', () => written);
    site.write('debates/numbers.yaml', `${text}# isn't so\n`);
    const before = text.slice(0, text.indexOf('en.', text.indexOf('hapen'))).split('\n');
    assert.deepEqual(summary(await site.verify('Words.')), [
      `numbers.yaml:${before.length}:${(before.at(-1)?.length ?? 0) + 1} quote-not-verbatim`,
    ]);
  });
}

test('a debate that cannot be read is told once, and not that pages name one that is not there', async (context) => {
  const site = smallSite(context);
  site.write('debates/numbers.yaml', POSITIONS.replace('topic: Numbers', 'topic: [Numbers]'));
  assert.deepEqual(summary(await site.verify('<Debate name="numbers" />')), [
    'numbers.yaml:2:8 debate-invalid',
  ]);
});

test('a day or a month that no calendar has is an error', async (context) => {
  for (const date of ['2022-13', '2022-00', '2021-02-29', '2022-04-31']) {
    const site = smallSite(context);
    site.write(
      'debates/numbers.yaml',
      `${POSITIONS}outcomes:\n  - { of: [for-free], what: So., status: merged, source: a mail, date: ${date} }\n`,
    );
    const faults = summary(await site.verify('Words.'));
    assert.deepEqual(faults, ['numbers.yaml:25:72 debate-invalid'], date);
  }
});

test('a word that is left out and may turn a quote round is told as in a page', async (context) => {
  const site = smallSite(context);
  site.write('debates/numbers.yaml', POSITIONS.replace('    elides: if\n', ''));
  const verified = await site.verify('Words.');
  assert.deepEqual(summary(verified), ['numbers.yaml:15:7 quote-omission']);
  assert.match(verified.diagnostics[0]?.fix ?? '', /write "elides: if"/);
});

test('a person moves only to a later position of their own', async (context) => {
  const wrongs = [
    [POSITIONS.replace('moved-to: exported-too', 'moved-to: for-free'), '23:15'],
    [POSITIONS.replace('moved-to: exported-too', 'moved-to: add-export'), '23:15'],
    [POSITIONS.replace('concedes: [for-free]', 'moved-to: add-export'), '9:15'],
    [POSITIONS.replace('concedes: [for-free]', 'concedes: [add-export]'), '9:16'],
  ] as const;
  for (const [text, place] of wrongs) {
    const site = smallSite(context);
    site.write('debates/numbers.yaml', text);
    assert.deepEqual(summary(await site.verify('Words.')), [`numbers.yaml:${place} position-relation`]);
  }
});

test('a release without a date, and a release that YAML reads as a number, are errors', async (context) => {
  for (const [fields, column] of [
    ['release: "6.10"', '75'],
    ['date: 2024-07, release: 6.10', '90'],
  ]) {
    const site = smallSite(context);
    site.write(
      'debates/numbers.yaml',
      `${POSITIONS}outcomes:\n  - { of: [for-free], what: So., status: merged, source: a mail, ${fields} }\n`,
    );
    const [fault] = summary(await site.verify('Words.'));
    assert.equal(fault, `numbers.yaml:25:${column} debate-invalid`);
  }
});
