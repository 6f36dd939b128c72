import type { Place } from '../../base/position.ts';
import type { Answer } from '../../evidence/run.ts';
import type { Lock, LockedAnswer } from '../../sources/lock.ts';
import type { Trees } from '../../sources/tree.ts';
import type { WrittenRule } from './rules.ts';
import type { KnownPlace } from './seen.ts';

/** What a check answers in a tree. */
export interface KnownAnswer {
  readonly answer: Answer;
  /** What the lock is to say of it; null when nobody knows. */
  readonly entry: LockedAnswer | null;
  /** Why no tree could be asked, so that only the lock answers; null when one was. */
  readonly reasons: readonly string[] | null;
  /** False when the lock does not have what a tree answers now. */
  readonly isLocked: boolean;
}

export interface AnsweredRule {
  readonly written: WrittenRule;
  /** Check id -> tree -> answer. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, KnownAnswer>>;
  /** Tree -> the code that the rule rests on. */
  readonly places: ReadonlyMap<string, readonly KnownPlace[]>;
}

export interface AnswerOptions {
  readonly trees: Trees;
  /** Where trees.yaml names a tree. */
  readonly placeOfTree: (tree: string) => Place;
  readonly lock: Lock;
  readonly updating: boolean;
  /** Trees of which it has been told that they are not at hand. */
  readonly toldAway?: ReadonlySet<string>;
  /** Today's date, for what is new in the lock. */
  readonly today?: string | undefined;
}
