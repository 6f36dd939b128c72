import type { OutcomeStatus, SiteDebate, SiteOutcome, SitePosition } from '../../citations/site.ts';
import type { Say, Word } from '../words/say.ts';
import { dayOf, monthOf } from './date.ts';

export { positionId } from '../../citations/quotes/citations.ts';

/** How a status is shown: a sign that is told apart by its shape, and words. */
export interface ShownStatus {
  readonly sign: string;
  readonly words: string;
  readonly meaning: string;
}

const STATUSES = {
  merged: ['✓', 'outcome.merged', 'outcome.mergedMeans'],
  replaced: ['⇄', 'outcome.replaced', 'outcome.replacedMeans'],
  dropped: ['✗', 'outcome.dropped', 'outcome.droppedMeans'],
  open: ['○', 'outcome.open', 'outcome.openMeans'],
  disputed: ['≠', 'outcome.disputed', 'outcome.disputedMeans'],
  'borne out': ['●', 'outcome.borneOut', 'outcome.borneOutMeans'],
  'not borne out': ['⊘', 'outcome.notBorneOut', 'outcome.notBorneOutMeans'],
  conceded: ['↷', 'outcome.conceded', 'outcome.concededMeans'],
  withdrawn: ['↶', 'outcome.withdrawn', 'outcome.withdrawnMeans'],
} as const satisfies Readonly<Record<OutcomeStatus, readonly [sign: string, words: Word, meaning: Word]>>;

export function statusOf(status: OutcomeStatus, say: Say): ShownStatus {
  const [sign, words, meaning] = STATUSES[status];
  return { sign, words: say(words), meaning: say(meaning) };
}

/** The anchor of an outcome, on the timeline of all debates. */
export const outcomeId = ({ name }: SiteDebate, { id }: SiteOutcome): string => `${name}-${id}`;

/** "1 December 2022" or "May 2021"; null for what has no date. */
export const whenOf = (date: string | null, say: Say): string | null =>
  dayOf(date, say) ?? monthOf(date, say);

/** People in the order in which they first speak, each with what they hold. */
export const voicesOf = ({
  positions,
}: SiteDebate): readonly (readonly [string, readonly SitePosition[]])[] => [
  ...Map.groupBy(positions, ({ by }) => by),
];

export const RELATIONS = ['attacks', 'supports', 'concedes', 'moved to'] as const;
export type Relation = (typeof RELATIONS)[number];

/** A line from one position to another. */
export interface Tie {
  readonly relation: Relation;
  readonly from: SitePosition;
  readonly to: SitePosition;
}

/** Every relation between two positions of a debate. */
export function tiesOf({ positions }: SiteDebate): Tie[] {
  const known = new Map(positions.map((position) => [position.id, position]));
  const named = (from: SitePosition, relation: Relation, ids: readonly string[]): Tie[] =>
    ids.flatMap((id) => {
      const to = known.get(id);
      return to ? [{ relation, from, to }] : [];
    });
  return positions.flatMap((from) => [
    ...named(from, 'attacks', from.attacks),
    ...named(from, 'supports', from.supports),
    ...named(from, 'concedes', from.concedes),
    ...named(from, 'moved to', from.movedTo === null ? [] : [from.movedTo]),
  ]);
}

const OUTGOING = {
  attacks: 'debate.attacks',
  supports: 'debate.supports',
  concedes: 'debate.concedes',
  'moved to': 'debate.movedTo',
} as const satisfies Readonly<Record<Relation, Word>>;

const INCOMING = {
  attacks: null,
  supports: null,
  concedes: 'debate.concededBy',
  'moved to': 'debate.movedFrom',
} as const satisfies Readonly<Record<Relation, Word | null>>;

/** How a position stands to others, in words: what it says of them, and who granted it. */
export const relationsOf = (
  debate: SiteDebate,
  position: SitePosition,
  say: Say,
): { readonly words: string; readonly relation: Relation; readonly other: SitePosition }[] =>
  tiesOf(debate).flatMap(({ relation, from, to }) => {
    if (from === position) return [{ words: say(OUTGOING[relation]), relation, other: to }];
    const word = INCOMING[relation];
    return to === position && word !== null ? [{ words: say(word), relation, other: from }] : [];
  });

/** What became of a position; an outcome that is about several is told in full at the one its author names first. */
export const outcomesOf = (
  { positions, outcomes }: SiteDebate,
  position: SitePosition,
): { readonly outcome: SiteOutcome; readonly toldAt: SitePosition | null }[] =>
  outcomes
    .filter(({ of }) => of.includes(position.id))
    .map((outcome) => {
      const first = positions.find(({ id }) => id === outcome.of[0]);
      return { outcome, toldAt: first === undefined || first === position ? null : first };
    });
