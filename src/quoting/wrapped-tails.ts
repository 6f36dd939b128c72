import { isBlank, type Line } from './line.ts';

/** The narrowest width to which mail programs wrap what they send. */
const NARROWEST = 72;
/** Characters of a tail that is more than one word; a longer one is an answer. */
const SHORT = 40;

/** A line that ended there of itself: its sentence was over. */
const ENDED = /[.!?:;)]\s*$/;
/** Code is long, and reviewers answer right below a line of it. */
const CODE = /^[+@\t ]|^-\S?/;
/** "Yes, it does." begins an answer; what was cut off a line seldom begins so. */
const BEGINS = /^(?:\p{Lu}\p{Ll}*[\p{P}\s]*(?:$|\s)|\p{Lu}\p{Ll})/u;

/**
 * Puts back what a mail program wrapped off a quoted line: it marks the rest once less or oftener, so that one or a
 * few words of somebody seem to be those of whoever quoted them. A short line with fewer marks, directly between two
 * of one depth, is such a tail where its first word had no room behind the line above. Such lines are `unsure`.
 *
 * @param lines with their marks taken off.
 * @param raw the same lines as they were sent.
 */
export function withTails(lines: readonly Line[], raw: readonly string[]): Line[] {
  const joined = [...lines];
  for (let at = 1; at < joined.length - 1; at += 1) {
    const [above, line, below] = [joined[at - 1] as Line, joined[at] as Line, joined[at + 1] as Line];
    if (line.depth >= above.depth || above.depth !== below.depth || isBlank(line)) continue;
    if (isTail(above, line.text, raw[at - 1] ?? ''))
      joined[at] = { ...line, depth: above.depth, unsure: true };
  }
  return joined;
}

function isTail(above: Line, tail: string, rawAbove: string): boolean {
  const text = tail.trim();
  const first = /^\S+/.exec(text)?.[0] ?? '';
  const isWord = first.length === text.length;
  // A word that is wider than any line stands alone, below nothing but marks.
  if (isBlank(above)) return isWord && first.length > NARROWEST;
  const hadRoom = rawAbove.trimEnd().length + 1 + first.length <= NARROWEST;
  if (hadRoom || !(isWord || text.length <= SHORT)) return false;
  return !ENDED.test(above.text) && !CODE.test(above.text) && !BEGINS.test(text);
}
