import { isBlank, type Line } from './line.ts';

/** The narrowest width to which mail programs wrap what they send. */
const NARROWEST = 72;
/** Characters of a tail that is more than one word; a longer one is an answer. */
const SHORT = 40;

/** A line that ended there of itself: its sentence was over. */
const ENDED = /[.!?:;)]\s*$/;
/** Code is long, and reviewers answer right below a line of it. */
const CODE = /^[+@\t ]|^-\S?|^diff --git /;
/** "Yes, it does" begins an answer; it may be a name as well that was cut off a line. */
const BEGINS = /^\p{Lu}(?:\p{Ll}|[\p{P}\s]|$)/u;
/** "[snip]", "[..]": somebody left out what stood here. */
const CUT = /^[\p{P}\p{S}\s]*$|^[[<(][^\p{N}]{0,20}[\])>]$/u;

/**
 * Puts back what a mail program wrapped off a quoted line: it marks the rest once less or oftener, so that one or a
 * few words of somebody seem to be those of whoever quoted them. A short line with fewer marks, directly between two
 * of one depth, is such a tail where its first word had no room behind the line above. Such lines are `unsure`; one
 * that may be an answer as well stays at its depth.
 *
 * @param lines with their marks taken off.
 * @param raw the same lines as they were sent.
 */
export function withTails(lines: readonly Line[], raw: readonly string[]): Line[] {
  const joined = [...lines];
  for (let at = 1; at < joined.length - 1; at += 1) {
    const [above, line, below] = [joined[at - 1] as Line, joined[at] as Line, joined[at + 1] as Line];
    if (line.depth >= above.depth || above.depth !== below.depth || isBlank(line)) continue;
    if (!isTail(above, line.text.trim(), raw[at - 1] ?? '')) continue;
    if (!BEGINS.test(line.text.trim())) joined[at] = { ...line, depth: above.depth, unsure: true };
    else if (line.depth > 0) joined[at] = { ...line, unsure: true };
  }
  return joined;
}

function isTail(above: Line, tail: string, rawAbove: string): boolean {
  const first = /^\S+/.exec(tail)?.[0] ?? '';
  const isWord = first.length === tail.length;
  // A word that is wider than any line stands alone, below nothing but marks.
  if (isBlank(above)) return isWord && first.length > NARROWEST;
  const hadRoom = rawAbove.trimEnd().length + 1 + first.length <= NARROWEST;
  if (hadRoom || CUT.test(tail) || !(isWord || tail.length <= SHORT)) return false;
  return !ENDED.test(above.text) && !CODE.test(above.text);
}
