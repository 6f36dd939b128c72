import type { Site, SiteDebate, SiteOutcome, SiteRule } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { changesIn } from './rule.ts';

/** A release on the axis of releases, with what changed in it. */
export interface Release {
  readonly version: string;
  /** True for a version whose source the rules are checked on. */
  readonly isChecked: boolean;
  readonly outcomes: readonly { readonly debate: SiteDebate; readonly outcome: SiteOutcome }[];
  /** Rules whose verdict is another than in the checked version before: `older`, or where the release is known, null. */
  readonly rules: readonly ChangedRule[];
}

interface ChangedRule {
  readonly rule: SiteRule;
  readonly words: string;
  readonly older: string | null;
}

/**
 * The versions that are checked and the releases that debates name, oldest first, with what became of positions and which rules
 * begin or cease to hold. Nothing is written by hand: it follows from the verdicts and the outcomes.
 */
export function releasesOf({ trees, rules, debates }: Site, say: Say): Release[] {
  const outcomes = Object.values(debates).flatMap((debate) =>
    debate.outcomes.map((outcome) => ({ debate, outcome })),
  );
  const changes = rules.flatMap((rule) =>
    changesIn(rule, trees, say).map(({ older, newer, words, flip }) => ({
      at: flip?.between[1] ?? newer.version,
      rule,
      words,
      older: flip ? null : older.version,
    })),
  );
  const versions = new Set([
    ...trees.map(({ version }) => version),
    ...outcomes.flatMap(({ outcome: { release } }) => release ?? []),
    ...changes.map(({ at }) => at),
  ]);
  return [...versions].sort(byVersion).map((version) => ({
    version,
    isChecked: trees.some((tree) => tree.version === version),
    outcomes: outcomes.filter(({ outcome }) => outcome.release === version),
    rules: changes
      .filter(({ at }) => at === version)
      .map(({ rule, words, older }) => ({ rule, words, older })),
  }));
}

/** The place of a release on the page of all of them. */
export const releaseId = (version: string): string => `release-${version.replaceAll('.', '-')}`;

/** By their numbers: `6.2` before `6.12`, and `6.12` before `6.12.117`. */
function byVersion(a: string, b: string): number {
  const [one, other] = [a, b].map((version) => (version.match(/\d+/g) ?? []).map(Number)) as [
    number[],
    number[],
  ];
  for (const [index, number] of one.entries()) {
    const difference = number - (other[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
