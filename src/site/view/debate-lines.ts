import type { SitePosition } from '../../citations/site.ts';
import type { Relation, Tie } from './debate.ts';

/** A line between two positions of a drawn debate. */
export interface Line {
  readonly relation: Relation;
  readonly path: string;
  /** Where it ends, and from which side. */
  readonly end: { readonly x: number; readonly y: number; readonly from: 1 | -1 };
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Of the circle of a position. */
export const RADIUS = 12;

/**
 * Lines that go sideways out of a row, along the gap beside the lane they lead to, and sideways in: a row has one
 * circle, and a gap has none, so a line meets no circle but its own two. Lines of a gap, and those that end at one
 * circle, are spread a little.
 */
export function routed(ties: readonly Tie[], centre: ReadonlyMap<SitePosition, Point>, lane: number): Line[] {
  const inGap = new Map<number, number>();
  const atEnd = new Map<SitePosition, number>();
  const next = <K>(counts: Map<K, number>, key: K, places: readonly number[]): number => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return places[count % places.length] ?? 0;
  };
  const apart = Math.floor((lane / 2 - RADIUS - 2) / 2);
  const columns = [0, apart, -apart, 2 * apart, -2 * apart];
  return ties.flatMap(({ relation, from, to }) => {
    const [start, end] = [centre.get(from), centre.get(to)];
    if (!start || !end) return [];
    // A change of mind stays on the left of its lane.
    const side = start.x > end.x ? 1 : -1;
    const gap = end.x + side * (lane / 2);
    const bend = { x: gap + next(inGap, gap, columns), y: end.y + next(atEnd, to, ENTERS) };
    const out = Math.sign(bend.x - start.x);
    const fromY = start.y - LEAVES;
    const toX = end.x + side * (edge(end.y - bend.y) + 2);
    return [
      {
        relation,
        path: pathBy(start.x + out * edge(LEAVES), fromY, bend, toX),
        end: { x: toX, y: bend.y, from: side },
      },
    ];
  });
}

/** Lines leave a circle above its middle and come in below, so that none is taken for the other's end. */
const LEAVES = 5;
const ENTERS = [2, 10, 6, -1];

/** How far from the middle of a circle its edge is, this far above or below. */
const edge = (height: number): number =>
  round(Math.sqrt(RADIUS ** 2 - Math.min(RADIUS, Math.abs(height)) ** 2));
const CORNER = 6;

const round = (value: number): number => Math.round(value * 10) / 10;

/** Out to a column, along it to a row, and in, with round corners. */
function pathBy(fromX: number, fromY: number, bend: Point, toX: number): string {
  const [out, along, back] = [
    Math.sign(bend.x - fromX),
    Math.sign(bend.y - fromY),
    Math.sign(toX - bend.x),
  ].map((sign) => sign * CORNER) as [number, number, number];
  return [
    `M${fromX} ${fromY}`,
    `H${bend.x - out}`,
    `Q${bend.x} ${fromY} ${bend.x} ${fromY + along}`,
    `V${bend.y - along}`,
    `Q${bend.x} ${bend.y} ${bend.x + back} ${bend.y}`,
    `H${toX}`,
  ].join(' ');
}
