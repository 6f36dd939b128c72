/** What became of one claim of a bundle. */
export interface Finding {
  /** The claim, in words. */
  readonly claim: string;
  /** The tree that it is about; null for what is about mail. */
  readonly tree: string | null;
  readonly state: 'holds' | 'refuted' | 'unchecked';
  /** Why it does not hold, or why nobody could tell; empty when it holds. */
  readonly why: string;
  /** What to look for in the file to find the claim. */
  readonly mark: string;
}
