import type { Answer } from './answer.ts';

/** What becomes of a rule in a tree. `unknown` is never folded into another. */
export type Verdict = 'holds' | 'broken' | 'not applicable' | 'unknown';

/** A check's answer, and the step it belongs to; without one it is a step of its own. */
export interface StepAnswer {
  readonly step?: string | undefined;
  readonly state: Answer['state'];
  /** Whether all code that the check looks at is what a reader has looked at, who says what becomes of the rule. */
  readonly isReviewed?: boolean;
}

/**
 * A rule holds where every step says yes. A no breaks it, whatever else is not known; a file that is not there means
 * that the rule says nothing about the tree.
 */
export function verdictOf(answers: readonly StepAnswer[]): Verdict {
  const steps = stepsOf(answers).map(verdictOfStep);
  return SEVERITY.find((verdict) => steps.includes(verdict)) ?? 'unknown';
}

/** The first that some step says is the rule's. */
const SEVERITY = ['broken', 'unknown', 'not applicable', 'holds'] as const satisfies readonly Verdict[];

function stepsOf(answers: readonly StepAnswer[]): readonly (readonly StepAnswer[])[] {
  const own = answers.filter(({ step }) => step === undefined).map((answer) => [answer]);
  const shared = Map.groupBy(
    answers.filter(({ step }) => step !== undefined),
    ({ step }) => step,
  );
  return [...own, ...shared.values()];
}

/** Of several checks that say the same, one yes is enough, and what is not known could be it. */
function verdictOfStep(answers: readonly StepAnswer[]): Verdict {
  const verdicts = answers.map(({ state }) => OF_STATE[state]);
  return MILDNESS.find((verdict) => verdicts.includes(verdict)) ?? 'unknown';
}

const MILDNESS = ['holds', 'unknown', 'broken', 'not applicable'] as const satisfies readonly Verdict[];

const OF_STATE = {
  yes: 'holds',
  no: 'broken',
  'no function': 'broken',
  'no file': 'not applicable',
  unknown: 'unknown',
} as const satisfies Record<Answer['state'], Verdict>;
