import { isSignOff, type Named, signsAs } from '../sign-off.ts';
import { fixed, type Part, partBy } from './search.ts';

/** Lines as they stand in a message (RFC 5322, section 2.3). */
export const crlf = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');

/** Breaks a text as mail programs do: each line takes as many words as fit. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/**
 * The ways to set a text that somebody typed: where its paragraphs end, and how a sign-off stands below it.
 *
 * @param width that each line of it was wrapped to.
 * @param writer who may have signed it.
 * @param enough ways to cut it into a number of paragraphs; a long text has many more.
 */
export function prosePart(text: string, width: number, writer: Named, enough: number): Part {
  if (text === '') return fixed('');
  const found = closings(text, writer);
  return partBy(MOST_CUTS + 2, (oddity) =>
    found.flatMap(({ body, lines, oddity: own }) => {
      if (body === '') return own === oddity ? [crlf(lines)] : [];
      return cuttings(body, oddity - own, enough).map((paragraphs) =>
        crlf([
          ...paragraphs.flatMap((each, at) => [...(at > 0 ? [''] : []), ...wrapped(each, width)]),
          ...lines,
        ]),
      );
    }),
  );
}

/** The longest sign-off, in words: "Thanks and regards, Ada". */
const MOST_CLOSING_WORDS = 4;

interface Closing {
  readonly body: string;
  readonly lines: readonly string[];
  readonly oddity: number;
}

/** The text with its last words as a sign-off on lines of their own, where they may be one, and without. */
function closings(text: string, writer: Named): Closing[] {
  const words = text.split(' ');
  const found: Closing[] = [];
  for (let count = 1; count <= Math.min(MOST_CLOSING_WORDS, words.length); count += 1) {
    const tail = words.slice(-count);
    const body = words.slice(0, -count).join(' ');
    for (const lines of [[tail.join(' ')], [tail.slice(0, -1).join(' '), tail.at(-1) ?? '']]) {
      if (lines[0] === '' || !isSignOff(lines) || !signsAs(lines, writer)) continue;
      // "-Ada" stands right below the last line, "Regards, Ada" after an empty one.
      const close = lines[0]?.startsWith('-') ? 0 : 1;
      found.push({ body, lines, oddity: close });
      if (body !== '') found.push({ body, lines: ['', ...lines], oddity: 1 - close });
    }
  }
  return [...found, { body: text, lines: [], oddity: found.length > 0 ? 2 : 0 }];
}

/** Paragraphs of one text, less one. */
const MOST_CUTS = 4;
/** A paragraph ends where a sentence does, or a greeting. */
const END = /(?:[.?!:;]["')]?|:-?\)|^\p{Lu}\p{L}{1,8}(?: \p{L}{1,20})?,)(?= )/gu;

/** The text cut so many times, in several places each. */
function cuttings(text: string, count: number, enough: number): string[][] {
  if (count < 0 || count > MOST_CUTS) return [];
  const ends = [...text.matchAll(END)].map(({ index, 0: mark }) => index + mark.length);
  const found: string[][] = [];
  const cut = (from: number, cuts: readonly number[]): void => {
    if (cuts.length === count)
      found.push([0, ...cuts].map((start, at) => text.slice(start, cuts[at]).trim()));
    else
      for (let at = from; at < ends.length && found.length < enough; at += 1)
        cut(at + 1, [...cuts, ends[at] as number]);
  };
  cut(0, []);
  return found;
}
