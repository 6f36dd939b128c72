import type { Lock } from '../../sources/lock.ts';
import type { Trees } from '../../sources/tree.ts';
import type { SiteRule } from '../site.ts';
import { isOfSeries } from './facts.ts';

/** What differs from one tree of a site to the next. */
export interface Changes {
  /** The trees that are of a release; none where it is in between, or of nothing here. */
  treesOf(release: string): readonly string[];
  /** Whether a rule, or what it looks for, is otherwise in a release than in the tree before, or in the one after. */
  ofRule(slug: string, release: string): boolean;
  /** The same of a name of code: whether it came, or went. */
  ofName(name: string, release: string): boolean;
}

/** @param names name of code -> tree -> whether it is in there. */
export function changesIn(trees: Trees, rules: readonly SiteRule[], names: Lock['names']): Changes {
  const all = Object.entries(trees);
  const bySlug = new Map(rules.map((rule) => [rule.slug, rule]));
  const treesOf = (release: string): string[] =>
    all.flatMap(([name, { version }]) => (isOfSeries(version, release) ? [name] : []));
  /** The pairs of neighbours that a release is one of, or stands between. */
  const around = (release: string): (readonly [older: string, newer: string])[] =>
    all.flatMap(([newer, { version }], at) => {
      const before = all[at - 1];
      if (before === undefined) return [];
      const [older, { version: last }] = before;
      const isNear = isOfSeries(version, release) || isOfSeries(last, release);
      const isBetween = inOrder(last, release) < 0 && inOrder(release, version) < 0;
      return isNear || isBetween ? [[older, newer] as const] : [];
    });
  const differs = (release: string, stateIn: (tree: string) => unknown): boolean =>
    around(release).some(([older, newer]) => {
      const [a, b] = [stateIn(older), stateIn(newer)];
      return a !== undefined && b !== undefined && a !== b;
    });
  return {
    treesOf,
    ofRule(slug, release) {
      const rule = bySlug.get(slug);
      if (!rule) return false;
      const { from, until } = rule.range;
      if ([from, until].some((tree) => tree !== null && treesOf(release).includes(tree))) return true;
      return (
        differs(release, (tree) => rule.verdicts[tree]?.verdict) ||
        rule.checks.some(({ answers }) => differs(release, (tree) => answers[tree]?.state))
      );
    },
    ofName: (name, release) => differs(release, (tree) => names[name]?.[tree]),
  };
}

/** Versions by their numbers: 6.2 is before 6.12. */
function inOrder(a: string, b: string): number {
  const [one, other] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < Math.max(one?.length ?? 0, other?.length ?? 0); at += 1) {
    const by = (one?.[at] ?? 0) - (other?.[at] ?? 0);
    if (by !== 0) return by;
  }
  return 0;
}
