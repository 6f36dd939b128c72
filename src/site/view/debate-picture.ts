import { LETTER, widthOf, wrapped } from '../../citations/diagrams/letters.ts';
import type { SiteDebate, SitePosition } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { shortDayOf } from './date.ts';
import { outcomesOf, type Relation, relationsOf, statusOf, type Tie, tiesOf, voicesOf } from './debate.ts';

/** A debate as a drawing: a lane for each person, time going down, a numbered circle for each position. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly lanes: readonly Lane[];
  readonly rows: readonly Row[];
  readonly lines: readonly Line[];
}

interface Lane {
  readonly name: string;
  readonly lines: readonly string[];
  readonly x: number;
  /** From below its head to the bottom, but for its circles. */
  readonly path: string;
  readonly head: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface Row {
  readonly by: string;
  readonly x: number;
  readonly y: number;
  readonly number: number;
  /** In the column of days: the day, where it differs from the row above. */
  readonly day: string | null;
  readonly textX: number;
  /** Top of the first line. */
  readonly textY: number;
  readonly lines: readonly { readonly words: string; readonly isQuiet: boolean }[];
}

interface Line {
  readonly relation: Relation;
  readonly path: string;
  /** Where it ends, and from which side. */
  readonly end: { readonly x: number; readonly y: number; readonly from: 1 | -1 };
}

interface Measures {
  readonly width: number;
  readonly lane: number;
  readonly radius: number;
  /** Room for the days, left of the lanes; 0 where they stand above the words. */
  readonly days: number;
}

/** The room that a picture has: beside a page's other columns, and on the narrowest screens. */
export const WIDTHS = { wide: 600, narrow: 260 };
export const RADIUS = 12;
const HEAD = { pad: 8, height: 24, gap: 4 };
/** Between the last lane and the words. */
const BESIDE = 10;

/** A debate with lines between its positions. */
export function pictureOf(debate: SiteDebate, say: Say): Picture {
  const days = debate.positions.map(({ date }) => shortDayOf(date, say) ?? '');
  const voices = voicesOf(debate).length;
  const lane = voices > 4 ? 46 : 56;
  const measures = {
    width: WIDTHS.wide,
    lane,
    radius: RADIUS,
    days: Math.ceil(Math.max(...days.map((day) => widthOf(day)))) + 12,
  };
  const laid = laidOut(debate, say, measures);
  return { ...laid.picture, lines: routed(tiesOf(debate), laid.centre, lane) };
}

/** The same for a narrow page: there is no room for lines, so words say how positions stand to each other. */
export const narrowPictureOf = (debate: SiteDebate, say: Say): Picture => ({
  ...laidOut(debate, say, { width: WIDTHS.narrow, lane: 24, radius: 11, days: 0 }).picture,
  lines: [],
});

function laidOut(
  debate: SiteDebate,
  say: Say,
  { width, lane, radius, days }: Measures,
): { readonly picture: Omit<Picture, 'lines'>; readonly centre: ReadonlyMap<SitePosition, Point> } {
  const voices = voicesOf(debate).map(([name]) => name);
  const first = days === 0 ? radius + 1 : days + lane / 2;
  const laneX = (name: string): number => first + lane * voices.indexOf(name);
  const lanes: Omit<Lane, 'path'>[] = [];
  let y = 1;
  for (const name of voices) {
    const x = laneX(name) - radius;
    const lines = wrapped(name, width - x - 2 * HEAD.pad - 2, { isBold: true });
    const widest = Math.max(...lines.map((line) => widthOf(line, { isBold: true })));
    const head = {
      x,
      y,
      width: widest + 2 * HEAD.pad,
      height: HEAD.height + (lines.length - 1) * LETTER.line,
    };
    lanes.push({ name, lines, x: laneX(name), head });
    y += head.height + HEAD.gap;
  }
  y += 8;
  const textX = first + lane * (voices.length - 1) + radius + BESIDE;
  const room = width - textX - 2;
  const rows: Row[] = [];
  const centre = new Map<SitePosition, Point>();
  for (const [index, position] of debate.positions.entries()) {
    const day = shortDayOf(position.date, say);
    const isNew = day !== shortDayOf(debate.positions[index - 1]?.date ?? null, say);
    const quiet = [
      ...(days === 0
        ? relationsOf(debate, position, say).map(({ words, other }) => `${words} ${other.number}`)
        : []),
      ...becameOf(debate, position, say),
    ];
    const lines = [
      ...(days === 0 && isNew && day !== null ? [{ words: day, isQuiet: true }] : []),
      ...wrapped(position.says, room).map((words) => ({ words, isQuiet: false })),
      ...quiet.flatMap((each) => wrapped(each, room)).map((words) => ({ words, isQuiet: true })),
    ];
    const text = lines.length * LETTER.line;
    const height = Math.max(2 * radius + 4, text) + 12;
    const at = { x: laneX(position.by), y: y + height / 2 };
    centre.set(position, at);
    rows.push({
      ...at,
      by: position.by,
      number: position.number,
      day: days > 0 && isNew ? day : null,
      textX,
      textY: y + (height - text) / 2,
      lines,
    });
    y += height;
  }
  const drawn = lanes.map((each) => {
    const circles = rows.filter(({ by }) => by === each.name).map((row) => row.y);
    return { ...each, path: runs(each.x, each.head.y + each.head.height, y, circles, radius + 1) };
  });
  return { picture: { width, height: y + 2, radius, lanes: drawn, rows }, centre };
}

/** A line from top to bottom that leaves out so much above and below each of some places. */
const runs = (x: number, top: number, bottom: number, places: readonly number[], apart: number): string =>
  `M${x} ${top}${places.map((y) => `V${y - apart}M${x} ${y + apart}`).join('')}V${bottom}`;

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Lines that go sideways out of a row, along the gap beside the lane they lead to, and sideways in: a row has one
 * circle, and a gap has none, so a line meets no circle but its own two. Lines of a gap, and those that end at one
 * circle, are spread a little.
 */
function routed(ties: readonly Tie[], centre: ReadonlyMap<SitePosition, Point>, lane: number): Line[] {
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

/** What became of a position, each status once; a sign stays with its words. */
function becameOf(debate: SiteDebate, position: SitePosition, say: Say): readonly string[] {
  const statuses = new Set(outcomesOf(debate, position).map(({ outcome }) => outcome.status));
  return [...statuses].map((each) => {
    const { sign, words } = statusOf(each, say);
    return `${sign}\u00a0${words}`;
  });
}
