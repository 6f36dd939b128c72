import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { type HiddenLetter, hiddenAsText, hiddenIn } from '../../base/hidden-letters.ts';
import type { Place } from '../../base/position.ts';
import { counted } from '../../base/print.ts';
import { type ByteString, byteString, bytesOf } from '../../mail/bytes.ts';
import type { Found } from '../../mail/read.ts';

/** Looks at deliveries while they are read, as afterwards nobody knows where in a file a letter stands. */
export interface HiddenWords {
  look(found: Found): void;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Tells of the mail of a thread whose words hold letters that nobody sees, or that turn them round: once for each mail, and
 * of what a mail quotes from an earlier one, or is a copy of, no more.
 */
export function hiddenWords(): HiddenWords {
  const diagnostics: Diagnostic[] = [];
  const told = new Set<string>();
  return {
    diagnostics,
    look(found) {
      const { from, subject, body } = found.delivery;
      const letters: HiddenLetter[] = [];
      for (const words of [from.name ?? '', subject, body.text])
        for (const { line, hidden } of linesWith(hiddenIn(words, MOST), words)) {
          const written = line.replace(/^[>|\s]+/, '');
          if (!told.has(written)) letters.push(...hidden);
          told.add(written);
        }
      const [first] = letters;
      if (first) diagnostics.push(toldOf(letters, placeIn(found, first.letter)));
    },
  };
}

/** What is told of one mail; more would tell nobody more, and fill the memory. */
const MOST = 10_000;

const toldOf = (letters: readonly HiddenLetter[], place: Place): Diagnostic =>
  diagnose('mail-hidden-characters', place, {
    message: `The words of this mail hold ${letters.length < MOST ? '' : 'more than '}${counted(letters.length, 'letter')} that nobody sees or that turn the text round: ${hiddenAsText(letters)}.`,
  });

/** The lines of a text in which some letters stand, each with its own; letters are in their order. */
function* linesWith(
  letters: readonly HiddenLetter[],
  text: string,
): Generator<{ readonly line: string; readonly hidden: readonly HiddenLetter[] }> {
  for (let next = 0; next < letters.length; ) {
    const at = letters[next]?.at ?? 0;
    const start = text.lastIndexOf('\n', at) + 1;
    const end = text.indexOf('\n', at);
    const until = end === -1 ? text.length : end;
    let last = next;
    while (last < letters.length && (letters[last]?.at ?? 0) < until) last += 1;
    yield { line: text.slice(start, until), hidden: letters.slice(next, last) };
    next = last;
  }
}

/** Where a letter first stands in the file, in the raw or in quoted-printable; else where its mail starts. */
function placeIn({ delivery, raw }: Found, letter: string): Place {
  const { file, line } = delivery;
  const bytes = byteString(new TextEncoder().encode(letter));
  const quoted = [...bytesOf(bytes)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);
  const places = [bytes, quoted.join('')].map((written) => raw.indexOf(written)).filter((at) => at !== -1);
  if (line === undefined || places.length === 0) return { file, line: line ?? 1, column: 1 };
  const before = raw.slice(0, Math.min(...places));
  const start = before.lastIndexOf('\n') + 1;
  return { file, line: line + linesIn(before), column: lettersIn(before.slice(start)) + 1 };
}

function linesIn(text: ByteString): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/** As an editor counts them, which reads a file as UTF-8. */
const lettersIn = (text: ByteString): number => new TextDecoder().decode(bytesOf(text)).length;
