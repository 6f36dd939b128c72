import type { Code } from '../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { FileNotWritten, type Host } from '../base/host.ts';
import { startOf } from '../base/position.ts';
import type { AnswerFault, ProgramAnswers } from './answers.ts';
import { type Booted, boot, type KernelModule } from './boot.ts';
import type { Experiment, Machine, Observations } from './experiment.ts';
import type { Kernel } from './kernels/kernel.ts';

/** An experiment whose program is compiled. */
export interface Built {
  readonly experiment: Experiment;
  readonly init: Uint8Array;
}

/** Programs that run in one machine, one after the other. */
export interface Shared {
  readonly machine: Machine;
  readonly programs: readonly Built[];
}

/** What one kernel answered to one experiment. */
export interface Run {
  readonly experiment: string;
  readonly kernel: string;
  /** Of the kernel, as it reported itself. */
  readonly release: string;
  readonly observations: Observations;
}

/** What one kernel answered, or why it did not. */
export type Outcome = Run | { readonly diagnostic: Diagnostic };

export interface SharedOrder {
  /** What the kernel is called. */
  readonly name: string;
  readonly kernel: Kernel;
  /** Whether it may lack a module that an experiment names. */
  mayLack(experiment: Experiment): boolean;
  /** Whether an answer is the one that is expected; another counts only from a machine of its own. */
  isExpected(run: Run): boolean;
  readonly emulator: string;
  readonly host: Host;
  readonly cacheFolder: string;
}

/** Programs of one machine; each takes memory of it, and costs the others time if it hangs. */
const MOST_TOGETHER = 16;

/** Puts programs together that ask for the same machine, and leave nothing behind in it. */
export function sharingMachines(programs: readonly Built[]): Shared[] {
  const groups = Map.groupBy(programs, ({ experiment: { name, machine } }) =>
    JSON.stringify(machine.alone ? [name] : machine),
  );
  return [...groups.values()].flatMap((group) =>
    group.flatMap(({ experiment: { machine } }, index) =>
      index % MOST_TOGETHER === 0 ? [{ machine, programs: group.slice(index, index + MOST_TOGETHER) }] : [],
    ),
  );
}

/** A machine for each program. */
export const apart = (programs: readonly Built[]): Shared[] =>
  programs.map((each) => ({ machine: each.experiment.machine, programs: [each] }));

/**
 * Runs programs in one machine. What does not come to a good end there, or answers otherwise than expected, is run again in a
 * machine of its own, and only that counts.
 */
export async function runShared(shared: Shared, order: SharedOrder): Promise<readonly Outcome[]> {
  const together = await runIn(shared, order);
  const { machine, programs } = shared;
  if (programs.length === 1) return together;
  const outcomes: Outcome[] = [];
  for (const [index, outcome] of together.entries()) {
    const isGood = 'release' in outcome && order.isExpected(outcome);
    const again = { machine, programs: programs.slice(index, index + 1) };
    outcomes.push(...(isGood ? [outcome] : await runIn(again, order)));
  }
  return outcomes;
}

/** Boots one machine. */
async function runIn({ machine, programs }: Shared, order: SharedOrder): Promise<readonly Outcome[]> {
  const missing = machine.modules.filter((name) => !order.kernel.modules.has(name));
  const able = programs.filter(({ experiment }) => missing.length === 0 || order.mayLack(experiment));
  const booted = able.length === 0 ? null : await bootFor(able, machine, order);
  return programs.map((each) =>
    booted !== null && able.includes(each)
      ? outcomeOf(each, booted, able.indexOf(each), order)
      : refused(each, order, 'experiment-module', ` has no module ${missing.join(', ')}.`),
  );
}

/** What came of a machine; or why there was none. */
type Started = Booted | { readonly error: unknown };

function bootFor(
  programs: readonly Built[],
  machine: Machine,
  { kernel, emulator, host, cacheFolder }: SharedOrder,
): Promise<Started> {
  const modules: KernelModule[] = [];
  for (const name of machine.modules)
    for (const each of kernel.modules.get(name) ?? [])
      if (!modules.some((known) => known.name === each.name)) modules.push(each);
  const inits = programs.map(({ init }) => init);
  return host
    .withTemporaryFolder(
      (folder) => boot(inits, { image: kernel.image, modules }, machine, { emulator, folder, host }),
      `${cacheFolder}/work`,
    )
    .catch((error: unknown) => ({ error }));
}

/** @param number of the program among those of the machine. */
function outcomeOf(built: Built, booted: Started, number: number, order: SharedOrder): Outcome {
  if ('error' in booted) {
    const { error } = booted;
    // A disk that takes no more, or nothing at all.
    const code = error instanceof FileNotWritten ? 'experiment-disk' : 'experiment-ended';
    return refused(built, order, code, `: ${whyOf(error)}.`);
  }
  const { release, console } = booted;
  const answers = booted.programs.get(number);
  const [fault] = [...booted.faults, ...(answers?.faults ?? [])];
  if (fault !== undefined) return refused(built, order, FAULTS[fault.kind], `: ${fault.message}`, console);
  if (answers?.end !== 'ok' || release === null)
    return refused(built, order, 'experiment-ended', `: ${howEnded(booted, answers)}`, console);
  const { observations } = answers;
  if (Object.keys(observations).length === 0)
    return refused(built, order, 'experiment-observation', ': the program has observed nothing.', console);
  return { experiment: built.experiment.name, kernel: order.name, release, observations };
}

/** @param message goes on from the kernel's name. */
const refused = (
  { experiment: { file } }: Built,
  { name }: SharedOrder,
  code: Code,
  message: string,
  detail: readonly string[] = [],
): Outcome => ({
  diagnostic: {
    ...diagnose(code, startOf(file), { message: `${name}${message}` }),
    ...(detail.length > 0 ? { detail } : {}),
  },
});

const FAULTS = {
  repeated: 'experiment-observation',
  malformed: 'experiment-observation',
  varies: 'experiment-varies',
  module: 'experiment-module',
} as const satisfies Record<AnswerFault['kind'], Code>;

function howEnded({ release, stopped }: Booted, answers: ProgramAnswers | undefined): string {
  const end = answers?.end ?? null;
  if (end === null && stopped !== null) {
    const what =
      release === null ? 'the kernel has not come as far as the program' : 'the program has not ended';
    return `${what}: ${stopped}.`;
  }
  if (end === null)
    return release === null
      ? 'the machine ended before the program began; its console may show why.'
      : 'the machine ended before the program did; its console may show a panic.';
  if (end.startsWith('signal')) return `the program was ended by ${end}.`;
  return 'a step of the program that is not in question failed; its console says which.';
}

/** What an error says of itself. */
export const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
