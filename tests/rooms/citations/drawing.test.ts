import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { nodeHost } from '../../../src/base/node-host.ts';
import type { Arrow, Box, Chart, Event } from '../../../src/citations/diagrams/chart.ts';
import { drawChart, ROOM } from '../../../src/citations/diagrams/drawing.ts';
import { PLACED_BY, placedIn } from '../../../src/citations/diagrams/layout.ts';
import { LETTER, widthOf, wrapped } from '../../../src/citations/diagrams/letters.ts';
import { readChart } from '../../../src/citations/diagrams/read-chart.ts';
import type { Area, Drawing, Shape } from '../../../src/citations/diagrams/shapes.ts';
import { openTypeOf } from '../../../src/site/cards/woff.ts';
import { faultsIn, type Measured } from '../../drawing-faults.ts';
import { advancesIn } from './advances.ts';

const require = createRequire(import.meta.url);
const place = placedIn('tests/output/drawn', nodeHost());

test('no letter of the type that we ship is wider than the room that is reckoned for it, bold or not', () => {
  for (const [weight, isBold] of [
    [400, false],
    [600, true],
  ] as const) {
    const file = require.resolve(`@fontsource/source-sans-3/files/source-sans-3-latin-${weight}-normal.woff`);
    const advances = advancesIn(openTypeOf(readFileSync(file)));
    const letters = [
      ...'The test counts references: VM_PFNMAP, (0x1234) 5678 9 “so”?! wäre größer – {a|b} @ # % & + = / * ~ <jkqyz>',
    ];
    for (const letter of new Set(letters)) {
      const advance = advances.get(letter.codePointAt(0) ?? 0);
      assert.ok(advance !== undefined, letter);
      assert.ok(advance * LETTER.size <= widthOf(letter, { isBold }) + 1e-9, `${letter} ${advance}`);
    }
  }
});

test('text is set in as few lines as there is room for, all about as long, and none is wider than the room', () => {
  assert.deepEqual(wrapped('one two three four', 80), ['one two', 'three four']);
  for (const line of wrapped('follow_pfnmap_start and a-very-long-name', 60))
    assert.ok(widthOf(line) <= 60, line);
  assert.equal(wrapped('follow_pfnmap_start', 100).join(''), 'follow_pfnmap_start');
});

test('the version of the library is that which the kept places are named after', () => {
  const { version } = JSON.parse(readFileSync(require.resolve('elkjs/package.json'), 'utf8'));
  assert.equal(PLACED_BY, `elkjs-${version}`);
});

/** A drawing as a browser would measure it that has the widest letters we reckon with. */
function measured({ width, height, shapes }: Drawing): Measured {
  const areas = shapes.filter((shape) => shape.kind === 'area');
  const texts = shapes
    .filter((shape) => shape.kind === 'text')
    .flatMap((text, of) =>
      text.lines.map((words, line) => {
        const wide = widthOf(words, text);
        const x = text.align === 'middle' ? text.x - wide / 2 : text.align === 'end' ? text.x - wide : text.x;
        const y = text.y + line * LETTER.line;
        const box = { x, y, right: x + wide, bottom: y + LETTER.line };
        const area = areas.findLast(
          ({ kind: _, ...each }) =>
            text.of === 'inside' &&
            text.x >= each.x &&
            text.x <= each.x + each.width &&
            y >= each.y &&
            y <= each.y + each.height,
        );
        const inside = area ? boxOf(area) : null;
        return { ...box, words, of, inside };
      }),
    );
  const lines = shapes.flatMap((shape) =>
    shape.kind === 'line'
      ? shape.points.slice(1).map((point, index) => [shape.points[index] ?? point, point] as const)
      : [],
  );
  return {
    frame: { x: 0, y: 0, right: width, bottom: height },
    texts,
    areas: areas.filter(({ of }) => of !== 'frame').map(boxOf),
    lines,
  };
}

const boxOf = ({ x, y, width, height }: Area) => ({ x, y, right: x + width, bottom: y + height });

const box = (id: string, words: string): Box => ({ id, words, shape: 'box' });
const isArea = (shape: Shape) => shape.kind === 'area' && shape.of !== 'frame';

/** What is wrong in each of the drawings of a chart; boxes may not lie over each other either. */
async function faultsOf(chart: Chart): Promise<string[]> {
  const { wide, narrow } = await drawChart(chart, new Map(), place);
  const drawings: readonly (readonly [Drawing | null, number])[] = [
    [wide, ROOM.wide],
    [narrow, ROOM.narrow],
  ];
  return drawings.flatMap(([drawing, room]) => {
    if (!drawing) return [];
    const areas = drawing.shapes.filter(isArea) as Extract<Shape, { kind: 'area' }>[];
    const over = areas.flatMap((a, index) =>
      areas
        .slice(index + 1)
        .filter(
          (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        )
        .map((b) => `${room}: area at ${a.x} ${a.y} over that at ${b.x} ${b.y}`),
    );
    return [
      ...(drawing.width > room ? [`${room}: ${drawing.width} px wide`] : []),
      ...over,
      ...faultsIn(measured(drawing)).map((fault) => `${room}: ${fault}`),
    ];
  });
}

for (const folder of ['content/diagrams', 'examples/rill/content/diagrams'])
  for (const file of readdirSync(folder))
    test(`no text of ${file} is cut, lies over another, or has a line through it, and no arrow is left out`, async () => {
      const [, , source = ''] = readFileSync(`${folder}/${file}`, 'utf8').split(/^---\n/m);
      const chart = readChart(source);
      assert.ok(!('faults' in chart));
      assert.deepEqual(await faultsOf(chart), []);
      const arrows =
        chart.kind === 'flow'
          ? chart.arrows.length
          : chart.events.filter(({ kind }) => kind === 'message').length;
      const { wide, narrow } = await drawChart(chart, new Map(), place);
      for (const { shapes } of [wide ?? narrow, narrow])
        assert.equal(shapes.filter((shape) => shape.kind === 'line' && shape.of === 'arrow').length, arrows);
    });

test('the same measure finds text that is cut, text that leaves its box, text over text, and a line through text', () => {
  const text = (x: number, words: string, of: 'label' | 'inside' = 'label'): Shape => ({
    kind: 'text',
    of,
    x,
    y: 10,
    lines: [words],
  });
  const faults = (...shapes: Shape[]) => faultsIn(measured({ width: 200, height: 40, shapes }));
  const lane: Shape = {
    kind: 'line',
    of: 'lane',
    points: [
      { x: 40, y: 0 },
      { x: 40, y: 40 },
    ],
  };
  assert.deepEqual(faults(text(10, 'well set'), lane), ['a line runs through "well set"']);
  assert.deepEqual(faults(text(10, 'one'), text(20, 'two')), ['"one" lies over "two"']);
  assert.deepEqual(faults(text(180, 'too far')), ['"too far" is cut']);
  const area: Shape = { kind: 'area', of: 'box', x: 0, y: 5, width: 50, height: 30 };
  assert.deepEqual(faults(area, text(5, 'too wide for it', 'inside')), ['"too wide for it" leaves its box']);
  assert.deepEqual(faults(area, text(30, 'beside')), ['"beside" lies over a box']);
  assert.deepEqual(faults(text(10, 'one'), text(100, 'two')), []);
});

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const WORDS = [
  'a',
  'pin_user_pages',
  'the memory',
  'is told before',
  'VM_PFNMAP',
  'process',
  'WWW',
  'of the reader',
  'follow_pfnmap_start',
];

test('a hundred flow charts of any shape have no such fault', async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const roll = dice(seed);
    const said = (most: number) =>
      Array.from({ length: roll(most) }, () => WORDS[roll(WORDS.length)]).join(' ');
    const boxes = Array.from({ length: 2 + roll(8) }, (_, index) => ({
      ...box(`b${index}`, `${index} ${said(5)}`.trim()),
      shape: (['box', 'round', 'question'] as const)[roll(3)] ?? 'box',
    }));
    const arrows = boxes.slice(1).flatMap((_, index): Arrow[] => {
      const to = index + 1;
      const from = new Set([roll(to), roll(4) === 0 ? roll(to) : 0].slice(0, 1 + roll(2)));
      return [...from].map((each) => ({
        from: `b${each}`,
        to: `b${to}`,
        label: said(4),
        isDashed: roll(3) === 0,
      }));
    });
    assert.deepEqual(
      await faultsOf({ kind: 'flow', leads: roll(2) === 0 ? 'right' : 'down', boxes, arrows }),
      [],
      `seed ${seed}`,
    );
  }
});

test('a hundred sequences of any length have no such fault', async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const roll = dice(seed);
    const said = (most: number) =>
      Array.from({ length: 1 + roll(most) }, () => WORDS[roll(WORDS.length)]).join(' ');
    const lanes = Array.from({ length: 1 + roll(5) }, (_, index) => box(`l${index}`, said(2)));
    const lane = () => `l${roll(lanes.length)}`;
    const events: Event[] = [];
    let open = 0;
    for (let at = 0; at < 12; at += 1) {
      const kind = roll(8);
      if (kind === 0) events.push({ kind: 'note', from: lane(), to: lane(), text: said(6) });
      else if (kind === 1 && open < 2) {
        events.push({ kind: 'frame', text: said(6), isElse: false });
        open += 1;
      } else if (kind === 2 && open > 0) events.push({ kind: 'frame', text: said(3), isElse: true });
      else
        events.push({ kind: 'message', from: lane(), to: lane(), label: said(5), isDashed: roll(3) === 0 });
    }
    for (; open > 0; open -= 1) events.push({ kind: 'end' });
    assert.deepEqual(await faultsOf({ kind: 'sequence', lanes, events }), [], `seed ${seed}`);
  }
});
