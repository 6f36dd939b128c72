import type { Event, Meanings, SequenceChart } from './chart.ts';
import { blockOf, LETTER, wrapped } from './letters.ts';
import { runsOf } from './sequence.ts';
import type { Area, Drawing, Shape } from './shapes.ts';

const LANE = 20;
/** From the edge to the first lane. */
const LEFT = 10;
/** Between the last lane and what is said. */
const BESIDE = 22;
const HEAD = 24;
const BOLD = { isBold: true };

/** A sequence for a narrow page: lanes close together, each under its name, and beside them what is said. */
export function drawNarrowSequence(
  { lanes, events }: SequenceChart,
  meanings: Meanings,
  width: number,
): Drawing {
  const order = new Map(lanes.map(({ id }, index) => [id, index]));
  const xOf = (id: string): number => LEFT + LANE * (order.get(id) ?? 0);
  const textX = LEFT + LANE * (lanes.length - 1) + BESIDE;
  const room = width - textX - 2;
  const [frames, over]: [Shape[], Shape[]] = [[], []];
  const covers: Area[] = [];
  const starts = new Map<string, number>();
  let y = 1;
  for (const { id, words } of lanes) {
    const x = xOf(id) - LEFT + 1;
    const lines = wrapped(words, width - x - 18, BOLD);
    const block = blockOf(lines, BOLD);
    const area = { x, y, width: block.width + 16, height: block.height + HEAD - LETTER.line };
    const meaning = meanings.get(id);
    over.push(
      { kind: 'area', of: 'box', ...area, meaning },
      { kind: 'text', of: 'inside', x: x + 8, y: y + 3, lines, isBold: true, meaning },
    );
    y += area.height;
    starts.set(id, y);
    y += 5;
  }
  y += 6;
  const open: number[] = [];
  const step = (event: Event): void => {
    if (event.kind === 'end') {
      const from = open.pop() ?? 0;
      frames.unshift({ kind: 'area', of: 'frame', x: 1, y: from, width: width - 2, height: y - from - 4 });
      y += 8;
      return;
    }
    if (event.kind === 'frame') {
      if (!event.isElse) {
        y += 2;
        open.push(y);
      }
      const lines = wrapped(event.text, width - 18, BOLD);
      const area = { x: 1, y, width: width - 2, height: lines.length * LETTER.line + 8 };
      covers.push(area);
      over.push(
        { kind: 'area', of: 'band', ...area, meaning: meanings.get(event.text) },
        {
          kind: 'text',
          of: 'inside',
          x: 9,
          y: y + 4,
          lines,
          isBold: true,
          meaning: meanings.get(event.text),
        },
      );
      y += area.height + 8;
      return;
    }
    const words = event.kind === 'note' ? event.text : event.label;
    const meaning = meanings.get(words);
    const lines = wrapped(words, event.kind === 'note' ? room - 12 : room);
    const { height } = blockOf(lines);
    if (event.kind === 'note') {
      const area = { x: textX - 4, y, width: width - textX + 3, height: height + 8 };
      over.push(
        { kind: 'area', of: 'note', ...area, meaning },
        { kind: 'text', of: 'inside', x: textX + 4, y: y + 4, lines, meaning },
      );
      y += area.height + 10;
      return;
    }
    const middle = y + height / 2;
    const [from, to] = [xOf(event.from), xOf(event.to)];
    const [above, below, out] = [middle - 7, middle + 7, from + LANE * 0.62];
    const points =
      from === to
        ? [
            { x: from, y: above },
            { x: out, y: above },
            { x: out, y: below },
            { x: from + 1, y: below },
          ]
        : [
            { x: from, y: middle },
            { x: to + (to > from ? -1 : 1), y: middle },
          ];
    over.push(
      { kind: 'line', of: 'arrow', points, isDashed: event.isDashed, meaning },
      { kind: 'text', of: 'label', x: textX, y, lines, meaning },
    );
    y += height + 9;
  };
  for (const event of events) step(event);
  const runs = lanes.flatMap(({ id }) =>
    runsOf(xOf(id), starts.get(id) ?? 0, y, covers).map(
      (points): Shape => ({ kind: 'line', of: 'lane', points, meaning: meanings.get(id) }),
    ),
  );
  return { width, height: y + 2, shapes: [...frames, ...runs, ...over] };
}
