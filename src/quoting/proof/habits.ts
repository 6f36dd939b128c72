import type { Canonicalization } from '../../mail/dkim.ts';

/** What a writer, or their mail program, does all through a message. */
export interface Habits {
  /** Column that typed text is wrapped to; Infinity: it is not. */
  readonly width: number;
  readonly blankAfterAttribution: boolean;
  /** Empty lines between a quote and the answer to it. */
  readonly blanksBeforeAnswer: number;
  readonly blankAfterAnswer: boolean;
  /** What stands after the marks of an empty line. */
  readonly afterMarks: '' | ' ';
  readonly signatureMark: '--' | '-- ';
  /** 0 for what is usual; one more for each unusual thing. */
  readonly oddity: number;
}

/** Columns that mail programs and editors wrap to when nobody tells them otherwise. */
const USUAL_WIDTHS: readonly number[] = [70, 72, 74, 78, Number.POSITIVE_INFINITY];
const NARROWEST = 60;
const WIDEST = 80;

/** What of a body makes a habit matter. */
export interface Shown {
  readonly canonicalization: Canonicalization;
  /** Whether answers stand between quotes. */
  readonly isInterleaved: boolean;
  /** Letters of the longest text that the writer may have typed. */
  readonly longest: number;
}

/** The habits that are tried, each one but once that can be told in the body; the least odd first. */
export function habitsShownIn({ canonicalization, isInterleaved, longest }: Shown): readonly Habits[] {
  const other = Array.from({ length: WIDEST - NARROWEST + 1 }, (_, nth) => NARROWEST + nth);
  const widths = longest <= NARROWEST ? [WIDEST] : [...new Set([...USUAL_WIDTHS, ...other])];
  // Spaces at the end of a line count under "simple" only.
  const spaces = canonicalization === 'simple' ? (['', ' '] as const) : ([''] as const);
  const found: Habits[] = [];
  for (const width of widths)
    for (const blankAfterAttribution of [false, true])
      for (const blanksBeforeAnswer of [1, 0, 2])
        for (const blankAfterAnswer of isInterleaved ? [true, false] : [true])
          for (const afterMarks of spaces)
            for (const afterDash of spaces) {
              const isRareWidth = widths.length > 1 && !USUAL_WIDTHS.includes(width);
              const odd = [isRareWidth, blankAfterAttribution, blanksBeforeAnswer !== 1, !blankAfterAnswer];
              const oddity = odd.filter(Boolean).length;
              const signatureMark = `--${afterDash}` as const;
              found.push({
                width,
                blankAfterAttribution,
                blanksBeforeAnswer,
                blankAfterAnswer,
                afterMarks,
                signatureMark,
                oddity,
              });
            }
  return found.toSorted((a, b) => a.oddity - b.oddity);
}
