/** White space that is not one space. */
const UNEVEN = /[^\S ]\s*| \s+/g;

/** What lines say, however they were wrapped: joined, runs of white space one space. */
export function wordsOf(lines: readonly string[]): string {
  const joined = lines.length === 1 ? (lines[0] as string) : lines.join(' ');
  return joined.replace(UNEVEN, ' ').trim();
}
