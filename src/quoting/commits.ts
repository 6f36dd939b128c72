/** A commit as kernel mail names it: `3234ac664a87 ("mm: do this")`. */
export interface CommitReference {
  /** Abbreviated or whole, in lower case. */
  readonly hash: string;
  readonly subject: string;
}

const REFERENCE = /\b([0-9a-f]{8,40}) \(\s?"([^"]{1,200})"\s?\)/g;

/**
 * The commits that words refer to, in the form that the kernel's submitting-patches document asks for.
 *
 * @param words with white space folded, so that a reference that was wrapped is whole.
 */
export const commitsIn = (words: string): CommitReference[] =>
  [...words.matchAll(REFERENCE)].map(([, hash = '', subject = '']) => ({ hash, subject }));
