import type { Verdict } from './verdict.ts';

/** What a broken verdict means among those of other trees. */
export type Change = 'first broken' | 'not yet' | null;

/**
 * Tells of each broken verdict whether the rule was kept by an older tree and this is the first that breaks it, or
 * whether only newer trees keep it.
 *
 * @param verdicts of one rule, the oldest tree first.
 */
export function changesIn(verdicts: readonly Verdict[]): Change[] {
  return verdicts.map((verdict, index) => {
    if (verdict !== 'broken') return null;
    const before = verdicts.slice(0, index).findLast((each) => each === 'holds' || each === 'broken');
    if (before === 'holds') return 'first broken';
    const everHeld = verdicts.slice(0, index).includes('holds');
    return !everHeld && verdicts.slice(index).includes('holds') ? 'not yet' : null;
  });
}
