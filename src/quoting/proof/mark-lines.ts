import type { Reading, Segment } from '../flat-lines.ts';
import type { Habits } from './habits.ts';
import type { Option } from './search.ts';

/**
 * Ways in which marks before a text stood on lines: all of them before it, or the first of them on empty lines.
 *
 * @returns the empty lines and, without a line end, the marks of the text's own line.
 */
export function marksBefore({ words, blank }: Segment & Reading, { afterMarks }: Habits): Option[] {
  const read = blank === null ? '' : String(blank);
  const options = settings(words).map((lines) => {
    const empty = lines.slice(0, -1);
    const isRead = empty.map(depthOf).join() === read;
    return {
      text: ended(empty, afterMarks) + lines.at(-1),
      oddity: isRead ? 0 : Math.max(1, empty.length - 1 + kindsOf(empty)),
    };
  });
  return likeliest(options);
}

/** Ways in which marks stood on empty lines, whole. */
export const emptyLines = (words: readonly string[], { afterMarks }: Habits): Option[] =>
  likeliest(
    settings(words).map((lines) => ({
      text: ended(lines, afterMarks),
      oddity: lines.length - 1 + kindsOf(lines) - 1,
    })),
  );

const MOST_OPTIONS = 12;
const likeliest = (options: readonly Option[]): Option[] =>
  options.toSorted((a, b) => a.oddity - b.oddity).slice(0, MOST_OPTIONS);

const depthOf = (line: string): number => line.replaceAll(' ', '').length;
const kindsOf = (lines: readonly string[]): number => new Set(lines.map(depthOf)).size;
const ended = (lines: readonly string[], afterMarks: string): string =>
  lines.map((line) => `${line}${afterMarks}\r\n`).join('');

/** Marks in a row that are broken in every way; more are broken once, near one of their ends. */
const MOST_MARKS = 6;

/** The marks broken into lines. */
function settings(words: readonly string[]): string[][] {
  const places = words.slice(1).map((_, at) => at + 1);
  const near = new Set([...places.slice(0, MOST_OPTIONS), ...places.slice(-MOST_OPTIONS)]);
  const breaks =
    words.length > MOST_MARKS
      ? [[], ...[...near].map((place) => [place])]
      : Array.from({ length: 2 ** places.length }, (_, mask) =>
          places.filter((__, bit) => mask & (1 << bit)),
        );
  return breaks.map((ends) => [0, ...ends].map((start, at) => words.slice(start, ends[at]).join(' ')));
}
