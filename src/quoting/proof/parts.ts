import { readSegments, type Segment } from '../flat-lines.ts';
import type { Habits, Shown } from './habits.ts';
import { emptyLines } from './mark-lines.ts';
import { LONGEST, quotedPart } from './quoted.ts';
import { type Part, partOf } from './search.ts';
import { introducingParts, type People, signatureApart, signatureParts, typedParts } from './typed.ts';

/** A body whose lines are gone, as parts. */
export interface Parted extends Omit<Shown, 'canonicalization'> {
  /** The ways in which each part may have stood, for a writer of these habits. */
  readonly partsFor: (habits: Habits) => readonly Part[];
}

/** Takes a flattened body apart into what each run of quote marks begins. */
export function parted(body: string, people: People): Parted {
  const segments = readSegments(body);
  const trailing = trailingMarks(body);
  const last = segments.length - 1;
  const isTyped = ({ marks, text }: Segment, at: number): boolean =>
    marks === 0 || at === last || text.length > LONGEST;
  return {
    isInterleaved: segments.slice(1, -1).some((segment) => isTyped(segment, 0)),
    longest: Math.max(0, ...segments.filter(isTyped).map(({ text }) => text.length)),
    partsFor: (habits) => [
      LEADING,
      ...segments.flatMap((segment, at) => {
        const isLast = at === last && trailing.length === 0;
        const above = segments[at - 1]?.text ?? '';
        if (segment.marks === 0 && at < last) return introducingParts(segment.text, habits, people);
        if (segment.marks === 0) return typedParts(segment.text, habits, people);
        if (!isLast) return [quotedPart({ segment, above, isLast }, habits, people)];
        // Apart from the signature, so that not every setting of the one is tried with every one of the other.
        const [text, signature] = signatureApart(segment.text);
        const quoted = quotedPart({ segment: { ...segment, text }, above, isLast }, habits, people);
        return signature === null ? [quoted] : [quoted, ...signatureParts(signature, habits, people)];
      }),
      ...(trailing.length > 0 ? [partOf(emptyLines(trailing, habits))] : []),
    ],
  };
}

/** Empty lines above a message, which some mail programs leave for an answer. */
const LEADING = partOf(
  [0, 1, 2].map((count) => ({ text: '\r\n'.repeat(count), oddity: count === 0 ? 0 : 1 })),
);

/** Marks behind the last word: the message ends with empty quoted lines. */
function trailingMarks(body: string): readonly string[] {
  const words = body.trim().split(/\s+/);
  return words.slice(words.findLastIndex((word) => !/^>+$/.test(word)) + 1);
}
