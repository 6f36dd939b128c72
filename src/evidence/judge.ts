import { placeIn } from './range.ts';
import type { Rule } from './rule.ts';
import { type StepAnswer, type Verdict, verdictOf } from './verdict.ts';

/** Why a verdict is what it is, where its word alone does not say it. */
export type Reason =
  /** The tree is older than what the rule speaks of, or newer. */
  | 'not yet'
  | 'no longer'
  /** Something under `when` is not so. */
  | 'not concerned'
  /** The tree does not have the file. */
  | 'no file'
  /** What the rule calls a weakness is none there. */
  | 'mended'
  /** Every check says yes, and code that the rule rests on is not as somebody has seen it. */
  | 'changed since reviewed'
  /** Nobody could look, or what was looked at was not understood. */
  | 'nobody could look'
  /** A reader has looked at the code, and says so. */
  | 'reviewed';

export interface Judgement {
  readonly verdict: Verdict;
  readonly reason: Reason | null;
}

/** How the code that a rule rests on stands to what somebody has looked at. */
export type Seen = 'seen' | 'changed' | 'unknown';

export interface Facts {
  /** Of the tree. */
  readonly version: string;
  readonly when: readonly StepAnswer[];
  readonly evidence: readonly StepAnswer[];
  /** Of each place. */
  readonly places: readonly Seen[];
  /** What a reader says who has looked at the very code that stands there. */
  readonly reviewed?: 'holds' | 'broken' | undefined;
}

/** What becomes of a rule in a tree. A practice is no rule, and is not asked. */
export function judge(
  rule: Pick<Rule, 'from' | 'until' | 'polarity' | 'sufficient'>,
  { version, when, evidence, places, reviewed }: Facts,
): Judgement {
  const place = placeIn(rule, version);
  if (place !== 'in')
    return { verdict: 'not applicable', reason: place === 'before' ? 'not yet' : 'no longer' };
  const concerned = when.length === 0 ? 'holds' : verdictOf(when);
  if (concerned === 'broken' || concerned === 'not applicable')
    return { verdict: 'not applicable', reason: 'not concerned' };
  if (reviewed === 'broken') return { verdict: 'broken', reason: 'reviewed' };
  // Who has looked at some code knows nothing of what a check finds elsewhere.
  if (reviewed === 'holds' && [when, evidence].every(holdsAsReviewed))
    return { verdict: 'holds', reason: 'reviewed' };
  const verdict = concerned === 'unknown' ? unlessBroken(verdictOf(evidence)) : verdictOf(evidence);
  switch (verdict) {
    case 'broken':
      return rule.polarity === 'weakness'
        ? { verdict: 'not applicable', reason: 'mended' }
        : { verdict, reason: null };
    case 'not applicable':
      return { verdict, reason: 'no file' };
    case 'unknown':
      return { verdict, reason: 'nobody could look' };
    case 'holds':
      if (rule.sufficient !== undefined || places.every((each) => each === 'seen'))
        return { verdict, reason: null };
      return {
        verdict: 'unknown',
        reason: places.includes('changed') ? 'changed since reviewed' : 'nobody could look',
      };
  }
}

const holdsAsReviewed = (answers: readonly StepAnswer[]): boolean =>
  answers.length === 0 ||
  verdictOf(answers.map((each) => (each.isReviewed ? { ...each, state: 'yes' } : each))) === 'holds';

/** Where nobody knows whether the rule is concerned, it is neither held nor broken. */
const unlessBroken = (verdict: Verdict): Verdict => (verdict === 'not applicable' ? verdict : 'unknown');
