import { lookUp } from '../../base/look-up.ts';
import type { Meaning } from './chart.ts';
import { LETTER, type Setting } from './letters.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** What a drawing consists of, where it stands. Later ones lie over earlier ones. */
export type Shape =
  | (Area & {
      readonly kind: 'area';
      readonly of: 'box' | 'round' | 'question' | 'note' | 'frame' | 'band';
      readonly meaning?: Meaning | undefined;
    })
  /** Through its points, with round corners. */
  | {
      readonly kind: 'line';
      readonly of: 'arrow' | 'lane';
      readonly points: readonly Point[];
      readonly isDashed?: boolean;
      readonly meaning?: Meaning | undefined;
    }
  | (Point &
      Setting & {
        readonly kind: 'text';
        /** What it is a part of: `label` stands free, `inside` in an area. */
        readonly of: 'label' | 'inside';
        /** `x` is where lines begin, what they are centred on, or where they end; `y` is their top. */
        readonly lines: readonly string[];
        readonly align?: 'middle' | 'end';
        readonly meaning?: Meaning | undefined;
      });

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

const CORNER = 7;
/** How far the ends of a question reach into its box. */
export const POINT = 11;
const HEAD = { length: 9, half: 4.5 };

/** A drawing as SVG. It has classes for the style sheet, and neither styles, nor scripts, nor ids of its own. */
export function svgOf({ width, height, shapes }: Drawing): string {
  const [wide, high] = [Math.ceil(width), Math.ceil(height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}">${shapes
    .map(written)
    .join('')}</svg>`;
}

function written(shape: Shape): string {
  const means = shape.meaning ? ` pt-d-means-${shape.meaning}` : '';
  if (shape.kind === 'text') return textWritten(shape, means);
  if (shape.kind === 'line') return lineWritten(shape, means);
  const { x, y, width, height, of } = shape;
  const name = `class="pt-d-area pt-d-${of}${means}"`;
  if (of === 'question') {
    const middle = y + height / 2;
    const corners = [
      [x, middle],
      [x + POINT, y],
      [x + width - POINT, y],
      [x + width, middle],
      [x + width - POINT, y + height],
      [x + POINT, y + height],
    ];
    return `<polygon ${name} points="${corners.map((pair) => pair.map(short).join(' ')).join(' ')}"/>`;
  }
  const radius = of === 'round' ? height / 2 : of === 'note' ? 0 : 4;
  return `<rect ${name} x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${radius}"/>`;
}

function textWritten(shape: Extract<Shape, { kind: 'text' }>, means: string): string {
  const { x, y, lines, align, isBold, of } = shape;
  const name = `pt-d-text pt-d-${of}${isBold ? ' pt-d-bold' : ''}${means}`;
  // The middle of small letters stands in the middle of the line.
  const first = y + LETTER.line / 2 + LETTER.size * 0.34;
  const spans = lines.map(
    (line, index) =>
      `<tspan x="${short(x)}" y="${short(first + index * LETTER.line)}">${escaped(line)}</tspan>`,
  );
  // A space, so that who copies the words has them apart.
  return `<text class="${name}"${align ? ` text-anchor="${align}"` : ''}>${spans.join(' ')}</text>`;
}

function lineWritten(shape: Extract<Shape, { kind: 'line' }>, means: string): string {
  const { points, of, isDashed } = shape;
  const name = `pt-d-line pt-d-${of}${isDashed ? ' pt-d-dashed' : ''}${means}`;
  const [end, before] = [points.at(-1), points.at(-2)];
  if (of === 'lane' || !end || !before) return `<path class="${name}" d="${pathBy(points)}"/>`;
  const [along, across] = directionOf(before, end);
  const neck = { x: end.x - along * HEAD.length, y: end.y - across * HEAD.length };
  const head = [
    end,
    { x: neck.x - across * HEAD.half, y: neck.y + along * HEAD.half },
    { x: neck.x + across * HEAD.half, y: neck.y - along * HEAD.half },
  ];
  return `<path class="${name}" d="${pathBy([...points.slice(0, -1), neck])}"/><polygon class="pt-d-head${means}" points="${head
    .map(({ x, y }) => `${short(x)} ${short(y)}`)
    .join(' ')}"/>`;
}

/** Lines go sideways or up and down: of each pair one is 0 and the other 1 or -1. */
const directionOf = (from: Point, to: Point): readonly [number, number] =>
  Math.abs(to.x - from.x) >= Math.abs(to.y - from.y)
    ? [Math.sign(to.x - from.x), 0]
    : [0, Math.sign(to.y - from.y)];

function pathBy(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${pair(point)}`;
      if (!after) return `L${pair(point)}`;
      const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
      return `L${pair(toward(point, before, radius))}Q${pair(point)} ${pair(toward(point, after, radius))}`;
    })
    .join('');
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function toward(from: Point, to: Point, by: number): Point {
  const share = by / (distance(from, to) || 1);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const pair = ({ x, y }: Point): string => `${short(x)} ${short(y)}`;
const short = (value: number): string => String(Math.round(value * 10) / 10);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => lookUp(ESCAPES, letter) ?? letter);
