import { LIMITS } from '../base/limits.ts';
import { attributionAt } from './attribution.ts';
import type { Line } from './line.ts';

/**
 * Rebuilds lines and depths from a body in which every line break became a space but the quote marks stayed.
 * `a > > b` may be one line break at depth 2, or an empty line at depth 1 before a line at depth 1: the reading
 * that needs the fewest odd things (a speaker changing in mid-sentence, a paragraph that ends without a stop)
 * over the whole body is taken. All that comes of it is inferred.
 *
 * @param body one line; a mark is a word of its own made of `>`.
 * @returns lines with an empty one where a paragraph ended. Unmarked text after a quote becomes depth 0; where
 *   that point cannot be told, the text stays with the quote and is returned in `doubtful`.
 */
export function flatLines(body: string): {
  readonly lines: readonly Line[];
  readonly doubtful: ReadonlySet<string>;
} {
  const lines: Line[] = [];
  const doubtful = new Set<string>();
  for (const { depth, blank, text } of readSegments(body)) {
    if (blank !== null) lines.push({ depth: blank, text: '' });
    const [quoted, reply] = depth === 0 ? ['', text] : splitReply(text);
    if (quoted) lines.push({ depth, text: quoted });
    if (reply === null) doubtful.add(quoted);
    if (reply) {
      if (quoted) lines.push({ depth: 0, text: '' });
      lines.push(...replyLines(reply));
    }
  }
  return { lines, doubtful };
}

/** A stretch of text between quote marks. */
export interface Segment {
  /** Number of quote marks that stand before the text. */
  readonly marks: number;
  /** The marks as they stand there: words made of `>`. */
  readonly words: readonly string[];
  readonly text: string;
}

/** What the marks before a segment are. */
export interface Reading {
  readonly depth: number;
  /** Depth of an empty line before the segment; null when there is none. */
  readonly blank: number | null;
}

/** The segments of a body in order, each with the likeliest reading of its marks. */
export function readSegments(body: string): (Segment & Reading)[] {
  const segments = segmentsOf(body);
  return cheapestReading(segments).map((reading, index) => ({ ...(segments[index] as Segment), ...reading }));
}

function segmentsOf(body: string): Segment[] {
  const segments: Segment[] = [];
  let marks: string[] = [];
  let text: string[] = [];
  const end = () => {
    if (text.length === 0) return;
    const count = Math.min(marks.join('').length, LIMITS.quoteDepth);
    segments.push({ marks: count, words: marks, text: text.join(' ') });
  };
  for (const word of body.trim().split(/\s+/)) {
    if (!/^>+$/.test(word)) {
      text.push(word);
      continue;
    }
    if (text.length > 0) {
      end();
      marks = [];
      text = [];
    }
    marks.push(word);
  }
  end();
  return segments;
}

interface Path {
  readonly cost: number;
  readonly reading: Reading;
  readonly before: Path | null;
}

/** Shortest path over (segment, depth): linear in the segments, as the depths are bounded by the marks. */
function cheapestReading(segments: readonly Segment[]): Reading[] {
  let frontier = new Map<number, Path>();
  segments.forEach((segment, index) => {
    const next = new Map<number, Path>();
    const offer = (path: Path) => {
      const known = next.get(path.reading.depth);
      if (!known || path.cost < known.cost) next.set(path.reading.depth, path);
    };
    if (index === 0) {
      offer({ cost: 0, reading: { depth: segment.marks, blank: null }, before: null });
    } else {
      const previous = segments[index - 1] as Segment;
      const ways = waysAfter(previous, segment.marks);
      const holdsReply = Boolean(splitReply(previous.text)[1]);
      for (const before of frontier.values()) {
        // Past a quoted line's width the previous segment holds an unmarked reply: the line before is at depth 0.
        const from = holdsReply ? 0 : before.reading.depth;
        for (const step of ways(from)) {
          offer({ cost: before.cost + step.cost, reading: step.reading, before });
        }
      }
    }
    frontier = next;
  });
  let path = [...frontier.values()].reduce<Path | null>((a, b) => (a && a.cost <= b.cost ? a : b), null);
  const readings: Reading[] = [];
  for (; path; path = path.before) readings.push(path.reading);
  return readings.reverse();
}

interface Step {
  readonly cost: number;
  readonly reading: Reading;
}

/** Ways to read `marks` quote marks after a segment at depth `from`, and how odd each is. */
function waysAfter(previous: Segment, marks: number): (from: number) => Step[] {
  const opens = attributionAt([previous.text]) !== null;
  const ended = /[.?!:)"]$/.test(previous.text);
  const opening = (from: number, depth: number) => (opens && depth !== from + 1 ? 5 : 0);
  const direct = (from: number, depth: number): number => {
    if (depth === from) return 0;
    if (depth === from + 1 && opens) return 0;
    return depth < from ? (ended ? 2 : 8) : from === 0 ? 1 : 6;
  };
  return (from) => {
    const reading = { depth: marks, blank: null };
    const found: Step[] = [{ cost: direct(from, marks) + opening(from, marks), reading }];
    // An empty line is at the depth of the text before it or after it.
    for (const depth of new Set([marks - from, marks / 2].sort((a, b) => a - b)))
      if (depth >= 1 && depth < marks && Number.isInteger(depth))
        found.push({
          cost: (ended ? 1 : 6) + opening(from, depth),
          reading: { depth, blank: marks - depth },
        });
    return found;
  };
}

/** The longest line that a mail program wraps to, with room for the marks. */
const WIDTH = 80;

/**
 * Cuts a quoted segment that is longer than a line: its first sentences are the end of the quote, the rest is
 * the reply. With no or several places to cut, nothing is cut and the reply is null.
 */
function splitReply(text: string): readonly [string, string | null | undefined] {
  if (text.length <= WIDTH) return [text, undefined];
  const ends = [...text.slice(0, WIDTH).matchAll(/[.?!](?= )/g)].map(({ index }) => index + 1);
  const [only, ...others] = ends;
  if (only === undefined || others.length > 0) return [text, null];
  return [text.slice(0, only), text.slice(only + 1)];
}

/** The reply's line breaks are gone; what can be told is where its sign-off and signature start. */
function replyLines(reply: string): Line[] {
  const [message = '', ...signature] = reply.split(/ -- (?=\S)/);
  const signOff = / (-[A-Z][a-z]+)$/.exec(message);
  const texts = signOff ? [message.slice(0, signOff.index), signOff[1] ?? ''] : [message];
  if (signature.length > 0) texts.push('--', signature.join(' -- '));
  return texts.map((text) => ({ depth: 0, text }));
}
