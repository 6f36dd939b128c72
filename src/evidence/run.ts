// Comes in: rules and opened sources. Goes out: an answer of every check in every tree, and from these a verdict of
// every rule in every tree.
// Promises: an answer is what a program found in that tree's text, with lines; what nobody could look at is unknown.
// Refuses: to guess from another tree, or from an expectation.
import type { Sources, WantedFile } from '../sources/excerpt.ts';
import type { Answer } from './answer.ts';
import type { Evidence } from './evidence.ts';
import type { TreeText } from './kind.ts';
import { KINDS } from './kinds/index.ts';
import { checksOf, type Rule } from './rule.ts';

/** The files and folders that the checks of some rules look at, in every tree. */
export function wantedBy(rules: readonly Rule[], trees: readonly string[]): WantedFile[] {
  const paths = new Set(rules.flatMap((rule) => checksOf(rule).map(({ path }) => path)));
  return trees.flatMap((tree) => [...paths].map((path) => ({ tree, path })));
}

/** Runs one check in one tree, whose files were opened as {@link wantedBy} says. */
export function runCheck(evidence: Evidence, tree: string, sources: Sources): Promise<Answer> {
  const kind = KINDS.find(({ name }) => name === evidence.kind);
  // The schema of a check has seen to it that it has the fields of its kind.
  return (kind as unknown as AnyKind).run(evidence, inTree(tree, sources));
}

interface AnyKind {
  run(question: Evidence, tree: TreeText): Promise<Answer>;
}

const inTree = (tree: string, sources: Sources): TreeText => ({
  file: (path) => sources.file({ tree, path }),
  folder: (path) => sources.folder({ tree, path }),
  search: (path, words) => sources.search({ tree, path }, words),
  definitions: (path) => sources.definitions({ tree, path }),
  mentions: (path, name) => sources.mentions({ tree, path }, name),
});

export type { Answer, Finding } from './answer.ts';
export { Evidence, Expectation } from './evidence.ts';
export { asExpectation, isAsExpected } from './expect.ts';
export { type Change, changesIn } from './matrix.ts';
export { checksOf, type Rule, RuleFacts } from './rule.ts';
export { type Verdict, verdictOf } from './verdict.ts';
