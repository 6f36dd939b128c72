import type { SiteDebate, SitePosition } from '../../citations/site.ts';
import { dayOf } from './date.ts';
import { outcomesOf, type Relation, STATUSES, tiesOf, voicesOf } from './debate.ts';

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
  readonly became: string;
}

const DATE = 76;
const LANE = 76;
const TEXT = 300;
const LINE = 17;
/** About what fits into TEXT in a letter of 13 pixels. */
const LETTERS = 46;
export const RADIUS = 12;

/** Lays a debate out. Nothing is measured: letters are taken to be as wide as most are. */
export function pictureOf(debate: SiteDebate): Picture {
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
    const became = becameOf(debate, position);
    const height = Math.max(2, says.length + (became === '' ? 0 : 1)) * LINE + 14;
    const day = dayOf(position.date);
    const at = { x: laneX(position.by), y: y + height / 2 };
    centre.set(position, at);
    rows.push({
      ...at,
      number: position.number,
      day: day === dayOf(debate.positions[index - 1]?.date ?? null) ? null : day,
      says,
      textX,
      textY: y + (height - (says.length + (became === '' ? 0 : 1)) * LINE) / 2 + 13,
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
    lines: tiesOf(debate).flatMap(({ relation, from, to }) => {
      const [start, end] = [centre.get(from), centre.get(to)];
      return start && end ? [{ relation, path: pathBetween(start, end) }] : [];
    }),
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From circle to circle: straight between lanes, an arc beside a lane. */
function pathBetween(from: Point, to: Point): string {
  const bend = from.x === to.x ? -26 : Math.sign(from.x - to.x) * 10;
  const middle = { x: (from.x + to.x) / 2 + bend, y: (from.y + to.y) / 2 };
  const start = towards(from, middle, RADIUS);
  const end = towards(to, middle, RADIUS + 3);
  return `M${start} Q${round(middle.x)} ${round(middle.y)} ${end}`;
}

function towards(from: Point, to: Point, distance: number): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return `${round(from.x + ((to.x - from.x) / length) * distance)} ${round(from.y + ((to.y - from.y) / length) * distance)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Each status once. */
const becameOf = (debate: SiteDebate, position: SitePosition): string =>
  [...new Set(outcomesOf(debate, position).map(({ outcome }) => outcome.status))]
    .map((status) => `${STATUSES[status].sign} ${STATUSES[status].words}`)
    .join(', ');

function wrapped(text: string, letters: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
