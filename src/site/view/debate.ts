import type { OutcomeStatus, SiteDebate, SiteOutcome, SitePosition } from '../../citations/site.ts';
import { dayOf, monthOf } from './date.ts';

export { positionId } from '../../citations/quotes/citations.ts';

/** How a status is shown: a sign that is told apart by its shape, and words. */
export interface ShownStatus {
  readonly sign: string;
  readonly words: string;
  readonly meaning: string;
}

export const STATUSES: Readonly<Record<OutcomeStatus, ShownStatus>> = {
  merged: { sign: '✓', words: 'merged', meaning: 'done, as proposed or much like it' },
  replaced: { sign: '⇄', words: 'done another way', meaning: 'something else took its place' },
  dropped: { sign: '✗', words: 'not taken', meaning: 'refused, or never written' },
  open: { sign: '○', words: 'open', meaning: 'still so in the newest version looked at' },
  disputed: { sign: '≠', words: 'disputed', meaning: 'somebody holds against it, or each is half right' },
  'borne out': { sign: '●', words: 'borne out', meaning: 'the code, or what came later, agrees' },
  'not borne out': {
    sign: '⊘',
    words: 'not borne out',
    meaning: 'the code, or what came later, says otherwise',
  },
  conceded: { sign: '↷', words: 'conceded', meaning: 'whoever had held it granted the point' },
  withdrawn: { sign: '↶', words: 'withdrawn', meaning: 'whoever had said it took it back' },
};

/** The anchor of an outcome, on the timeline of all debates. */
export const outcomeId = ({ name }: SiteDebate, { id }: SiteOutcome): string => `${name}-${id}`;

/** "1 December 2022" or "May 2021"; null for what has no date. */
export const whenOf = (date: string | null): string | null => dayOf(date) ?? monthOf(date);

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

const OUTGOING: Readonly<Record<Relation, string>> = {
  attacks: 'speaks against',
  supports: 'speaks for',
  concedes: 'grants',
  'moved to': 'changed to',
};

const INCOMING: Readonly<Record<Relation, string | null>> = {
  attacks: null,
  supports: null,
  concedes: 'granted by',
  'moved to': 'changed from',
};

/** How a position stands to others, in words: what it says of them, and who granted it. */
export const relationsOf = (
  debate: SiteDebate,
  position: SitePosition,
): { readonly words: string; readonly relation: Relation; readonly other: SitePosition }[] =>
  tiesOf(debate).flatMap(({ relation, from, to }) => {
    if (from === position) return [{ words: OUTGOING[relation], relation, other: to }];
    const words = INCOMING[relation];
    return to === position && words !== null ? [{ words, relation, other: from }] : [];
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
