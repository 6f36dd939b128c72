import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { diffLines } from '../../base/line-diff.ts';
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
  const [a, b] = [verified[older], verified[newer]];
  if (a?.state !== 'shown' || b?.state !== 'shown') return {};
  const diff = diffLines(a.excerpt.text.split('\n'), b.excerpt.text.split('\n'));
  const gone = diff.flatMap(({ mark, before }) => (mark === '-' && before ? [before] : []));
  const come = diff.flatMap(({ mark, after }) => (mark === '+' && after ? [after] : []));
  const at = ({ excerpt }: typeof a, line: number) => excerpt.firstLine + line - 1;
  return {
    [older]: { ...a, compared: { side: 'older', lines: gone.map((line) => at(a, line)) } },
    [newer]: { ...b, compared: { side: 'newer', lines: come.map((line) => at(b, line)) } },
  };
}
