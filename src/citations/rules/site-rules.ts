import {
  type Answer,
  changesIn,
  checksOf,
  type Evidence,
  questionOf,
  verdictOf,
} from '../../evidence/run.ts';
import { browseUrl } from '../../sources/browse.ts';
import type { Tree, Trees } from '../../sources/tree.ts';
import type { SiteAnswer, SiteCheck, SiteRule, SiteVerdict, VerifiedQuote } from '../site.ts';
import type { AnsweredRule, KnownAnswer } from './known-answer.ts';

/**
 * The rules of a site with a verdict in every tree, by topic and title.
 *
 * @param quotes verified ones; those on a rule's page say who argued it.
 */
export function siteRules(
  rules: readonly AnsweredRule[],
  trees: Trees,
  quotes: Readonly<Record<string, VerifiedQuote>>,
): SiteRule[] {
  return rules
    .map((rule) => siteRule(rule, trees, quotes))
    .sort((a, b) => a.topic.localeCompare(b.topic, 'en') || a.title.localeCompare(b.title, 'en'));
}

function siteRule(
  { written: { rule, page }, answers }: AnsweredRule,
  trees: Trees,
  quotes: Readonly<Record<string, VerifiedQuote>>,
): SiteRule {
  const { slug, title, topic, statement, evidence } = rule;
  const quoted = page.uses.flatMap(({ key }) => quotes[key] ?? []);
  const people = quoted.filter(({ by }, index) => quoted.findIndex((each) => each.by === by) === index);
  return {
    slug,
    page: page.page,
    title,
    topic,
    statement,
    checks: checksOf(rule).map((check) =>
      siteCheck(check, evidence.includes(check), answers.get(check.id) ?? new Map(), trees),
    ),
    verdicts: verdictsOf(evidence, answers, Object.keys(trees)),
    people: people.map(({ by, thread, message }) => ({ name: by, thread, message })),
  };
}

function siteCheck(
  check: Evidence,
  decides: boolean,
  answers: ReadonlyMap<string, KnownAnswer>,
  trees: Trees,
): SiteCheck {
  const { expect: _, ...asked } = check;
  const told = [...answers].map(([name, known]) => [name, siteAnswer(known, trees[name] as Tree)] as const);
  return { ...asked, asks: questionOf(check), decides, answers: Object.fromEntries(told) };
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
  evidence: readonly Evidence[],
  answers: AnsweredRule['answers'],
  trees: readonly string[],
): Record<string, SiteVerdict> {
  const known = trees.map((tree) =>
    evidence.map(({ id, step }) => ({ step, ...(answers.get(id)?.get(tree) ?? UNKNOWN) })),
  );
  const verdicts = known.map((each) =>
    verdictOf(each.map(({ step, answer }) => ({ step, state: answer.state }))),
  );
  const changes = changesIn(verdicts);
  return Object.fromEntries(
    trees.map((tree, index) => [
      tree,
      {
        verdict: verdicts[index] ?? 'unknown',
        locked: known[index]?.some(({ entry, reasons }) => entry && reasons) ?? false,
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
