/** White space that is not one space. */
const UNEVEN = /[^\S ]\s*| \s+/g;

/** Whether all white space in a text is single spaces, as in most; what is beyond Latin-1 is left to {@link UNEVEN}. */
function isEven(text: string): boolean {
  let isAfterSpace = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at);
    const isSpace = letter === 0x20;
    if (isSpace ? isAfterSpace : letter < 0x20 || letter === 0xa0 || letter > 0xff) return false;
    isAfterSpace = isSpace;
  }
  return true;
}

/** What lines say, however they were wrapped: joined, runs of white space one space. */
export function wordsOf(lines: readonly string[]): string {
  const joined = lines.length === 1 ? (lines[0] as string) : lines.join(' ');
  return (isEven(joined) ? joined : joined.replace(UNEVEN, ' ')).trim();
}
