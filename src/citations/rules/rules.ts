import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Place } from '../../base/position.ts';
import { checksOf, type Evidence, type Rule, RuleFacts } from '../../evidence/run.ts';
import { type Memory, newMemory } from '../memory.ts';
import type { Page } from '../page/page.ts';
import { closestName } from '../words/closest.ts';

/** A rule as its author wrote it, and where each part of it stands. */
export interface WrittenRule {
  readonly rule: Rule;
  readonly page: Page;
  /** The place of one of its checks, or of a part of that check: `expect`, a tree. */
  placeOf(check: Evidence, ...path: readonly string[]): Place;
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
  return { verified: rules, diagnostics };
}

function readRule(page: Page): Checked<WrittenRule | null> {
  const read = page.frontmatter?.read(RuleFacts, 'evidence-invalid');
  if (!read) return { verified: null, diagnostics: [] };
  if (!('value' in read)) return { verified: null, diagnostics: read.diagnostics };
  const { evidence, history } = read.value;
  const written: WrittenRule = {
    rule: { ...read.value, slug: page.page.slice(FOLDER.length), title: page.title },
    page,
    placeOf: (check, ...path) => {
      const index = evidence.indexOf(check);
      return read.placeOf(
        index === -1 ? ['history', history.indexOf(check), ...path] : ['evidence', index, ...path],
      );
    },
  };
  const baseless = diagnose('rule-without-evidence', read.placeOf(['statement']), {
    message: `"${page.title}" stands on nothing that a program can check.`,
  });
  return {
    verified: written,
    diagnostics: [...(evidence.length === 0 ? [baseless] : []), ...repeatedIds(written)],
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
