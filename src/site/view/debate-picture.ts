import { LETTER, widthOf, wrapped } from '../../citations/diagrams/letters.ts';
import type { SiteDebate, SitePosition } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { shortDayOf } from './date.ts';
import { outcomesOf, relationsOf, statusOf, tiesOf, voicesOf } from './debate.ts';
import { type Line, type Point, RADIUS, routed } from './debate-lines.ts';

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

interface Measures {
  readonly width: number;
  readonly lane: number;
  readonly radius: number;
  /** Room for the days, left of the lanes; 0 where they stand above the words. */
  readonly days: number;
}

/** The room that a picture has: beside a page's other columns, and on the narrowest screens. */
export const WIDTHS = { wide: 600, narrow: 260 };
const HEAD = { pad: 8, height: 24, gap: 4 };
/** Between the last lane and the words. */
const BESIDE = 10;
/** Between the names and the first position. */
const BELOW_HEADS = 8;

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
  measures: Measures,
): { readonly picture: Omit<Picture, 'lines'>; readonly centre: ReadonlyMap<SitePosition, Point> } {
  const { width, lane, radius, days } = measures;
  const voices = voicesOf(debate).map(([name]) => name);
  const first = days === 0 ? radius + 1 : days + lane / 2;
  const laneX = (name: string): number => first + lane * voices.indexOf(name);
  const heads = headsOf(voices, laneX, measures);
  const textX = first + lane * (voices.length - 1) + radius + BESIDE;
  let y = bottomOf(heads) + BELOW_HEADS;
  const rows: Row[] = [];
  const centre = new Map<SitePosition, Point>();
  for (const [index, position] of debate.positions.entries()) {
    const day = shortDayOf(position.date, say);
    const isNew = day !== shortDayOf(debate.positions[index - 1]?.date ?? null, say);
    const lines = linesOf(debate, position, say, {
      room: width - textX - 2,
      // Without a column of days there is none for lines either: words tell both.
      day: days === 0 && isNew ? day : null,
      tellsRelations: days === 0,
    });
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
  const lanes = heads.map((each) => {
    const circles = rows.filter(({ by }) => by === each.name).map((row) => row.y);
    return { ...each, path: runs(each.x, each.head.y + each.head.height, y, circles, radius + 1) };
  });
  return { picture: { width, height: y + 2, radius, lanes, rows }, centre };
}

type Head = Omit<Lane, 'path'>;

/** The names over the lanes, each lower than the one before: they may be wider than a lane. */
function headsOf(
  voices: readonly string[],
  laneX: (name: string) => number,
  { width, radius }: Measures,
): Head[] {
  const heads: Head[] = [];
  for (const name of voices) {
    const x = laneX(name) - radius;
    const lines = wrapped(name, width - x - 2 * HEAD.pad - 2, { isBold: true });
    const widest = Math.max(...lines.map((line) => widthOf(line, { isBold: true })));
    const head = {
      x,
      y: bottomOf(heads),
      width: widest + 2 * HEAD.pad,
      height: HEAD.height + (lines.length - 1) * LETTER.line,
    };
    heads.push({ name, lines, x: laneX(name), head });
  }
  return heads;
}

/** Where there is room again below the names. */
function bottomOf(heads: readonly Head[]): number {
  const last = heads.at(-1)?.head;
  return last ? last.y + last.height + HEAD.gap : 1;
}

/** What is said beside the circle of a position. */
function linesOf(
  debate: SiteDebate,
  position: SitePosition,
  say: Say,
  given: { readonly room: number; readonly day: string | null; readonly tellsRelations: boolean },
): Row['lines'] {
  const { room, day, tellsRelations } = given;
  const relations = tellsRelations ? relationsOf(debate, position, say) : [];
  const quiet = [
    ...relations.map(({ words, other }) => `${words} ${other.number}`),
    ...becameOf(debate, position, say),
  ];
  return [
    ...(day === null ? [] : [{ words: day, isQuiet: true }]),
    ...wrapped(position.says, room).map((words) => ({ words, isQuiet: false })),
    ...quiet.flatMap((each) => wrapped(each, room)).map((words) => ({ words, isQuiet: true })),
  ];
}

/** A line from top to bottom that leaves out so much above and below each of some places. */
const runs = (x: number, top: number, bottom: number, places: readonly number[], apart: number): string =>
  `M${x} ${top}${places.map((y) => `V${y - apart}M${x} ${y + apart}`).join('')}V${bottom}`;

/** What became of a position, each status once; a sign stays with its words. */
function becameOf(debate: SiteDebate, position: SitePosition, say: Say): readonly string[] {
  const statuses = new Set(outcomesOf(debate, position).map(({ outcome }) => outcome.status));
  return [...statuses].map((each) => {
    const { sign, words } = statusOf(each, say);
    return `${sign}\u00a0${words}`;
  });
}
