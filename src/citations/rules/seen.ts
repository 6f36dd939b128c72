import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import {
  bodyIn,
  markOf,
  nameOfPlace,
  type PlaceBody,
  placesOf,
  type Rule,
  type Seen,
} from '../../evidence/run.ts';
import type { Sources } from '../../sources/excerpt.ts';
import type { Lock, LockedReviews } from '../../sources/lock.ts';
import type { WrittenRule } from './rules.ts';

/** A place of a rule in one tree. */
export interface KnownPlace {
  /** As {@link nameOfPlace} has it. */
  readonly place: string;
  readonly body: PlaceBody;
  readonly seen: Seen;
}

/** The lock's name for a place of a rule. */
export const reviewKey = ({ slug }: Pick<Rule, 'slug'>, place: string): string => `${slug} ${place}`;

/**
 * How the code that a rule rests on stands to what somebody has looked at. Of a tree that is away, the lock tells.
 *
 * @param reviews `rule place` -> the bodies that were looked at.
 */
export async function placesIn(
  rule: Rule,
  tree: string,
  sources: Sources,
  reviews: Lock['reviews'],
): Promise<KnownPlace[]> {
  const known: KnownPlace[] = [];
  for (const each of placesOf(rule)) {
    const place = nameOfPlace(each);
    const body = await bodyIn(each, tree, sources);
    known.push({ place, body, seen: seenIn(body, tree, lookUp(reviews, reviewKey(rule, place)) ?? {}) });
  }
  return known;
}

function seenIn(body: PlaceBody, tree: string, looked: LockedReviews): Seen {
  const mark = markOf(body);
  const nearly = body.state === 'there' ? body.nearly : [];
  if (mark !== null)
    return [mark, ...nearly].some((each) => Object.hasOwn(looked, each)) ? 'seen' : 'changed';
  return Object.values(looked).some(({ trees }) => trees.includes(tree)) ? 'seen' : 'unknown';
}

/**
 * Places that no tree has, at the row that names them; and those that nobody has looked at as they are.
 *
 * @param speaksOf whether a tree is in the range of the rule.
 */
export function placeFaults(
  { rule, placeIn }: WrittenRule,
  trees: ReadonlyMap<string, readonly KnownPlace[]>,
  speaksOf: (tree: string) => boolean,
): Diagnostic[] {
  const unseen = new Map<string, string[]>();
  const faults = rule['rests-on'].flatMap((row, index) =>
    placesOf({ 'rests-on': [row] }).flatMap((each) => {
      const place = nameOfPlace(each);
      const inTrees = [...trees].flatMap(([tree, known]) =>
        known.filter((one) => one.place === place).map((one) => ({ tree, ...one })),
      );
      if (inTrees.length > 0 && inTrees.every(({ body }) => body.state === 'gone'))
        return [
          diagnose('place-nowhere', placeIn('rests-on', index), {
            message: `No tree has ${place}, on which "${rule.title}" is to rest.`,
          }),
        ];
      for (const { tree, seen } of inTrees)
        if (seen === 'changed' && speaksOf(tree)) unseen.set(place, [...(unseen.get(place) ?? []), tree]);
      return [];
    }),
  );
  if (unseen.size === 0 || rule.sufficient !== undefined) return faults;
  const told = [...unseen].slice(0, 3).map(([place, names]) => `${place} in ${names.join(', ')}`);
  const more = unseen.size > 3 ? ` and ${unseen.size - 3} more places` : '';
  return [
    ...faults,
    diagnose('place-unreviewed', placeIn('rests-on'), {
      message: `Nobody has said that they looked at ${told.join('; ')}${more} as it is.`,
      fix: `Read it, then run "npx postil review ${rule.slug} --as holds --by NAME".`,
    }),
  ];
}

/** The reviews of rules and places that are still there. */
export function keptReviews(rules: readonly WrittenRule[], reviews: Lock['reviews']): Lock['reviews'] {
  const keys = new Set(
    rules.flatMap(({ rule }) => placesOf(rule).map((place) => reviewKey(rule, nameOfPlace(place)))),
  );
  return Object.fromEntries(Object.entries(reviews).filter(([key]) => keys.has(key)));
}

/** Reviews with new ones added: who looks at the same code again takes the place of who did before. */
export function withLooked(old: Lock['reviews'], looked: Lock['reviews']): Lock['reviews'] {
  const all: Record<string, LockedReviews> = { ...old };
  for (const [key, bodies] of Object.entries(looked)) {
    const kept = Object.entries(lookUp(all, key) ?? {}).map(
      ([mark, each]) =>
        [
          mark,
          // A tree has one body.
          {
            ...each,
            trees: each.trees.filter(
              (tree) => !Object.values(bodies).some(({ trees }) => trees.includes(tree)),
            ),
          },
        ] as const,
    );
    all[key] = { ...Object.fromEntries(kept.filter(([, { trees }]) => trees.length > 0)), ...bodies };
  }
  return all;
}
