import type { Event, Meanings, SequenceChart } from './chart.ts';
import { blockOf, LETTER, wrapped } from './letters.ts';
import type { Area, Drawing, Shape } from './shapes.ts';

/** How wide a label may be: the widest at which the whole has room is taken. */
const LABELS = [230, 200, 175, 150, 130, 115, 100, 88, 76];

/** Between letters and the edge of what they stand in. */
const PAD = { x: 12, y: 6 };
/** From a message to its own sender: how far it goes aside, how high it is, and where its label begins. */
const LOOP = { out: 22, high: 20, label: 30 };
const BOLD = { isBold: true };

/**
 * A sequence with its lanes side by side and every label in the gap beside its sender, so that no lane runs through one.
 *
 * @returns null where there is not that much room.
 */
export function drawSequence(chart: SequenceChart, meanings: Meanings, room: number): Drawing | null {
  for (const most of LABELS) {
    const lanes = lanesOf(chart, most);
    if (lanes.width <= room) return drawn(chart, meanings, lanes, most);
  }
  return null;
}

interface Lanes {
  /** Of each lane, from left to right. */
  readonly at: readonly number[];
  readonly heads: readonly (readonly string[])[];
  readonly width: number;
  readonly indexOf: (id: string) => number;
}

/** The gap in which a message has its label: right of the lane with its number. */
const gapOf = (from: number, to: number, last: number): number =>
  to > from || (to === from && from < last) ? from : from - 1;

function lanesOf({ lanes, events }: SequenceChart, most: number): Lanes {
  const order = new Map(lanes.map(({ id }, index) => [id, index]));
  const indexOf = (id: string): number => order.get(id) ?? 0;
  const last = lanes.length - 1;
  const heads = lanes.map(({ words }) => wrapped(words, Math.max(most * 0.7, 80), BOLD));
  const halves = heads.map((lines) => blockOf(lines, BOLD).width / 2 + PAD.x);
  const gaps = halves.slice(1).map((half, index) => Math.max(64, half + (halves[index] ?? 0) + 14));
  const frame = events.some(({ kind }) => kind === 'frame') ? PAD.x : 1;
  let [left, right] = [(halves[0] ?? 0) + frame, (halves[last] ?? 0) + frame];
  for (const event of events) {
    if (event.kind === 'note' && event.from === event.to) {
      const half = blockOf(wrapped(event.text, most)).width / 2 + PAD.x + frame;
      if (indexOf(event.from) === 0) left = Math.max(left, half);
      if (indexOf(event.from) === last) right = Math.max(right, half);
    }
    if (event.kind !== 'message') continue;
    const [from, to] = [indexOf(event.from), indexOf(event.to)];
    const aside = from === to ? LOOP.label + 8 : 2 * 14;
    const needed = blockOf(wrapped(event.label, most)).width + aside;
    const gap = gapOf(from, to, last);
    if (gap < 0) right = Math.max(right, needed + frame);
    else gaps[gap] = Math.max(gaps[gap] ?? 0, needed);
  }
  const at = [left];
  for (const gap of gaps) at.push((at.at(-1) ?? 0) + gap);
  return { at: at.map(Math.round), heads, width: (at.at(-1) ?? 0) + right, indexOf };
}

function drawn({ lanes, events }: SequenceChart, meanings: Meanings, place: Lanes, most: number): Drawing {
  const { at, heads, width, indexOf } = place;
  const [frames, over]: [Shape[], Shape[]] = [[], []];
  /** What lanes do not run through. */
  const covers: Area[] = [];
  const cover = (area: Area, of: 'note' | 'band', text: readonly string[], words: string): void => {
    covers.push(area);
    over.push(
      { kind: 'area', of, ...area, meaning: meanings.get(words) },
      {
        kind: 'text',
        of: 'inside',
        lines: text,
        isBold: of === 'band',
        meaning: meanings.get(words),
        ...(of === 'band'
          ? { x: area.x + PAD.x, y: area.y + 4 }
          : { x: area.x + area.width / 2, y: area.y + PAD.y, align: 'middle' }),
      },
    );
  };
  const top = 1;
  const headHeight = Math.max(...heads.map((lines) => lines.length)) * LETTER.line + 2 * PAD.y;
  for (const [index, { id }] of lanes.entries()) {
    const lines = heads[index] ?? [];
    const half = blockOf(lines, BOLD).width / 2 + PAD.x;
    const x = at[index] ?? 0;
    over.push(
      {
        kind: 'area',
        of: 'box',
        x: x - half,
        y: top,
        width: 2 * half,
        height: headHeight,
        meaning: meanings.get(id),
      },
      {
        kind: 'text',
        of: 'inside',
        x,
        y: top + (headHeight - lines.length * LETTER.line) / 2,
        lines,
        align: 'middle',
        isBold: true,
        meaning: meanings.get(id),
      },
    );
  }
  let y = top + headHeight + 10;
  const open: number[] = [];
  const inset = (): number => 1 + 6 * (open.length - 1);
  const step = (event: Event): void => {
    if (event.kind === 'end') {
      const x = inset();
      frames.unshift({
        kind: 'area',
        of: 'frame',
        x,
        y: open.at(-1) ?? 0,
        width: width - 2 * x,
        height: y - (open.at(-1) ?? 0),
      });
      open.pop();
      y += 12;
    } else if (event.kind === 'frame') {
      if (!event.isElse) {
        y += 2;
        open.push(y);
      }
      const x = inset();
      const lines = wrapped(event.text, width - 2 * x - 2 * PAD.x, BOLD);
      const height = lines.length * LETTER.line + 8;
      cover({ x, y, width: width - 2 * x, height }, 'band', lines, event.text);
      y += height + 8;
    } else if (event.kind === 'note') {
      const [from, to] = [at[indexOf(event.from)] ?? 0, at[indexOf(event.to)] ?? 0];
      const spans = from === to ? most : Math.abs(to - from) + 24;
      const lines = wrapped(event.text, spans);
      const block = blockOf(lines);
      const wide = from === to ? block.width + 2 * PAD.x : Math.abs(to - from) + 24 + 2 * PAD.x;
      const area = { x: (from + to - wide) / 2, y: y + 2, width: wide, height: block.height + 2 * PAD.y };
      cover(area, 'note', lines, event.text);
      y += area.height + 14;
    } else y = message(event);
  };
  const message = (event: Extract<Event, { kind: 'message' }>): number => {
    const { label, isDashed } = event;
    const meaning = meanings.get(label);
    const [from, to] = [indexOf(event.from), indexOf(event.to)];
    const [x, end] = [at[from] ?? 0, at[to] ?? 0];
    const lines = wrapped(label, most);
    const { height } = blockOf(lines);
    const gap = gapOf(from, to, lanes.length - 1);
    const text = { kind: 'text', of: 'label', lines, meaning } as const;
    if (from === to) {
      const way = gap === from || gap < 0 ? 1 : -1;
      const high = Math.max(height, LOOP.high);
      const [above, below] = [y + (high - LOOP.high) / 2, y + (high + LOOP.high) / 2];
      const points = [
        { x, y: above },
        { x: x + way * LOOP.out, y: above },
        { x: x + way * LOOP.out, y: below },
        { x: x + way, y: below },
      ];
      over.push(
        { kind: 'line', of: 'arrow', points, isDashed, meaning },
        {
          ...text,
          x: x + way * LOOP.label,
          y: y + (high - height) / 2,
          ...(way < 0 ? { align: 'end' } : {}),
        },
      );
      return y + high + 12;
    }
    const middle = ((at[gap] ?? 0) + (at[gap + 1] ?? 0)) / 2;
    const line = y + height + 4;
    const points = [
      { x, y: line },
      { x: end + (to > from ? -1 : 1), y: line },
    ];
    over.push(
      { ...text, x: middle, y, align: 'middle' },
      { kind: 'line', of: 'arrow', points, isDashed, meaning },
    );
    return line + 10;
  };
  for (const event of events) step(event);
  const height = y + 4;
  const runs = lanes.flatMap(({ id }, index) =>
    runsOf(at[index] ?? 0, top + headHeight, height, covers).map(
      (points): Shape => ({ kind: 'line', of: 'lane', points, meaning: meanings.get(id) }),
    ),
  );
  return { width, height, shapes: [...frames, ...runs, ...over] };
}

/** A lane from top to bottom, but for what lies over it. */
export function runsOf(
  x: number,
  from: number,
  to: number,
  covers: readonly Area[],
): { x: number; y: number }[][] {
  const runs: { x: number; y: number }[][] = [];
  let start = from;
  for (const { y, height } of covers.filter((each) => each.x <= x && x <= each.x + each.width)) {
    if (y > start)
      runs.push([
        { x, y: start },
        { x, y },
      ]);
    start = y + height;
  }
  if (to > start)
    runs.push([
      { x, y: start },
      { x, y: to },
    ]);
  return runs;
}
