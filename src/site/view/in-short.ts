import type { Site, SiteRule } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { type ShownVerdict, verdictsOf } from './rule.ts';
import { shortVersions } from './short-versions.ts';

type Known = Pick<Site, 'rules' | 'trees'>;

/** A stretch of a list: what stands before an item's words, these words, and what became of the rules that they lead to. */
export interface Stretch {
  readonly before: string;
  readonly item: string;
  readonly verdicts: readonly (readonly [version: string, verdict: ShownVerdict])[];
}

const START = '<li>';
const END = '</li>';

/** Of several rules in one item, the first of these that is said of one of them is said of the item. */
const TELLING = ['broken', 'not-yet', 'unknown', 'not-applicable', 'holds'];

/**
 * Finds what became, in each version, of the rules that the items of a list lead to.
 *
 * @param html the list, as it is rendered; no item stands in another.
 * @returns its items in order, and what stands behind the last one.
 */
export function stretchesOf(
  html: string,
  { rules, trees }: Known,
  base: string,
  say: Say,
): { readonly stretches: readonly Stretch[]; readonly rest: string } {
  const root = base.replace(/\/+$/, '');
  const byPath = new Map(rules.map((rule) => [`${root}/${rule.page}/`, rule]));
  const pieces = html.split(END);
  const rest = pieces.pop() ?? '';
  const stretches = pieces.map((piece): Stretch => {
    const at = piece.lastIndexOf(START) + START.length;
    const item = piece.slice(at);
    const named = [...item.matchAll(/ href="([^"#]{1,300})/g)].flatMap(
      ([, path = '']) => byPath.get(path) ?? [],
    );
    return { before: piece.slice(0, at), item, verdicts: together(named, trees, say) };
  });
  return { stretches, rest };
}

/** By version, the most telling verdict of all these rules. */
function together(rules: readonly SiteRule[], trees: Site['trees'], say: Say): [string, ShownVerdict][] {
  const all = rules.flatMap((rule) => verdictsOf(rule, trees, say));
  const short = shortVersions(trees);
  return trees.flatMap((tree, at): [string, ShownVerdict][] => {
    const own = all.flatMap(([of, verdict]) => (of.name === tree.name ? [verdict] : []));
    const [first] = own.sort((a, b) => TELLING.indexOf(a.name) - TELLING.indexOf(b.name));
    return first ? [[short[at] ?? tree.version, first]] : [];
  });
}
