import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Place } from '../../base/position.ts';
import type { Observations } from '../../experiments/run.ts';
import type { WrittenExperiment } from './experiments.ts';

/** An observation beside what its page expects. */
export interface SeenObservation {
  readonly name: string;
  /** Null for one that is expected and was not made. */
  readonly value: string | null;
  /** Null where nothing is expected. */
  readonly expected: string | null;
  /** Where that stands. */
  readonly place: Place | null;
  readonly fault: Diagnostic | null;
}

/**
 * Holds what a kernel answered against what the page of an experiment expects in a tree.
 *
 * @param tree null where nothing is expected of a kernel.
 */
export function comparedWith(
  { facts, placeIn, name: experiment }: WrittenExperiment,
  tree: string | null,
  observed: Observations,
): SeenObservation[] {
  const expected = tree === null ? undefined : lookUp(facts.expect, tree);
  const names = [...new Set([...Object.keys(expected ?? {}), ...Object.keys(observed)])];
  return names.map((name) => {
    const [value, wanted] = [lookUp(observed, name) ?? null, lookUp(expected, name) ?? null];
    const place =
      wanted !== null && tree !== null
        ? placeIn('expect', tree, name)
        : expected !== undefined && tree !== null
          ? placeIn('expect', tree)
          : null;
    const isFault = place !== null && value !== wanted;
    const said = value === null ? 'says nothing of it' : `says "${value}"`;
    return {
      name,
      value,
      expected: wanted,
      place,
      fault: isFault
        ? diagnose('experiment-differs', place, {
            message:
              wanted === null
                ? `${tree} ${said} to "${name}", of which ${experiment} expects nothing.`
                : `${experiment} expects "${name}: ${wanted}", and ${tree} ${said}.`,
            expected: value ?? undefined,
          })
        : null,
    };
  });
}
