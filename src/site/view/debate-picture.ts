import type { SiteDebate, SitePosition } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { shortDayOf } from './date.ts';
import { outcomesOf, type Relation, statusOf, type Tie, tiesOf, voicesOf } from './debate.ts';

/** A debate as a drawing: a lane for each person, time going down, a numbered circle for each position. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly { readonly x: number; readonly name: readonly string[] }[];
  /** Where lanes begin. */
  readonly top: number;
  readonly rows: readonly Row[];
  readonly lines: readonly { readonly relation: Relation; readonly path: string }[];
}

export interface Row {
  readonly x: number;
  readonly y: number;
  readonly number: number;
  /** The day, where it differs from the row above. */
  readonly day: string | null;
  readonly says: readonly string[];
  readonly textX: number;
  readonly textY: number;
  /** Signs and words of what became of it. */
  readonly became: readonly string[];
}

const DATE = 68;
const LANE = 64;
const TEXT = 262;
const LINE = 17;
/** About what fits into TEXT in a letter of 13 pixels. */
const LETTERS = 40;
export const RADIUS = 12;

/** Lays a debate out. Nothing is measured: letters are taken to be as wide as most are. */
export function pictureOf(debate: SiteDebate, say: Say): Picture {
  const voices = voicesOf(debate).map(([name]) => name);
  const names = voices.map((name) => name.split(/[ -]/));
  const top = Math.max(...names.map(({ length }) => length)) * 15 + 14;
  const laneX = (name: string) => DATE + LANE * (voices.indexOf(name) + 0.5);
  const textX = DATE + LANE * voices.length + 12;
  const rows: Row[] = [];
  const centre = new Map<SitePosition, { readonly x: number; readonly y: number }>();
  let y = top + 8;
  for (const [index, position] of debate.positions.entries()) {
    const says = wrapped(position.says, LETTERS);
    const became = becameOf(debate, position, say);
    const text = (says.length + became.length) * LINE;
    const height = Math.max(2 * LINE, text) + 14;
    const day = shortDayOf(position.date, say);
    const at = { x: laneX(position.by), y: y + height / 2 };
    centre.set(position, at);
    rows.push({
      ...at,
      number: position.number,
      day: day === shortDayOf(debate.positions[index - 1]?.date ?? null, say) ? null : day,
      says,
      textX,
      textY: y + (height - text) / 2 + 13,
      became,
    });
    y += height;
  }
  return {
    width: textX + TEXT,
    height: y + 8,
    top,
    lanes: voices.map((name, index) => ({ x: laneX(name), name: names[index] ?? [name] })),
    rows,
    lines: routed(tiesOf(debate), centre),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Lines that go sideways out of a row, along the gap beside the lane they lead to, and sideways in: a row has one
 * circle, and a gap has none, so a line meets no circle but its own two. Lines of a gap, and those that end at one
 * circle, are spread a little.
 */
function routed(ties: readonly Tie[], centre: ReadonlyMap<SitePosition, Point>): Picture['lines'] {
  const inGap = new Map<number, number>();
  const atEnd = new Map<SitePosition, number>();
  const next = <K>(counts: Map<K, number>, key: K, places: readonly number[]): number => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return places[count % places.length] ?? 0;
  };
  return ties.flatMap(({ relation, from, to }) => {
    const [start, end] = [centre.get(from), centre.get(to)];
    if (!start || !end) return [];
    // A change of mind stays on the left of its lane.
    const side = start.x > end.x ? 1 : -1;
    const gap = end.x + side * (LANE / 2);
    const bend = { x: gap + next(inGap, gap, COLUMNS), y: end.y + next(atEnd, to, ENTERS) };
    const out = Math.sign(bend.x - start.x);
    const fromY = start.y - LEAVES;
    return [
      {
        relation,
        path: pathBy(start.x + out * edge(LEAVES), fromY, bend, end.x + side * (edge(end.y - bend.y) + 3)),
      },
    ];
  });
}

/** Beside the middle of a gap. */
const COLUMNS = [0, 7, -7, 14, -14];
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

/** Each status once. */
function becameOf(debate: SiteDebate, position: SitePosition, say: Say): readonly string[] {
  const statuses = new Set(outcomesOf(debate, position).map(({ outcome }) => outcome.status));
  // A sign and its words stay together.
  const shown = [...statuses].map((each) => {
    const { sign, words } = statusOf(each, say);
    return `${sign} ${words}`.replace(/ /g, '\u00a0');
  });
  return shown.length === 0 ? [] : wrapped(shown.join(', '), LETTERS - 4);
}

function wrapped(text: string, letters: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
