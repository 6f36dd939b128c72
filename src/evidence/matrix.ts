import type { Judgement } from './judge.ts';

/** What a verdict means among those of other trees. */
export type Change = 'first broken' | 'not yet' | null;

/**
 * Tells of each broken verdict whether the rule was kept by an older tree and this is the first that breaks it, and of each
 * tree that is older than what the rule speaks of that it is not there yet.
 *
 * @param judgements of one rule, the oldest tree first.
 */
export function changesIn(judgements: readonly Judgement[]): Change[] {
  return judgements.map(({ verdict, reason }, index) => {
    if (reason === 'not yet') return 'not yet';
    if (verdict !== 'broken') return null;
    const before = judgements
      .slice(0, index)
      .findLast((each) => each.verdict === 'holds' || each.verdict === 'broken');
    return before?.verdict === 'holds' ? 'first broken' : null;
  });
}
