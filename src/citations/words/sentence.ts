import type { Run } from './match.ts';

/** A stretch of a run's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A full stop, question mark or exclamation mark, closed brackets and quotation marks, and white space. */
const END = /[.!?]["')\]]*\s+/g;

/** The sentences of a run, in order. A paragraph ends a sentence. */
export function sentencesOf({ text, passages }: Run): Span[] {
  return passages.flatMap(({ at }, index) => {
    const end = passages[index + 1]?.at ?? text.length;
    const ends = [...text.slice(at, end).matchAll(END)].map((each) => at + each.index + each[0].length);
    const starts = [at, ...ends.filter((each) => each < end)];
    return starts.map((start, nth) => ({
      start,
      end: start + text.slice(start, starts[nth + 1] ?? end).trimEnd().length,
    }));
  });
}

/** What stands before an offset in the sentence that goes on there. */
export function headOf(run: Run, offset: number): string {
  const start = sentencesOf(run).findLast((each) => each.start <= offset)?.start ?? offset;
  return run.text.slice(start, offset);
}

/** What stands after an offset in the sentence that was going on there. */
export function tailOf(run: Run, offset: number): string {
  const sentence = sentencesOf(run).findLast((each) => each.start < offset);
  return run.text.slice(offset, Math.max(offset, sentence?.end ?? offset));
}
