import { lookUp } from '../../base/look-up.ts';
import {
  type Answer,
  changesIn,
  checksOf,
  type Evidence,
  judge,
  nameOfPlace,
  placesOf,
  questionOf,
  type Rule,
  strengthOf,
} from '../../evidence/run.ts';
import { browseUrl } from '../../sources/browse.ts';
import type { Lock } from '../../sources/lock.ts';
import type { Tree, Trees } from '../../sources/tree.ts';
import type { SiteAnswer, SiteCheck, SiteExperiment, SiteRule, SiteVerdict, VerifiedQuote } from '../site.ts';
import { seenOf, withSeen } from './happening.ts';
import type { AnsweredRule, KnownAnswer } from './known-answer.ts';

/**
 * The rules of a site with a verdict in every tree, by topic and title.
 *
 * @param quotes verified ones; those on a rule's page say who argued it.
 * @param flips as the lock has them.
 * @param experiments what was seen happening counts beside what stands in the source.
 */
export function siteRules(
  rules: readonly AnsweredRule[],
  trees: Trees,
  quotes: Readonly<Record<string, VerifiedQuote>>,
  flips: Lock['flips'],
  experiments: readonly SiteExperiment[] = [],
): SiteRule[] {
  return rules
    .map((rule) => siteRule(rule, trees, quotes, flips, experiments))
    .sort((a, b) => a.topic.localeCompare(b.topic, 'en') || a.title.localeCompare(b.title, 'en'));
}

function siteRule(
  { written: { rule, page }, answers, places }: AnsweredRule,
  trees: Trees,
  quotes: Readonly<Record<string, VerifiedQuote>>,
  flips: Lock['flips'],
  experiments: readonly SiteExperiment[],
): SiteRule {
  const seen = seenOf(rule.slug, experiments);
  const { slug, title, topic, statement, evidence } = rule;
  const quoted = page.uses.flatMap(({ key }) => lookUp(quotes, key) ?? []);
  const people = quoted.filter(({ by }, index) => quoted.findIndex((each) => each.by === by) === index);
  return {
    slug,
    page: page.page,
    title,
    topic,
    statement,
    checks: checksOf(rule).map((check) =>
      siteCheck(
        check,
        { decides: evidence.includes(check), concerns: rule.when.includes(check) },
        answers.get(check.id) ?? new Map(),
        trees,
      ),
    ),
    kind: rule.kind,
    range: {
      from: rule.from ?? null,
      until: rule.until ?? null,
      only: [rule.only ?? []].flat(),
      supersededBy: rule['superseded-by'] ?? null,
    },
    strength: strengthOf(rule),
    restsOn: placesOf(rule).map(nameOfPlace),
    reviewed: [...places.values()].some(
      (known) => known.length > 0 && known.every((each) => each.seen === 'seen'),
    ),
    sufficient: rule.sufficient ?? null,
    verdicts: rule.kind === 'practice' ? {} : seenToo(verdictsOf(rule, answers, places, trees), seen),
    flips: lookUp(flips, slug) ?? [],
    people: people.map(({ by, thread, message }) => ({ name: by, thread, message })),
    seen,
  };
}

const seenToo = (verdicts: SiteRule['verdicts'], seen: SiteRule['seen']): SiteRule['verdicts'] =>
  Object.fromEntries(
    Object.entries(verdicts).map(([tree, verdict]) => [
      tree,
      withSeen(
        verdict,
        seen.filter((each) => each.tree === tree),
      ),
    ]),
  );

function siteCheck(
  check: Evidence,
  part: Pick<SiteCheck, 'decides' | 'concerns'>,
  answers: ReadonlyMap<string, KnownAnswer>,
  trees: Trees,
): SiteCheck {
  const { expect: _, ...asked } = check;
  const told = [...answers].map(
    ([name, known]) => [name, siteAnswer(known, lookUp(trees, name) as Tree)] as const,
  );
  return { ...asked, asks: questionOf(check), ...part, answers: Object.fromEntries(told) };
}

function siteAnswer({ answer, entry, reasons }: KnownAnswer, tree: Tree): SiteAnswer {
  const at = 'at' in answer ? answer.at : [];
  return {
    state: answer.state,
    at: at.map((each) => ({ ...each, url: browseUrl(tree, each.path, each.line) })),
    version: versionOf(answer),
    locked: reasons !== null && entry !== null,
    date: entry?.date ?? null,
  };
}

const versionOf = (answer: Answer): string | null => ('version' in answer ? answer.version : null);

function verdictsOf(
  rule: Rule,
  answers: AnsweredRule['answers'],
  places: AnsweredRule['places'],
  trees: Trees,
): Record<string, SiteVerdict> {
  const names = Object.keys(trees);
  const known = (checks: readonly Evidence[], tree: string) =>
    checks.map(({ id, step }) => ({ step, ...(answers.get(id)?.get(tree) ?? UNKNOWN) }));
  const steps = (each: ReturnType<typeof known>) =>
    each.map(({ step, answer }) => ({ step, state: answer.state }));
  const judgements = names.map((name) =>
    judge(rule, {
      version: lookUp(trees, name)?.version ?? '',
      when: steps(known(rule.when, name)),
      evidence: steps(known(rule.evidence, name)),
      places: places.get(name)?.map(({ seen }) => seen) ?? [],
    }),
  );
  const changes = changesIn(judgements);
  return Object.fromEntries(
    names.map((tree, index) => [
      tree,
      {
        ...(judgements[index] ?? { verdict: 'unknown' as const, reason: null }),
        locked: known(rule.evidence, tree).some(({ entry, reasons }) => entry && reasons),
        change: changes[index] ?? null,
      },
    ]),
  );
}

const UNKNOWN: KnownAnswer = {
  answer: { state: 'unknown', reasons: [] },
  entry: null,
  reasons: [],
  isLocked: false,
};
