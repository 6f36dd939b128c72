import { sha256 } from '../../base/hash.ts';
import { lookUp } from '../../base/look-up.ts';
import { digestOf, type Run, type Runs } from '../../experiments/run.ts';
import type { Bundle, BundledExperiment, BundledRun } from './bundle-file.ts';
import type { Finding } from './finding.ts';

/** One hash for what the kernel of a tree answered, and to what. */
export const recordHash = (
  { name, question }: Pick<BundledExperiment, 'name' | 'question'>,
  tree: string,
  { version, release, observations, date, ran }: Omit<BundledRun, 'sha256'>,
): string =>
  sha256(JSON.stringify([name, question, tree, version, release, date, ran, Object.entries(observations)]));

/**
 * Checks what a bundle claims of experiments: that the program, the header and the machine in it are those that were run, and
 * that every record is whole. Whether a kernel does answer so only a machine can tell.
 *
 * @param ran what machines of the reader's answered just now; null where none was started.
 */
export function checkExperiments(
  { experiments = [], header }: Bundle,
  ran: Pick<Runs, 'runs' | 'diagnostics'> | null,
): Finding[] {
  const headerFault = header && sha256(header.text) === header.sha256 ? null : 'the header is another';
  return experiments.flatMap((experiment) => {
    const fault = headerFault ?? faultOf(experiment, header?.text ?? '');
    return [
      {
        claim: `${experiment.program.file} is the program of ${experiment.name} that was run`,
        tree: null,
        mark: experiment.program.sha256,
        ...(fault === null ? HOLDS : { state: 'refuted', why: fault }),
      } satisfies Finding,
      ...Object.entries(experiment.runs).map(([tree, run]) => checkRun(experiment, tree, run, ran)),
    ];
  });
}

const HOLDS = { state: 'holds', why: '' } as const;

function faultOf({ program, machine, runs }: BundledExperiment, header: string): string | null {
  if (sha256(program.text) !== program.sha256) return 'the hash beside the program is not of this program';
  const digest = digestOf({ program: program.text, machine }, header);
  const [other] = Object.entries(runs).find(([, run]) => run.ran !== digest) ?? [];
  return other === undefined ? null : `what was run in ${other} was another program, or in another machine`;
}

function checkRun(
  experiment: BundledExperiment,
  tree: string,
  run: BundledRun,
  ran: Pick<Runs, 'runs' | 'diagnostics'> | null,
): Finding {
  const { name, question } = experiment;
  const about = {
    claim: `${tree} answers to "${question}": ${inWords(run.observations)}`,
    tree,
    mark: run.sha256,
  };
  if (recordHash(experiment, tree, run) !== run.sha256)
    return { ...about, state: 'refuted', why: 'the hash beside the record is not of this record' };
  if (ran === null) return { ...about, state: 'unchecked', why: NOT_RUN };
  const now = ran.runs.find((each) => each.experiment === name && each.kernel === tree);
  if (now === undefined) return { ...about, state: 'unchecked', why: whyNot(ran) };
  const differs = difference(run, now);
  return differs === null
    ? { ...about, ...HOLDS }
    : { ...about, state: 'refuted', why: `${now.release} answers "${differs}"` };
}

/** What is said of experiments that nobody asked to run. */
export const NOT_RUN = 'no machine was started';

const whyNot = ({ diagnostics }: Pick<Runs, 'diagnostics'>): string =>
  diagnostics.length === 0 ? 'it was not run' : 'its machine has not answered';

/** The first observation that is another; null where none is. */
function difference({ observations }: BundledRun, now: Run): string | null {
  const names = new Set([...Object.keys(observations), ...Object.keys(now.observations)]);
  for (const name of names)
    if (lookUp(observations, name) !== lookUp(now.observations, name))
      return `${name}: ${lookUp(now.observations, name) ?? 'nothing'}`;
  return null;
}

const inWords = (observations: BundledRun['observations']): string =>
  Object.entries(observations)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
