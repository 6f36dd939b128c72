import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import { startOf } from '../../base/position.ts';
import { markOf, wantedBy } from '../../evidence/run.ts';
import { HERE_ONLY, type OnProgress, openSources } from '../../sources/excerpt.ts';
import { closestName } from '../words/closest.ts';
import { type ChangedPlace, changedPlaces } from './review.ts';
import { type Review, reviewOf } from './reviews.ts';
import { rulesAtHand } from './rules-at-hand.ts';
import { placesIn } from './seen.ts';

/** The code that rules rest on in one tree. */
export interface ReviewedTree {
  readonly name: string;
  readonly version: string;
  readonly rules: readonly ReviewedRule[];
}

export interface ReviewedRule {
  readonly slug: string;
  readonly title: string;
  /** What is not as anybody has seen it; nothing where a reader has found it so already. */
  readonly changed: readonly ChangedPlace[];
  /** Place -> what names the code that stands there; null where some of it is not at hand. */
  readonly marks: Readonly<Record<string, string>> | null;
}

export interface ReviewedTrees {
  readonly trees: readonly ReviewedTree[];
  /** Whether they are trees of the reader's own. */
  readonly isOwn: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReviewedOptions {
  readonly contentFolder: string;
  readonly host: Host;
  readonly cacheFolder: string;
  /** Name -> folder or git repository of a tree of the reader's own; without one, the trees of trees.yaml are meant. */
  readonly places: Readonly<Record<string, string>>;
  /** Names of rules; none for all. */
  readonly rules: readonly string[];
  readonly reviews: readonly Review[];
  /** Told of what is fetched; without it nothing is. */
  readonly onProgress?: OnProgress;
}

/** Compares the code that rules rest on with what somebody has looked at. */
export async function reviewedTrees(options: ReviewedOptions): Promise<ReviewedTrees> {
  const { contentFolder, host, cacheFolder, places, reviews } = options;
  const hand = await rulesAtHand(contentFolder, places, host);
  const { trees, own, looked, overrides } = hand;
  const known = Object.keys(hand.named);
  const isOwn = Object.keys(places).some((name) => !known.includes(name));
  const targets = isOwn ? Object.keys(own) : known;
  const slugs = hand.rules.map(({ rule }) => rule.slug);
  const strangers = options.rules.filter((each) => !slugs.includes(each));
  const rules = hand.rules
    .map(({ rule }) => rule)
    .filter(({ slug }) => options.rules.length === 0 || options.rules.includes(slug));
  const sources = await openSources(wantedBy(rules, Object.keys(trees)), {
    trees,
    host,
    cacheFolder,
    overrides,
    ...(options.onProgress ? { onProgress: options.onProgress } : { providers: HERE_ONLY }),
  });
  const found: ReviewedTree[] = [];
  for (const name of targets) {
    const all: ReviewedRule[] = [];
    for (const rule of rules) {
      const inTree = await placesIn(rule, name, sources, looked);
      const marks = inTree.map(({ place, body }) => [place, markOf(body)] as const);
      const isWhole = marks.every(([, mark]) => mark !== null);
      const isReviewed = isOwn && reviewOf(rule, inTree, reviews) !== undefined;
      all.push({
        slug: rule.slug,
        title: rule.title,
        changed: isReviewed ? [] : await changedPlaces(rule, inTree, known, sources, looked),
        marks: isWhole ? Object.fromEntries(marks.map(([place, mark]) => [place, mark ?? ''])) : null,
      });
    }
    found.push({ name, version: lookUp(trees, name)?.version ?? '', rules: all });
  }
  return {
    trees: found,
    isOwn,
    diagnostics: [
      ...hand.diagnostics,
      ...strangers.map((each) =>
        diagnose('rule-unknown', startOf(contentFolder), {
          message: `There is no rule "${each}".`,
          closest: closestName(each, slugs),
        }),
      ),
    ],
  };
}
