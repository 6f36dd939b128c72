import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import type { WrittenExperiment } from '../experiments/experiments.ts';
import type { SiteExperiment, SiteRule, SiteSeen, SiteVerdict } from '../site.ts';

/** What experiments saw of a rule, tree by tree. */
export const seenOf = (rule: string, experiments: readonly SiteExperiment[]): SiteSeen[] =>
  experiments.flatMap(({ page, title, shows, runs }) =>
    shows
      .filter((each) => each.rule === rule)
      .flatMap(({ observation, is }) =>
        Object.entries(runs).flatMap(([tree, { observations }]) => {
          const value = lookUp(observations, observation);
          return value === undefined
            ? []
            : [{ experiment: { page, title }, tree, observation, value, happens: value === is }];
        }),
      ),
  );

/**
 * A rule's verdict with what was seen: one that speaks of a tree is broken where a kernel of it does otherwise. What was
 * seen once proves no rule, so that an unknown one stays so.
 */
export const withSeen = (verdict: SiteVerdict, seen: readonly SiteSeen[]): SiteVerdict =>
  verdict.verdict !== 'not applicable' && seen.some(({ happens }) => !happens)
    ? { ...verdict, verdict: 'broken', reason: null }
    : verdict;

/** Where an experiment says otherwise than a rule that speaks of the tree. */
export const contradictions = (
  rules: readonly SiteRule[],
  experiments: readonly WrittenExperiment[],
): Diagnostic[] =>
  experiments.flatMap(({ page, facts, placeIn }) =>
    facts.shows.flatMap(({ rule: slug, observation }, index) => {
      const rule = rules.find((each) => each.slug === slug);
      return (rule?.seen ?? [])
        .filter((each) => each.experiment.page === page.page && each.observation === observation)
        .filter(({ happens, tree }) => !happens && lookUp(rule?.verdicts, tree)?.verdict === 'broken')
        .map(({ tree, value }) =>
          diagnose('experiment-contradicts', placeIn('shows', index, 'is'), {
            message: `"${rule?.title}" speaks of ${tree}, and there "${observation}" is "${value}".`,
          }),
        );
    }),
  );
