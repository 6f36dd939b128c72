export interface Named {
  readonly name: string | null;
}

const SIGNED = /^-{0,2}\s?\p{Lu}[\p{L}.]{0,20}$/u;
const CLOSING =
  /^(?:(?:best|kind|warm|many)\s+)?(?:regards|greetings|wishes|thanks|thank you|cheers|br|mfg)[,.!]?$/i;

/** Characters of a closing line. */
const LONGEST_SIGN_OFF = 60;

/** Whether lines close a letter: a closing phrase and a name, a lone `-Name`, or a lone first name. */
export function isSignOff(lines: readonly string[]): boolean {
  if (lines.some((line) => line.length > LONGEST_SIGN_OFF)) return false;
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (filled.length === 0 || filled.length > 3) return false;
  const last = filled.at(-1) ?? '';
  const closed = filled.slice(0, -1).every((line) => CLOSING.test(line));
  return (closed && SIGNED.test(last)) || (filled.length === 1 && CLOSING.test(last));
}

/** Whether {@link isSignOff} could hold for lines that end with this one: a cheap look before it. */
export function mayEndSignOff(line: string): boolean {
  const last = line.length > LONGEST_SIGN_OFF ? '' : line.trim();
  return SIGNED.test(last) || CLOSING.test(last);
}

/** Whether the name under a sign-off is this person's first name or initial. */
export function signsAs(lines: readonly string[], { name }: Named): boolean {
  const signed = lastWord(lines);
  const first = name?.toLowerCase().split(/\s+/)[0];
  if (!signed || !first) return false;
  return signed === first || (signed.length === 1 && first.startsWith(signed));
}

/** The name under a sign-off; null where lines are none. */
export const signerOf = (lines: readonly string[]): string | null =>
  mayEndSignOff(lines.at(-1) ?? '') && isSignOff(lines) && !CLOSING.test(lines.at(-1)?.trim() ?? '')
    ? (lastWord(lines) ?? null)
    : null;

const lastWord = (lines: readonly string[]): string | undefined =>
  /(\p{L}{1,80})\.?\s{0,9}$/u.exec(lines.join('\n'))?.[1]?.toLowerCase();
