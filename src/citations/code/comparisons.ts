import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { diffLines } from '../../base/line-diff.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Page } from '../page/page.ts';
import { readProps } from '../page/props.ts';
import type { VerifiedExcerpt } from '../site.ts';

/**
 * Checks every <Compare>, and tells the two excerpts in it which of their lines the other does not have.
 *
 * @param verified excerpts by key; those that are not shown are compared with nothing.
 */
export function compareExcerpts(
  pages: readonly Page[],
  verified: Readonly<Record<string, VerifiedExcerpt>>,
): Checked<Readonly<Record<string, VerifiedExcerpt>>> {
  const all = { ...verified };
  const diagnostics: Diagnostic[] = [];
  for (const { comparisons, lines } of pages) {
    for (const { place, tag, excerpts } of comparisons) {
      diagnostics.push(...readProps(tag, 'Compare', place, lines).diagnostics);
      const [older = '', newer = ''] = excerpts;
      if (excerpts.length !== 2) diagnostics.push(notTwo(excerpts.length, place));
      else Object.assign(all, compared(older, newer, verified));
    }
  }
  return { verified: all, diagnostics };
}

const notTwo = (count: number, place: Diagnostic['place']): Diagnostic =>
  diagnose('compare-not-two', place, {
    message: `There ${count === 1 ? 'is one excerpt' : `are ${count || 'no'} excerpts`} to compare.`,
  });

function compared(
  older: string,
  newer: string,
  verified: Readonly<Record<string, VerifiedExcerpt>>,
): Record<string, VerifiedExcerpt> {
  const [a, b] = [lookUp(verified, older), lookUp(verified, newer)];
  if (a?.state !== 'shown' || b?.state !== 'shown') return {};
  const [before, after] = [a.excerpt.text.split('\n'), b.excerpt.text.split('\n')];
  const diff = diffLines(before, after);
  const common = diff.flatMap(({ mark, before: line }) => (mark === ' ' && line ? [line] : []));
  const isKin =
    common.filter((line) => saysMuch(before[line - 1])).length >=
    LEAST_COMMON * Math.min(before.filter(saysMuch).length, after.filter(saysMuch).length);
  const only = (side: 'before' | 'after') =>
    isKin ? diff.flatMap((line) => (line.mark !== ' ' && line[side] ? [line[side]] : [])) : [];
  const at = ({ excerpt }: typeof a, line: number) => excerpt.firstLine + line - 1;
  return {
    [older]: { ...a, compared: { side: 'older', lines: only('before').map((line) => at(a, line)) } },
    [newer]: { ...b, compared: { side: 'newer', lines: only('after').map((line) => at(b, line)) } },
  };
}

/** Of two pieces of code that have less in common than this, all would be marked, which tells nothing. */
const LEAST_COMMON = 0.3;

/** Not a bracket that closes, or a blank: what lines of any code have in common. */
const saysMuch = (line = ''): boolean => /\w{2}/.test(line);
