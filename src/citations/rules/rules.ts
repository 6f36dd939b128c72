import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Place } from '../../base/position.ts';
import { checksIn, checksOf, type Evidence, type Rule, RuleFacts } from '../../evidence/run.ts';
import { type Memory, newMemory } from '../memory.ts';
import type { Page } from '../page/page.ts';
import { closestName } from '../words/closest.ts';

/** A rule as its author wrote it, and where each part of it stands. */
export interface WrittenRule {
  readonly rule: Rule;
  readonly page: Page;
  /** The place of one of its checks, or of a part of that check: `expect`, a tree. */
  placeOf(check: Evidence, ...path: readonly string[]): Place;
  /** The place of any other part of its front matter. */
  placeIn(...path: readonly PropertyKey[]): Place;
}

const FOLDER = 'rules/';

/** Reads the rules among a site's pages: their front matter says what they stand on. */
export function readRules(
  pages: readonly Page[],
  trees: readonly string[],
  memory: Memory = newMemory(),
): Checked<readonly WrittenRule[]> {
  const rules: WrittenRule[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const page of pages.filter((each) => each.page.startsWith(FOLDER))) {
    const read = memory.once('rule', [page.file, page.digest], () => readRule(page));
    diagnostics.push(...read.diagnostics);
    if (read.verified === null) continue;
    rules.push(read.verified);
    diagnostics.push(...strangeTrees(read.verified, trees));
  }
  diagnostics.push(...strangeSuccessors(rules));
  return { verified: rules, diagnostics };
}

function readRule(page: Page): Checked<WrittenRule | null> {
  const read = page.frontmatter?.read(RuleFacts, 'evidence-invalid');
  if (!read) return { verified: null, diagnostics: [] };
  if (!('value' in read)) return { verified: null, diagnostics: read.diagnostics };
  const { value } = read;
  const parts = {
    when: checksIn('when', value),
    evidence: checksIn('evidence', value),
    history: checksIn('history', value),
  };
  const found = [...parts.when, ...parts.evidence, ...parts.history];
  const written: WrittenRule = {
    rule: {
      ...value,
      slug: page.page.slice(FOLDER.length),
      title: page.title,
      when: parts.when.map(({ check }) => check),
      evidence: parts.evidence.map(({ check }) => check),
      history: parts.history.map(({ check }) => check),
    },
    page,
    placeOf: (check, ...path) =>
      read.placeOf([...(found.find((each) => each.check === check)?.path ?? []), ...path]),
    placeIn: (...path) => read.placeOf(path),
  };
  const baseless = diagnose('rule-without-evidence', read.placeOf(['statement']), {
    message: `"${page.title}" stands on nothing that a program can check.`,
  });
  const isBaseless = value.kind === 'rule' && value.evidence.length === 0;
  return {
    verified: written,
    diagnostics: [...(isBaseless ? [baseless] : []), ...repeatedIds(written)],
  };
}

function repeatedIds({ rule, placeOf }: WrittenRule): Diagnostic[] {
  const checks = checksOf(rule);
  return checks
    .filter((check, index) => checks.findIndex(({ id }) => id === check.id) < index)
    .map((check) =>
      diagnose('evidence-repeated-id', placeOf(check, 'id'), {
        message: `This rule has a check "${check.id}" already.`,
      }),
    );
}

/** Rules that are said to take the place of another, and are not there. */
function strangeSuccessors(rules: readonly WrittenRule[]): Diagnostic[] {
  const slugs = rules.map(({ rule }) => rule.slug);
  return rules.flatMap(({ rule: { 'superseded-by': successor }, placeIn }) =>
    successor === undefined || slugs.includes(successor)
      ? []
      : [
          diagnose('rule-unknown', placeIn('superseded-by'), {
            message: `There is no rule "${successor}".`,
            closest: closestName(successor, slugs),
          }),
        ],
  );
}

function strangeTrees({ rule, placeOf }: WrittenRule, trees: readonly string[]): Diagnostic[] {
  return checksOf(rule).flatMap((check) =>
    Object.keys(check.expect)
      .filter((tree) => !trees.includes(tree))
      .map((tree) =>
        diagnose('evidence-unknown-tree', placeOf(check, 'expect', tree), {
          message: `There is no tree "${tree}".`,
          closest: closestName(tree, trees),
          expected: trees.join(', '),
        }),
      ),
  );
}
