import type { Arrow, Box, FlowChart, Meanings } from './chart.ts';
import { boxShapes, PAD, sizeOf } from './flow.ts';
import { blockOf, wrapped } from './letters.ts';
import { type Area, type Drawing, POINT, type Shape } from './shapes.ts';

/** Between lines that run beside the boxes. */
const COLUMN = 12;
/** Where arrows leave a box, from its left edge: to a box further down, and to the next. */
const LEAVES = { aside: 12, down: 32 };
/** How far below a box its arrows turn aside. */
const TURN = 9;
/** How wide the words of a box may be where ends stand at the right. */
const WORDS = 190;

/** Arrows of one box that share a line beside the boxes. */
interface Trunk {
  readonly from: number;
  readonly arrows: readonly Arrow[];
  readonly rows: readonly [first: number, last: number];
}

/**
 * A flow chart in rows: every box in one of its own, after those that lead to it. Arrows to the next row lead down; others
 * run beside the boxes.
 *
 * @param hasSides whether there is room for boxes that lead nowhere at the right of those that lead to them.
 */
export function drawRows(chart: FlowChart, meanings: Meanings, width: number, hasSides: boolean): Drawing {
  const sides = hasSides ? sidesOf(chart) : new Map<string, readonly Arrow[]>();
  const aside = new Set([...sides.values()].flat());
  const arrows = chart.arrows.filter((arrow) => !aside.has(arrow));
  const order = inOrder({
    ...chart,
    boxes: chart.boxes.filter(({ id }) => ![...aside].some(({ to }) => to === id)),
    arrows,
  });
  const rowOf = (id: string): number => order.findIndex((box) => box.id === id);
  const isDown = ({ from, to }: Arrow): boolean => rowOf(to) === rowOf(from) + 1;
  const trunks = trunksOf(order, arrows, rowOf, isDown);
  const columns = columnsOf(trunks);
  const x = trunks.length === 0 ? 2 : COLUMN * (Math.max(...columns) + 1) + 12;
  const room = hasSides ? WORDS : width - x - 2 * PAD.x - 2;
  const sizes = order.map((box) => sizeOf(box, box.shape === 'question' ? room - 2 * POINT : room - 8));
  /** Words stand where the arrow ends; if it leads back, or several end there and its box has no other, where it begins. */
  const isSaidFirst = ({ from, to }: Arrow): boolean =>
    rowOf(to) <= rowOf(from) ||
    (arrows.filter((each) => each.to === to).length > 1 &&
      arrows.filter((each) => each.from === from).length === 1);
  const [lines, boxes]: [Shape[], Shape[]] = [[], []];
  const said = (arrow: Arrow, at: number, y: number): number => {
    if (arrow.label === '') return y;
    const words = wrapped(arrow.label, (hasSides ? x + WORDS : width) - at - 2);
    boxes.push({ kind: 'text', of: 'label', x: at, y, lines: words, meaning: meanings.get(arrow.label) });
    return y + blockOf(words).height;
  };
  const sideAt = sideColumn(chart, sides, x + Math.max(...sizes.map((size) => size.width)), width);
  const areas: Area[] = [];
  let [y, right] = [2, 0];
  for (const [row, box] of order.entries()) {
    const down = arrows.find((arrow) => rowOf(arrow.to) === row && isDown(arrow));
    const above = areas[row - 1];
    if (above) {
      const bottom = above.y + above.height;
      const leaving = trunks.filter(({ from }) => from === row - 1);
      y = bottom + (leaving.length > 0 ? TURN : 0);
      let words = bottom + 3;
      for (const arrow of leaving.flatMap((trunk) => trunk.arrows).filter(isSaidFirst))
        words = said(arrow, x + (down ? LEAVES.down : LEAVES.aside) + 9, words);
      y = Math.max(y, words);
      if (down) y = said(down, x + LEAVES.down + 9, y + 2);
      const ends = trunks
        .flatMap((trunk) => trunk.arrows)
        .filter((arrow) => rowOf(arrow.to) === row && !isSaidFirst(arrow));
      y += 5;
      for (const arrow of ends) y = said(arrow, x + (down ? LEAVES.down + 9 : 2), y);
      y = Math.max(y + 2, bottom + (down ? 24 : 16), right);
    }
    const size = sizes[row];
    if (!size) continue;
    const area = { x, y, ...size };
    const own = sides.get(box.id) ?? [];
    if (own.length > 0) {
      const drawn = drawSides(own, area, sideAt, chart, meanings);
      area.y = drawn.y;
      lines.push(...drawn.lines);
      boxes.push(...drawn.boxes);
      right = drawn.bottom + 10;
    }
    areas.push(area);
    boxes.push(...boxShapes(box, area, meanings));
    if (down && above) {
      const at = x + LEAVES.down;
      const points = [
        { x: at, y: above.y + above.height },
        { x: at, y: area.y },
      ];
      lines.push({
        kind: 'line',
        of: 'arrow',
        points,
        isDashed: down.isDashed,
        meaning: meanings.get(down.label),
      });
    }
    y = area.y + area.height;
  }
  for (const [index, { from, arrows: own }] of trunks.entries()) {
    const source = areas[from];
    const column = x - COLUMN * ((columns[index] ?? 0) + 1);
    for (const { to, isDashed, label } of own) {
      const target = areas[rowOf(to)];
      if (!source || !target) continue;
      const turn = source.y + source.height + TURN;
      const end = target.y + target.height / 2;
      const points = [
        { x: x + LEAVES.aside, y: source.y + source.height },
        { x: x + LEAVES.aside, y: turn },
        { x: column, y: turn },
        { x: column, y: end },
        { x, y: end },
      ];
      lines.push({ kind: 'line', of: 'arrow', points, isDashed, meaning: meanings.get(label) });
    }
  }
  const last = areas.at(-1);
  const turned = trunks.some(({ from }) => from === order.length - 1) ? TURN : 0;
  const height = Math.max((last ? last.y + last.height : 0) + turned, right - 10) + 2;
  return { width, height, shapes: [...lines, ...boxes] };
}

/** Arrows to boxes that lead nowhere and that nothing else leads to, by the box they come from. */
function sidesOf({ boxes, arrows }: FlowChart): Map<string, readonly Arrow[]> {
  const leaving = (id: string): Arrow[] => arrows.filter(({ from }) => from === id);
  const isEnd = ({ to }: Arrow): boolean =>
    leaving(to).length === 0 && arrows.filter((other) => other.to === to).length === 1;
  return new Map(
    boxes.flatMap(({ id }) => {
      const own = leaving(id).filter(isEnd);
      // Something has to be left to go on with.
      const aside = own.length === leaving(id).length ? own.slice(0, -1) : own;
      return aside.length === 0 ? [] : [[id, aside] as const];
    }),
  );
}

interface Column {
  readonly junction: number;
  readonly x: number;
  readonly room: number;
}

/** Where the boxes at the right stand: labels have room before them. */
function sideColumn(
  { arrows }: FlowChart,
  sides: ReadonlyMap<string, readonly Arrow[]>,
  from: number,
  width: number,
): Column {
  const labels = arrows
    .filter((arrow) => [...sides.values()].flat().includes(arrow))
    .map(({ label }) => label);
  const widest = blockOf(labels.flatMap((label) => wrapped(label, LABEL))).width;
  const junction = from + 14;
  const x = junction + widest + 26;
  return { junction, x, room: width - x - 2 * PAD.x - 10 };
}

const LABEL = 110;

function drawSides(
  own: readonly Arrow[],
  source: Area,
  { junction, x, room }: Column,
  { boxes }: FlowChart,
  meanings: Meanings,
): { readonly y: number; readonly bottom: number; readonly lines: Shape[]; readonly boxes: Shape[] } {
  const [lines, drawn]: [Shape[], Shape[]] = [[], []];
  let { y } = source;
  let top = y;
  for (const [index, { to, label, isDashed }] of own.entries()) {
    const box = boxes.find(({ id }) => id === to);
    if (!box) continue;
    const meaning = meanings.get(label);
    const words = label === '' ? [] : wrapped(label, LABEL);
    const needed = blockOf(words).height + 2;
    const size = sizeOf(box, room);
    // The line has its words above it, so it may have to stand lower.
    const middle =
      y + Math.max(needed, (index === 0 ? Math.max(size.height, source.height) : size.height) / 2);
    if (index === 0) top = middle - source.height / 2;
    const start = { x: source.x + source.width, y: top + source.height / 2 };
    const points =
      index === 0
        ? [start, { x, y: middle }]
        : [start, { x: junction, y: start.y }, { x: junction, y: middle }, { x, y: middle }];
    lines.push({ kind: 'line', of: 'arrow', points, isDashed, meaning });
    if (words.length > 0)
      drawn.push({ kind: 'text', of: 'label', x: junction + 6, y: middle - needed, lines: words, meaning });
    drawn.push(...boxShapes(box, { x, y: middle - size.height / 2, ...size }, meanings));
    y = middle + size.height / 2 + 8;
  }
  return { y: top, bottom: y - 8, lines, boxes: drawn };
}

/** Each box after all that lead to it, as soon as it can be; in a circle, as they are written. */
function inOrder({ boxes, arrows }: FlowChart): Box[] {
  const left = [...boxes];
  const placed: Box[] = [];
  const isReady = ({ id }: Box): boolean =>
    arrows.every(({ from, to }) => to !== id || from === id || placed.some((box) => box.id === from));
  while (left.length > 0) {
    const ready = left.filter(isReady);
    // What the last box leads to comes next, else what one before it leads to.
    const next =
      [...placed]
        .reverse()
        .flatMap(({ id }) => arrows.filter(({ from }) => from === id))
        .map(({ to }) => ready.find(({ id }) => id === to))
        .find((box) => box !== undefined) ??
      ready[0] ??
      left[0];
    if (!next) break;
    placed.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return placed;
}

function trunksOf(
  boxes: readonly Box[],
  arrows: readonly Arrow[],
  rowOf: (id: string) => number,
  isDown: (arrow: Arrow) => boolean,
): Trunk[] {
  return boxes.flatMap(({ id }) => {
    const aside = arrows.filter((arrow) => arrow.from === id && !isDown(arrow));
    return [...Map.groupBy(aside, ({ isDashed }) => isDashed).values()].map((own): Trunk => {
      const rows = [rowOf(id), ...own.map(({ to }) => rowOf(to))];
      return { from: rowOf(id), arrows: own, rows: [Math.min(...rows), Math.max(...rows)] };
    });
  });
}

/** Columns for lines beside the boxes, from the boxes outward: the shortest line is nearest. */
function columnsOf(trunks: readonly Trunk[]): number[] {
  const columns = trunks.map(() => -1);
  const byLength = trunks
    .map((trunk, index) => ({ index, rows: trunk.rows }))
    .sort((a, b) => a.rows[1] - a.rows[0] - (b.rows[1] - b.rows[0]) || a.index - b.index);
  for (const { index, rows } of byLength) {
    const taken = new Set(
      byLength
        .filter((other) => rows[0] <= other.rows[1] && other.rows[0] <= rows[1])
        .map((other) => columns[other.index]),
    );
    let column = 0;
    while (taken.has(column)) column += 1;
    columns[index] = column;
  }
  return columns;
}
