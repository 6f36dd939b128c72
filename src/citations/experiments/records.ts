import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { startOf } from '../../base/position.ts';
import { digestOf, type Run } from '../../experiments/run.ts';
import type { Lock, LockedRun } from '../../sources/lock.ts';
import type { WrittenExperiment } from './experiments.ts';

export interface NewRecords {
  readonly records: Lock['experiments'];
  /** What is not the same as the time before, though nothing was changed. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The lock's name for what one kernel answered to one experiment. */
export const recordKey = (experiment: string, tree: string): string => `${experiment} ${tree}`;

/**
 * The records that a lock is to have: what was run just now, and what was known of others. What is as it was keeps its day.
 *
 * @param all whether every experiment was run: then what belongs to none is dropped.
 */
export function newRecords(
  runs: readonly Run[],
  experiments: readonly WrittenExperiment[],
  {
    trees,
    old,
    all,
    header,
    today,
  }: {
    readonly trees: readonly string[];
    readonly old: Lock['experiments'];
    readonly all: boolean;
    readonly header: string;
    readonly today: string;
  },
): NewRecords {
  const diagnostics: Diagnostic[] = [];
  const known = new Set(experiments.flatMap(({ name }) => trees.map((tree) => recordKey(name, tree))));
  const records: Record<string, LockedRun> = Object.fromEntries(
    Object.entries(old).filter(([key]) => !all || known.has(key)),
  );
  for (const { experiment, kernel, release, observations } of runs) {
    const written = experiments.find(({ name }) => name === experiment);
    if (!written || !trees.includes(kernel)) continue;
    const key = recordKey(experiment, kernel);
    const before = lookUp(old, key);
    const sha256 = digestOf({ program: written.program, machine: written.facts.needs }, header);
    const isSame = before?.sha256 === sha256 && before.release === release;
    const varying = isSame ? namesOf(observations, before.observations) : [];
    if (varying.length > 0)
      diagnostics.push(
        diagnose('experiment-varies', startOf(written.file), {
          message: `${kernel} answered otherwise before, to the same program: ${varying.join(', ')}.`,
        }),
      );
    records[key] = isSame ? before : { sha256, release, observations, date: today };
  }
  return { records, diagnostics };
}

/** Names of observations that are not the same in both. */
const namesOf = (a: LockedRun['observations'], b: LockedRun['observations']): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => lookUp(a, name) !== lookUp(b, name));
