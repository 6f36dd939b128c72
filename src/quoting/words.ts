const UNEVEN = /[^\S ]| {2}/;

/** What lines say, however they were wrapped: joined, runs of white space one space. */
export function wordsOf(lines: readonly string[]): string {
  const joined = lines.join(' ');
  return (UNEVEN.test(joined) ? joined.replace(/\s+/g, ' ') : joined).trim();
}
