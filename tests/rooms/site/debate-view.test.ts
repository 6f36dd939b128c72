import assert from 'node:assert/strict';
import { test } from 'node:test';
import { widthOf } from '../../../src/citations/diagrams/letters.ts';
import type { Site, SiteDebate, SiteOutcome, SitePosition } from '../../../src/citations/site.ts';
import { outcomesOf, relationsOf, whenOf } from '../../../src/site/view/debate.ts';
import { RADIUS } from '../../../src/site/view/debate-lines.ts';
import { narrowPictureOf, pictureOf, WIDTHS } from '../../../src/site/view/debate-picture.ts';
import { peopleOf, personHref } from '../../../src/site/view/people.ts';
import { storiesOf, timelineOf } from '../../../src/site/view/timeline.ts';
import { ENGLISH } from '../../words.ts';

const position = (
  number: number,
  by: string,
  ties: Partial<Pick<SitePosition, 'attacks' | 'supports' | 'concedes' | 'movedTo'>> = {},
  date = '2021-01-08T10:00:00Z',
): SitePosition => ({
  id: `p${number}`,
  number,
  by,
  says: `Statement ${number}.`,
  date,
  supports: [],
  attacks: [],
  concedes: [],
  movedTo: null,
  ...ties,
  quote: {
    thread: 'books',
    message: `m${number}`,
    by,
    date,
    words: `Words ${number}`,
    passages: [`m${number}/1`],
    confidence: 'stated',
    carriers: [],
    omits: [],
    archiveUrl: null,
  },
});

const outcome = (number: number, of: readonly string[], date: string | null): SiteOutcome => ({
  id: `outcome-${number}`,
  what: `Outcome ${number}.`,
  status: 'withdrawn',
  of,
  date,
  release: null,
  rule: null,
  position: null,
  commits: [],
  reference: null,
  source: 'a notice',
  page: null,
});

const DEBATE: SiteDebate = {
  name: 'lending',
  topic: 'Lending',
  question: 'Who keeps track?',
  pages: [],
  positions: [
    position(1, 'Ada'),
    position(2, 'Ada', { movedTo: 'p6' }),
    position(3, 'Ben', { attacks: ['p1', 'p2'] }),
    position(4, 'Cleo', { supports: ['p3'], attacks: ['p1'] }),
    position(5, 'Cleo', { attacks: ['p2'] }),
    position(6, 'Ada', { concedes: ['p4'] }),
  ],
  outcomes: [outcome(1, ['p2', 'p1'], '2021-01'), outcome(2, ['p5'], null)],
};

const siteWith = (...debates: readonly SiteDebate[]): Site => ({
  people: {},
  errata: [],
  threads: [],
  pages: [],
  quotes: {},
  turns: {},
  excerpts: {},
  notes: {},
  trees: [],
  rules: [],
  experiments: [],
  experimentHeader: '',
  glossary: [],
  diagrams: {},
  symbols: [],
  sealed: null,
  oldAddresses: {},
  commits: [],
  references: [],
  unchecked: {},
  answered: {},
  debates: Object.fromEntries(debates.map((debate) => [debate.name, debate])),
});

const at = (number: number): SitePosition => DEBATE.positions[number - 1] as SitePosition;

test('a position says what it answers, who granted it, and from what and to what its holder moved', () => {
  const said = (number: number) =>
    relationsOf(DEBATE, at(number), ENGLISH).map(({ words, other }) => `${words} ${other.number}`);
  assert.deepEqual(said(1), []);
  assert.deepEqual(said(2), ['changed to 6']);
  assert.deepEqual(said(3), ['speaks against 1', 'speaks against 2']);
  assert.deepEqual(said(4), ['speaks against 1', 'speaks for 3', 'granted by 6']);
  assert.deepEqual(said(6), ['changed from 2', 'grants 4']);
});

test('an outcome of several positions is told at the one that is named first, and the others lead there', () => {
  const told = (number: number) =>
    outcomesOf(DEBATE, at(number)).map(({ toldAt }) => toldAt?.number ?? 'here');
  assert.deepEqual([told(1), told(2), told(5), told(6)], [[2], ['here'], ['here'], []]);
});

test('no line of a picture meets a circle that it neither starts from nor leads to', () => {
  const { rows, lines } = pictureOf(DEBATE, ENGLISH);
  assert.equal(lines.length, 7);
  for (const { path } of lines) {
    const [start, ...stops] = pointsOf(path);
    assert.ok(start);
    let from = start;
    const met = new Set<number>();
    for (const to of stops) {
      for (const { x, y, number } of rows) if (distance({ x, y }, from, to) < RADIUS - 0.5) met.add(number);
      from = to;
    }
    assert.ok(met.size <= 2, `${path} meets ${[...met].join(', ')}`);
  }
});

test('a picture is as wide as there is room: no name, day or words leave it, and words begin beside the last lane', () => {
  for (const [picture, width] of [
    [pictureOf(DEBATE, ENGLISH), WIDTHS.wide],
    [narrowPictureOf(DEBATE, ENGLISH), WIDTHS.narrow],
  ] as const) {
    assert.equal(picture.width, width);
    for (const { head, lines, x } of picture.lanes) {
      assert.ok(head.x >= 0 && head.x + head.width <= width);
      for (const line of lines) assert.ok(widthOf(line, { isBold: true }) <= head.width);
      for (const row of picture.rows) assert.ok(row.textX > x + picture.radius);
    }
    for (const { textX, lines, day, y } of picture.rows) {
      for (const { words } of lines) assert.ok(textX + widthOf(words) <= width, words);
      assert.ok(widthOf(day ?? '') < Math.min(...picture.lanes.map(({ x }) => x)) - picture.radius);
      assert.ok(y > Math.max(...picture.lanes.map(({ head }) => head.y + head.height)));
    }
  }
});

test('where there is no room for lines, words say how positions stand to each other', () => {
  const { rows, lines } = narrowPictureOf(DEBATE, ENGLISH);
  assert.deepEqual(lines, []);
  const said = rows.map((row) =>
    row.lines
      .filter(({ isQuiet }) => isQuiet)
      .map(({ words }) => words)
      .join(' '),
  );
  assert.match(said[2] ?? '', /speaks against 1 speaks against 2/);
});

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of a path that goes only sideways, up and down. */
function pointsOf(path: string): Point[] {
  const points: Point[] = [];
  for (const [, command = '', rest = ''] of path.matchAll(/([MHVQ])([^MHVQ]*)/g)) {
    const numbers = rest.trim().split(' ').map(Number);
    const last = points.at(-1) ?? { x: 0, y: 0 };
    if (command === 'M') points.push({ x: numbers[0] ?? 0, y: numbers[1] ?? 0 });
    if (command === 'H') points.push({ x: numbers[0] ?? 0, y: last.y });
    if (command === 'V') points.push({ x: last.x, y: numbers[0] ?? 0 });
    if (command === 'Q') points.push({ x: numbers[2] ?? 0, y: numbers[3] ?? 0 });
  }
  return points;
}

/** From a point to a stretch. */
function distance({ x, y }: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy);
}

test('the timeline goes by day, a month stands after its days, and what has no date comes last', () => {
  const years = timelineOf(siteWith(DEBATE));
  const shown = years.map(([year, entries]) => [
    year,
    entries.map((entry) => (entry.kind === 'mail' ? entry.message : entry.outcome.id)),
  ]);
  assert.deepEqual(shown, [
    ['2021', ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'outcome-1']],
    [null, ['outcome-2']],
  ]);
});

test('a mail that two debates quote stands on the timeline once, in both stories', () => {
  const other = { ...DEBATE, name: 'binding', topic: 'Binding', positions: [at(1)], outcomes: [] };
  const site = siteWith(DEBATE, other);
  assert.deepEqual(
    storiesOf(site).map(({ topic, number }) => [topic, number]),
    [
      ['Binding', 1],
      ['Lending', 2],
    ],
  );
  const [first] = timelineOf(site)[0]?.[1] ?? [];
  assert.deepEqual(
    first?.stories.map(({ topic }) => topic),
    ['Binding', 'Lending'],
  );
  assert.equal(first?.kind === 'mail' && first.held.length, 2);
});

test('dates are told by day or by month', () => {
  assert.deepEqual(
    ['2021-05-06', '2021-05', null].map((date) => whenOf(date, ENGLISH)),
    ['6 May 2021', 'May 2021', null],
  );
});

test('the page of a person is named after them, under the base path', () => {
  assert.equal(personHref('/docs/', siteWith(DEBATE))('Christian König'), '/docs/people/christian-konig/');
  assert.deepEqual(peopleOf(siteWith(DEBATE)), []);
});
