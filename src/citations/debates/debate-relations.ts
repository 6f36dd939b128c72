import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { closestName } from '../words/closest.ts';
import type { WrittenDebate, WrittenPosition } from './debate-file.ts';

const RELATIONS = ['supports', 'attacks', 'concedes'] as const;

/**
 * Checks how the positions of a debate stand to each other: all that are named are there, nobody answers themselves,
 * and whoever moves goes to a later position of their own. So nobody moves in a circle.
 *
 * @param inTime ids of positions whose words were found, oldest first.
 */
export function relationFaults(debate: WrittenDebate, inTime: readonly string[]): Diagnostic[] {
  const { facts, placeOf } = debate;
  const known = new Map(facts.positions.map((position) => [position.id, position]));
  const named = (id: string, ...path: PropertyKey[]): Diagnostic[] =>
    known.has(id)
      ? []
      : [
          diagnose('position-unknown', placeOf(path), {
            message: `There is no position "${id}".`,
            closest: closestName(id, known.keys()),
          }),
        ];
  // Whose words were not found has a fault already, and it may be the name.
  const isSure = (id: string) => inTime.includes(id);
  const repeated = facts.positions.flatMap(({ id }, index) =>
    facts.positions.findIndex((each) => each.id === id) === index
      ? []
      : [
          diagnose('position-repeated', placeOf(['positions', index, 'id']), {
            message: `There is a position "${id}" already.`,
          }),
        ],
  );
  const relations = facts.positions.flatMap((position, index) =>
    RELATIONS.flatMap((relation) =>
      position[relation].flatMap((id, at) => {
        const unknown = named(id, 'positions', index, relation, at);
        const isOwn = known.get(id)?.by === position.by && isSure(id) && isSure(position.id);
        if (unknown.length > 0 || !isOwn) return unknown;
        return [
          diagnose('position-relation', placeOf(['positions', index, relation, at]), {
            message: `${position.by} ${relation} a position of their own.`,
            fix: 'Name a position of somebody else; for a change of mind write "moved-to" at the earlier one.',
          }),
        ];
      }),
    ),
  );
  const moves = facts.positions.flatMap((position, index) => {
    const to = position['moved-to'];
    if (to === undefined) return [];
    const unknown = named(to, 'positions', index, 'moved-to');
    if (unknown.length > 0) return unknown;
    if (!isSure(position.id) || !isSure(to)) return [];
    const message = whyNotMoved(position, known.get(to) as WrittenPosition, inTime);
    return message === null
      ? []
      : [diagnose('position-relation', placeOf(['positions', index, 'moved-to']), { message })];
  });
  const outcomes = facts.outcomes.flatMap(({ of, position }, index) => [
    ...of.flatMap((id, at) => named(id, 'outcomes', index, 'of', at)),
    ...(position === undefined ? [] : named(position, 'outcomes', index, 'position')),
  ]);
  return [...repeated, ...relations, ...moves, ...outcomes];
}

function whyNotMoved(from: WrittenPosition, to: WrittenPosition, inTime: readonly string[]): string | null {
  if (from.by !== to.by) return `"${to.id}" is a position of ${to.by}; ${from.by} cannot move to it.`;
  if (from.id === to.id) return `"${from.id}" cannot move to itself.`;
  return inTime.indexOf(from.id) < inTime.indexOf(to.id)
    ? null
    : `"${to.id}" is older than "${from.id}", and nobody moves back in time.`;
}
