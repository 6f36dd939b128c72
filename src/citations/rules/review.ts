import { type DiffLine, diffLines } from '../../base/line-diff.ts';
import { lookUp } from '../../base/look-up.ts';
import { bodyIn, markOf, nameOfPlace, type PlaceBody, placesOf, type Rule } from '../../evidence/run.ts';
import type { Sources } from '../../sources/excerpt.ts';
import type { Lock } from '../../sources/lock.ts';
import { type KnownPlace, reviewKey } from './seen.ts';

/** A place that is not as anybody has seen it. */
export interface ChangedPlace {
  readonly place: string;
  readonly path: string;
  /** Null where the tree does not have it. */
  readonly line: number | null;
  /** The tree in which it is most like what was looked at; null where none of these is at hand. */
  readonly nearest: string | null;
  /** From there to here; all of it is new where there is nothing to compare with. */
  readonly lines: readonly DiffLine[];
}

/** The places of a rule that have changed since somebody looked, beside the nearest body that somebody looked at. */
export async function changedPlaces(
  rule: Rule,
  known: readonly KnownPlace[],
  trees: readonly string[],
  sources: Sources,
  reviews: Lock['reviews'],
): Promise<ChangedPlace[]> {
  const changed: ChangedPlace[] = [];
  for (const each of placesOf(rule)) {
    const place = nameOfPlace(each);
    const own = known.find((one) => one.place === place);
    if (own?.seen !== 'changed') continue;
    const looked = lookUp(reviews, reviewKey(rule, place)) ?? {};
    const [line, here] = linesOf(own.body);
    let best: { readonly tree: string; readonly lines: readonly DiffLine[] } | null = null;
    for (const tree of trees) {
      const body = await bodyIn(each, tree, sources);
      const mark = markOf(body);
      if (mark === null || !Object.hasOwn(looked, mark)) continue;
      const lines = compared(linesOf(body)[1], here);
      if (best === null || differing(lines) <= differing(best.lines)) best = { tree, lines };
    }
    changed.push({
      place,
      path: each.path,
      line,
      nearest: best?.tree ?? null,
      lines: best?.lines ?? compared([], here),
    });
  }
  return changed;
}

/** Comparing costs lines times lines: of two long texts only how many lines they have is told. */
const MOST_LINES = 3000;

const compared = (before: readonly string[], after: readonly string[]): readonly DiffLine[] =>
  before.length > MOST_LINES || after.length > MOST_LINES ? [] : diffLines(before, after);

const differing = (lines: readonly DiffLine[]): number => lines.filter(({ mark }) => mark !== ' ').length;

const linesOf = (body: PlaceBody): [number | null, string[]] =>
  body.state === 'there' ? [body.line, body.text.split('\n')] : [null, []];
