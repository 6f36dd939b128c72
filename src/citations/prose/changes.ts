import { lookUp } from '../../base/look-up.ts';
import type { Lock } from '../../sources/lock.ts';
import type { Trees } from '../../sources/tree.ts';
import type { SiteExperiment, SiteRule } from '../site.ts';
import { isOfSeries } from './facts.ts';

/** What is so in each tree of a site, as far as it is known; equal states are the same. */
export type States = Readonly<Record<string, unknown>>;

/** What a sentence says of a release: that something is so from it on, up to it, or in it. */
export type When = 'from' | 'until' | 'in';

/** What differs from one tree of a site to the next. */
export interface Changes {
  /** The trees that are of a release; none where it is in between, or of nothing here. */
  treesOf(release: string): readonly string[];
  /** Whether a release is of the only tree there is, so that it can be taken for no other. */
  isOnly(release: string): boolean;
  /** The versions of the last tree before a release and of the first after it. */
  neighboursOf(release: string): readonly [older: string | undefined, newer: string | undefined];
  /** The trees whose code an address leads to. */
  treesAt(url: string): readonly string[];
  /** Whether a rule, or what it looks for, changes as is said of a release. */
  ofRule(slug: string, release: string, when: When): boolean;
  /** Whether a name of code came, or went, as is said of it. */
  ofName(name: string, release: string, when: When): boolean;
  /** Whether a name is in every tree. */
  isEverywhere(name: string): boolean;
  /** Whether a name is in other trees, and not in those of a release. */
  isAbsent(name: string, release: string): boolean;
  /** Whether what an experiment shows changes so; of a kernel in which it was run, it shows how it is. */
  ofExperiment(name: string, release: string, when: When): boolean;
}

/** @param names name of code -> tree -> whether it is in there. */
export function changesIn(
  trees: Trees,
  rules: readonly SiteRule[],
  experiments: readonly SiteExperiment[],
  names: Lock['names'],
): Changes {
  const all = Object.entries(trees).map(([name, { version, tag }]) => ({ name, version, tag }));
  const bySlug = new Map(rules.map((rule) => [rule.slug, rule]));
  const byName = new Map(experiments.map((each) => [each.name, each]));
  const treesOf = (release: string): string[] =>
    all.flatMap(({ name, version }) => (isOfSeries(version, release) ? [name] : []));
  const memory = new Map<string, boolean>();
  const once = (key: string, find: () => boolean): boolean => {
    const known = memory.get(key) ?? find();
    memory.set(key, known);
    return known;
  };

  /** Whether states change between a tree and the next one. */
  const changesAfter = (at: number, states: States): boolean => {
    const [older, newer] = [all[at], all[at + 1]].map((tree) => tree && lookUp(states, tree.name));
    return older !== undefined && newer !== undefined && older !== newer;
  };
  /**
   * Of a tree's release: its states begin there, or end there. What is the same in all trees begins with the first and ends
   * with the last, so that "up to 7.2" can be said of it, and "in 6.12" cannot. What is between two trees, they do not tell.
   */
  const fits = (states: States, release: string, when: When, isShownThere = false): boolean => {
    const own = all.flatMap(({ version }, at) => (isOfSeries(version, release) ? [at] : []));
    const isKnown = all.some(({ name }) => lookUp(states, name) !== undefined);
    const isConstant = isKnown && !all.some((_, at) => changesAfter(at, states));
    return own.some(
      (at) =>
        (when !== 'until' && changesAfter(at - 1, states)) ||
        (when !== 'from' && changesAfter(at, states)) ||
        (when === 'until' && isKnown && at === all.length - 1) ||
        (when === 'in' && (isConstant || (isKnown && isShownThere)) && (at === 0 || at === all.length - 1)),
    );
  };

  const ofRule = (rule: SiteRule, release: string, when: When): boolean => {
    const { from, until } = rule.range;
    if (when !== 'until' && from !== null && treesOf(release).includes(from)) return true;
    if (when !== 'from' && until !== null && treesOf(release).includes(until)) return true;
    const verdicts = Object.fromEntries(
      Object.entries(rule.verdicts).map(([tree, { verdict }]) => [tree, verdict]),
    );
    // Between two trees, only the rule itself knows the release, or somebody who has looked the change up in the history.
    if (treesOf(release).length === 0)
      return (
        (when !== 'until' && isVersion(from, release)) ||
        (when !== 'from' && isVersion(until, release)) ||
        rule.flips.some(({ between }) => between.some((each) => isOfSeries(each, release)))
      );
    return (
      fits(verdicts, release, when) ||
      rule.checks.some(({ answers }) =>
        fits(
          statesOf(answers, ({ state }) => state),
          release,
          when,
        ),
      )
    );
  };
  return {
    treesOf,
    isOnly: (release) => all.length === 1 && treesOf(release).length === 1,
    neighboursOf(release) {
      const isOwn = ({ version }: { readonly version: string }): boolean => isOfSeries(version, release);
      return [
        all.findLast((tree) => !isOwn(tree) && inOrder(tree.version, release) < 0)?.version,
        all.find((tree) => !isOwn(tree) && inOrder(tree.version, release) > 0)?.version,
      ];
    },
    treesAt: (url) => all.flatMap(({ name, tag }) => (url.includes(`/${tag}/`) ? [name] : [])),
    ofRule(slug, release, when) {
      const rule = bySlug.get(slug);
      return rule !== undefined && once(`rule ${slug} ${release} ${when}`, () => ofRule(rule, release, when));
    },
    ofName(name, release, when) {
      const found = lookUp(names, name);
      // What is in every tree, or in none, says nothing of one of them.
      return found !== undefined && new Set(Object.values(found)).size > 1 && fits(found, release, when);
    },
    isEverywhere: (name) => all.every((tree) => lookUp(lookUp(names, name), tree.name) === true),
    isAbsent(name, release) {
      const found = lookUp(names, name) ?? {};
      const own = treesOf(release);
      return (
        own.length > 0 &&
        own.every((tree) => lookUp(found, tree) === false) &&
        Object.values(found).includes(true)
      );
    },
    ofExperiment(name, release, when) {
      const experiment = byName.get(name);
      if (!experiment) return false;
      const { runs, observations } = experiment;
      return [
        statesOf(runs, ({ notApplicable }) => notApplicable),
        ...observations.map((each) => statesOf(runs, (run) => lookUp(run.observations, each) ?? null)),
      ].some((states) => fits(states, release, when, true));
    },
  };
}

/** Whether an end of a rule's range is of a release: `v6.2` is of 6.2. */
const isVersion = (end: string | null, release: string): boolean =>
  end !== null && isOfSeries(end.replace(/^v/, ''), release);

const statesOf = <T>(all: Readonly<Record<string, T>>, stateOf: (of: T) => unknown): States =>
  Object.fromEntries(Object.entries(all).map(([tree, each]) => [tree, stateOf(each)]));

/** Versions by their numbers: 6.2 is before 6.12. */
export function inOrder(a: string, b: string): number {
  const [one, other] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < Math.max(one?.length ?? 0, other?.length ?? 0); at += 1) {
    const by = (one?.[at] ?? 0) - (other?.[at] ?? 0);
    if (by !== 0) return by;
  }
  return 0;
}
