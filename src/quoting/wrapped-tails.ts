import { LIMITS } from '../base/limits.ts';
import { attributionAt, mayIntroduce } from './attribution.ts';
import { isBlank, type Line } from './line.ts';

/** The narrowest width to which mail programs wrap what they send. */
const NARROWEST = 72;
/** Characters of a tail that is more than one word; a longer one is an answer. */
const SHORT = 40;

/** A line that ended there of itself: its sentence was over. */
const ENDED = /[.!?:;)]\s*$/;
const STOPPED = /[.!?;)]\s*$/;
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
  const joined = withWholeIntroductions(lines);
  for (let at = 1; at < joined.length; at += 1) {
    const [above, line, below] = [joined[at - 1] as Line, joined[at] as Line, joined[at + 1]];
    if (line.depth >= above.depth || isBlank(line)) continue;
    if (above.depth !== below?.depth) {
      at = loosened(joined, at, raw);
      continue;
    }
    if (!isTail(above, line, raw[at - 1] ?? '')) continue;
    if (!BEGINS.test(line.text.trim())) joined[at] = { ...line, depth: above.depth, unsure: true };
    else if (line.depth > 0) joined[at] = { ...line, unsure: true };
  }
  return joined;
}

/** A paragraph that goes on in mid-sentence of a deeper quote is of it, where only its first line was marked so. */
function loosened(lines: Line[], at: number, raw: readonly string[]): number {
  const [above, line] = [lines[at - 1] as Line, lines[at] as Line];
  if (line.depth === 0 || !goesOn(above, line.text.trim(), raw[at - 1] ?? '')) return at;
  let next = at;
  for (; next < lines.length; next += 1) {
    const each = lines[next] as Line;
    if (each.depth !== line.depth || isBlank(each)) break;
    lines[next] = { ...each, depth: above.depth, unsure: true };
  }
  return next - 1;
}

/** Whether text in lower case stands below a line that had no room for its first word, and ends in mid-sentence. */
function goesOn(above: Line, text: string, rawAbove: string): boolean {
  const first = /^\S+/.exec(text)?.[0] ?? '';
  if (isBlank(above) || !/^[\p{Ll}("'“‘\d]/u.test(text) || ENDED.test(above.text) || CODE.test(above.text))
    return false;
  return rawAbove.trimEnd().length + 1 + first.length > NARROWEST;
}

/**
 * A line that introduces a quote is wrapped as well, and its rest marked once less or oftener: such a rest belongs to
 * it where the two make one line that says when or from where.
 */
function withWholeIntroductions(lines: readonly Line[]): Line[] {
  const whole = [...lines];
  for (let at = 1; at < whole.length; at += 1) {
    const [above, line] = [whole[at - 1] as Line, whole[at] as Line];
    if (line.depth === above.depth || !/[:：]\s{0,3}$/u.test(line.text) || isBlank(above)) continue;
    const texts = [line.text];
    for (let start = at - 1; start >= 0 && texts.length < LIMITS.attributionLines; start -= 1) {
      const each = whole[start] as Line;
      if (each.depth !== above.depth || isBlank(each)) break;
      texts.unshift(each.text);
      if (!mayIntroduce(each.text)) continue;
      const found = attributionAt(texts);
      if (found?.lines !== texts.length || !found.attribution.isFull) continue;
      whole[at] = { ...line, depth: above.depth };
      break;
    }
  }
  return whole;
}

function isTail(above: Line, { depth, text }: Line, rawAbove: string): boolean {
  const tail = text.trim();
  const first = /^\S+/.exec(tail)?.[0] ?? '';
  const isWord = first.length === tail.length;
  // A word that is wider than any line stands alone, below nothing but marks.
  if (isBlank(above)) return isWord && first.length > NARROWEST;
  const hadRoom = rawAbove.trimEnd().length + 1 + first.length <= NARROWEST;
  // Nobody answers so within what is already a quote.
  const isLong = depth === 0 && !isWord && tail.length > SHORT;
  if (hadRoom || CUT.test(tail) || isLong) return false;
  return !(depth > 0 ? STOPPED : ENDED).test(above.text) && !CODE.test(above.text);
}
