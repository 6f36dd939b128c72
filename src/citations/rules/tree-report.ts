import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import { startOf } from '../../base/position.ts';
import {
  type Answer,
  checksOf,
  type Evidence,
  judge,
  looksWithin,
  type Reason,
  runCheck,
  type Verdict,
  wantedBy,
} from '../../evidence/run.ts';
import { HERE_ONLY, openSources, type Sources } from '../../sources/excerpt.ts';
import type { Lock } from '../../sources/lock.ts';
import { projectOf } from '../../sources/tree.ts';
import { type Drift, driftOf } from '../code/drift.ts';
import { readExcerptUses } from '../code/excerpt-use.ts';
import { closestName } from '../words/closest.ts';
import { type Review, reviewOf } from './reviews.ts';
import type { WrittenRule } from './rules.ts';
import { rulesAtHand } from './rules-at-hand.ts';
import { placesIn } from './seen.ts';

/** What a tree, perhaps one of the reader's own, is to the site: which rules hold there, and how excerpts read there. */
export interface TreeReport {
  readonly name: string;
  /** What it is the source of, as far as trees.yaml says. */
  readonly project: string | null;
  readonly version: string;
  /** Where the reader's own tree is; null for one of trees.yaml. */
  readonly place: string | null;
  readonly rules: readonly RuleReport[];
  readonly drift: readonly Drift[];
}

export interface RuleReport {
  readonly slug: string;
  readonly title: string;
  readonly topic: string;
  readonly statement: string;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  /** Who has looked at the code as it is; null where nobody has said so. */
  readonly review: Review | null;
  /** Code that the rule rests on and that is not as anybody has seen it. */
  readonly changed: readonly string[];
  readonly supersededBy: string | null;
  readonly checks: readonly CheckReport[];
}

export interface CheckReport {
  readonly check: Evidence;
  readonly decides: boolean;
  readonly answer: Answer;
}

export interface TreeReports {
  readonly reports: readonly TreeReport[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface TreeReportOptions {
  readonly contentFolder: string;
  readonly host: Host;
  readonly cacheFolder: string;
  /** Name -> folder or git repository. A name that trees.yaml does not have is a tree of the reader's own. */
  readonly places: Readonly<Record<string, string>>;
  /** A tree of trees.yaml to report on; null for its last. */
  readonly named?: string | null;
  /** What readers found in trees of their own. */
  readonly reviews?: readonly Review[];
}

/** Reports on trees without fetching anything: on the reader's own ones, or on one of trees.yaml. */
export async function reportOnTrees(options: TreeReportOptions): Promise<TreeReports> {
  const { contentFolder, host, cacheFolder, places, named, reviews = [] } = options;
  const hand = await rulesAtHand(contentFolder, places, host);
  const { trees, own, looked } = hand;
  const known = Object.keys(hand.named);
  const target = named === undefined ? [] : [named ?? known.at(-1) ?? ''];
  const targets = [...target.filter((name) => lookUp(trees, name)), ...Object.keys(own)];
  const { verified: uses } = readExcerptUses(hand.pages);
  const rules = hand.rules.map(({ rule }) => rule);
  const paths = [
    ...new Set([...wantedBy(rules, ['']), ...uses.map(({ request }) => request)].map(({ path }) => path)),
  ];
  const sources = await openSources(
    [
      ...uses.map(({ request }) => request),
      ...targets.flatMap((tree) => paths.map((path) => ({ tree, path }))),
    ],
    {
      trees,
      host,
      cacheFolder,
      overrides: hand.overrides,
      providers: HERE_ONLY,
    },
  );
  const reports: TreeReport[] = [];
  for (const name of targets) {
    const drift: Drift[] = [];
    for (const use of uses)
      if (use.request.tree !== name) drift.push(await driftOf(use, name, paths.filter(isCode), sources));
    reports.push({
      name,
      project: lookUp(trees, name)?.project ?? projectOf(Object.values(hand.named)),
      version: lookUp(trees, name)?.version ?? '',
      place: lookUp(own, name) ? (lookUp(places, name) ?? null) : null,
      rules: await Promise.all(
        hand.rules
          .filter(({ rule }) => rule.kind === 'rule')
          .map((rule) =>
            ruleReport(rule, name, lookUp(trees, name)?.version ?? '', sources, looked, reviews),
          ),
      ),
      drift,
    });
  }
  const unknown = target
    .filter((name) => !lookUp(trees, name))
    .map((name) => noSuchTree(name, known, `${contentFolder}/trees.yaml`));
  return { reports, diagnostics: [...hand.diagnostics, ...unknown] };
}

const isCode = (path: string): boolean => /\.[ch]$/.test(path);

/** Said of a name that is to be one of trees.yaml. */
export const noSuchTree = (name: string, known: readonly string[], file: string): Diagnostic =>
  diagnose('tree-unreadable', startOf(file), {
    message: `There is no tree "${name}".`,
    expected: known.join(', '),
    closest: closestName(name, known),
    fix: 'Name a tree of trees.yaml.',
  });

async function ruleReport(
  { rule }: WrittenRule,
  tree: string,
  version: string,
  sources: Sources,
  looked: Lock['reviews'],
  reviews: readonly Review[],
): Promise<RuleReport> {
  const { slug, title, topic, statement, evidence, when } = rule;
  const checks: CheckReport[] = [];
  for (const check of checksOf(rule))
    checks.push({
      check,
      decides: evidence.includes(check),
      answer: await runCheck(check, tree, sources),
    });
  const places = await placesIn(rule, tree, sources, looked);
  const names = new Set(places.map(({ place }) => place));
  const steps = (of: readonly Evidence[]) =>
    checks
      .filter(({ check }) => of.includes(check))
      .map(({ check, answer }) => ({
        step: check.step,
        state: answer.state,
        isReviewed: looksWithin(check, names),
      }));
  const review = reviewOf(rule, places, reviews) ?? null;
  const judgement = judge(rule, {
    version,
    when: steps(when),
    evidence: steps(evidence),
    places: places.map(({ seen }) => seen),
    reviewed: review?.verdict,
  });
  const changed = places.filter(({ seen }) => seen === 'changed').map(({ place }) => place);
  return {
    slug,
    title,
    topic,
    statement,
    ...judgement,
    review: judgement.reason === 'reviewed' ? review : null,
    changed,
    supersededBy: rule['superseded-by'] ?? null,
    checks,
  };
}
