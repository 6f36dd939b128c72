// Comes in: rules and opened sources. Goes out: an answer of every check in every tree, and from these a verdict of
// every rule in every tree.
// Promises: an answer is what a program found in that tree's text, with lines; what nobody could look at is unknown.
// Refuses: to guess from another tree, or from an expectation.
import { lookUp } from '../base/look-up.ts';
import type { Sources, WantedFile } from '../sources/excerpt.ts';
import type { Answer } from './answer.ts';
import { bodyAt, type PlaceBody } from './body.ts';
import { patternOf, pieceOf } from './code/pattern.ts';
import type { Evidence } from './evidence.ts';
import type { CodeText, TreeText } from './kind.ts';
import { isOfStructure, KINDS } from './kinds/index.ts';
import type { CodePlace } from './place.ts';
import { checksOf, placesOf, type Rule } from './rule.ts';

/** The files and folders that the checks of some rules look at, in every tree. */
export function wantedBy(rules: readonly Rule[], trees: readonly string[]): WantedFile[] {
  const paths = new Set(
    rules.flatMap((rule) => [
      ...checksOf(rule).flatMap(pathsOf),
      ...placesOf(rule).map(({ path }) => path),
      ...rule.breaks.map(({ path }) => path),
    ]),
  );
  return trees.flatMap((tree) => [...paths].map((path) => ({ tree, path })));
}

/** The files and folders that a check looks at, the one it names first. */
export const pathsOf = (evidence: Evidence): readonly string[] => [
  evidence.path,
  ...(kindOf(evidence).wants?.(evidence) ?? []),
];

/** What a check looks for, in words for a reader. */
export const questionOf = (evidence: Evidence): readonly CodeText[] => kindOf(evidence).asks(evidence);

/** How good evidence is, the best first: what a check of structure would notice, one of words may not. */
export const STRENGTHS = ['structure', 'structure and words', 'words', 'practice'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** How good the evidence of a rule is; a practice is advice that no program can see in code. */
export function strengthOf(rule: Rule): Strength {
  if (rule.kind === 'practice') return 'practice';
  const structural = rule.evidence.filter(({ kind }) => isOfStructure(kind)).length;
  if (structural === 0) return 'words';
  return structural === rule.evidence.length ? 'structure' : 'structure and words';
}

/** The pieces of C that a check looks for and that are none. */
export async function strangePatterns(
  evidence: Evidence,
): Promise<readonly { readonly field: string; readonly pattern: string }[]> {
  const strange: { field: string; pattern: string }[] = [];
  const { patterns = [], sequences = [], isName } = kindOf(evidence);
  for (const field of patterns)
    for (const each of [
      lookUp(evidence as unknown as Readonly<Record<string, unknown>>, field) ?? [],
    ].flat()) {
      const pattern = String(each);
      const read = sequences.includes(field) ? patternOf(pattern) : pieceOf(pattern);
      if (!isName?.(pattern) && (await read) === null) strange.push({ field, pattern });
    }
  return strange;
}

/** Runs one check in one tree, whose files were opened as {@link wantedBy} says. */
export function runCheck(evidence: Evidence, tree: string, sources: Sources): Promise<Answer> {
  return kindOf(evidence).run(evidence, inTree(tree, sources));
}

/** What stands at a place of a tree, whose files were opened as {@link wantedBy} says. */
export const bodyIn = (place: CodePlace, tree: string, sources: Sources): Promise<PlaceBody> =>
  bodyAt(place, inTree(tree, sources));

interface AnyKind {
  readonly patterns?: readonly string[];
  readonly sequences?: readonly string[];
  isName?(written: string): boolean;
  wants?(question: Evidence): readonly string[];
  asks(question: Evidence): readonly CodeText[];
  run(question: Evidence, tree: TreeText): Promise<Answer>;
}

/** The schema of a check has seen to it that it has the fields of its kind. */
const kindOf = (evidence: Pick<Evidence, 'kind'>): AnyKind =>
  KINDS.find(({ name }) => name === evidence.kind) as unknown as AnyKind;

const inTree = (tree: string, sources: Sources): TreeText => ({
  file: (path) => sources.file({ tree, path }),
  folder: (path) => sources.folder({ tree, path }),
  search: (path, words, comments) => sources.search({ tree, path }, words, comments),
  definitions: (path) => sources.definitions({ tree, path }),
  mentions: (path, name) => sources.mentions({ tree, path }, name),
  functions: (path, name, settings) => sources.functions({ tree, path }, name, settings),
  shape: (path, name) => sources.shape({ tree, path }, name),
  words: (path, word) => sources.words({ tree, path }, word),
  callers: (path, name) => sources.callers({ tree, path }, name),
});

export type { Answer, Finding } from './answer.ts';
export { markOf, type PlaceBody } from './body.ts';
export { applied, type Breaker } from './breaker.ts';
export { Evidence, Expectation } from './evidence.ts';
export { asExpectation, isAsExpected, isOfAbsence } from './expect.ts';
export { type Judgement, judge, type Reason, type Seen } from './judge.ts';
export type { CodeText } from './kind.ts';
export { isOfStructure } from './kinds/index.ts';
export { type Change, changesIn } from './matrix.ts';
export { type CodePlace, nameOfPlace } from './place.ts';
export { placeIn } from './range.ts';
export { checksIn, checksOf, placesOf, type Rule, RuleFacts } from './rule.ts';
export { type Verdict, verdictOf } from './verdict.ts';
export { looksWithin } from './within.ts';
export { named } from './words.ts';
