// Comes in: experiments, kernels, and a Host that can run a compiler and an emulator. Goes out: what each kernel answered,
// and a diagnostic for each that did not.
// Promises: a program runs only inside of an emulated machine, in a process of its own, without network and without anything of the
// host's; it ends within the limit; nothing is answered for a machine that did not say so itself.
// Refuses: an observation that is printed twice, or that looks like an address or a time.
import type { Code } from '../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { FileNotWritten, type Host } from '../base/host.ts';
import { lane } from '../base/lane.ts';
import { type Place, startOf } from '../base/position.ts';
import type { Tree } from '../sources/tree.ts';
import type { AnswerFault } from './answers.ts';
import { type Booted, boot, type KernelModule } from './boot.ts';
import { type Compiled, compile } from './compile.ts';
import type { Experiment, Observations } from './experiment.ts';
import { findKernel, type KERNEL_PROVIDERS } from './kernels/find.ts';
import type { Kernel, KernelPhase, OwnKernel } from './kernels/kernel.ts';
import { findToolchain, type Toolchain } from './toolchain.ts';

/** A kernel that experiments are to be run in. */
export interface KernelRequest {
  /** Name of a tree, or what the user calls a kernel of their own. */
  readonly name: string;
  readonly tree: Tree | null;
  readonly own: OwnKernel | null;
  /** Where it is named. */
  readonly place: Place;
}

export interface RunOrder {
  readonly experiments: readonly Experiment[];
  readonly kernels: readonly KernelRequest[];
  /** Whether a kernel may lack a module that an experiment names: its program will say so. */
  mayLack(experiment: Experiment, kernel: KernelRequest): boolean;
  /** Text of the support header. */
  readonly header: string;
  /** Whether an answer is the one that a page expects; without it, every answer will do. */
  readonly isExpected?: (run: Run) => boolean;
  /** Whether each experiment is to have a machine of its own, though it could share one. */
  readonly apart?: boolean | undefined;
  /** A compiler that the user asks for. */
  readonly compiler?: string | undefined;
  readonly host: Host;
  readonly cacheFolder: string;
  readonly kernelProviders?: typeof KERNEL_PROVIDERS;
  readonly onProgress?: (step: RunStep) => void;
}

/** Where a run stands; programs are compiled, kernels fetched, machines booted. */
export interface RunStep {
  readonly kernel: string;
  readonly phase: RunPhase;
  readonly done: number;
  readonly total: number;
}

export const RUN_PHASES = ['download', 'unpack', 'boot'] as const;
export type RunPhase = KernelPhase | 'boot';

/** What one kernel answered to one experiment. */
export interface Run {
  readonly experiment: string;
  readonly kernel: string;
  /** Of the kernel, as it reported itself. */
  readonly release: string;
  readonly observations: Observations;
}

export interface Runs {
  readonly runs: readonly Run[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Machines that are up together: each keeps one processor busy. */
const AT_ONCE = 2;
/** Programs of one machine; each takes memory of it, and costs the others time if it hangs. */
const MOST_TOGETHER = 16;

/**
 * Runs every experiment in every kernel. Those that ask for the same machine share one, one after the other. What does not come
 * to a good end there, or answers otherwise than expected, is run again in a machine of its own, and only that counts.
 */
export async function runExperiments(order: RunOrder): Promise<Runs> {
  const { experiments, kernels, host } = order;
  const tools = await findToolchain(host, order.compiler);
  if ('missing' in tools) return { runs: [], diagnostics: [noTools(tools.missing, experiments)] };
  const diagnostics: Diagnostic[] = [];
  const programs: Built[] = [];
  for (const experiment of experiments) {
    const compiled = await host
      .withTemporaryFolder((folder) => compile(experiment, order.header, tools.compiler, folder, host))
      .catch((error: unknown) => ({ messages: [], rest: whyOf(error) }));
    if ('init' in compiled) programs.push({ experiment, init: compiled.init });
    else diagnostics.push(...notCompiled(experiment, compiled));
  }
  const runs: Run[] = [];
  const machines = lane(AT_ONCE);
  for (const request of kernels) {
    if (programs.length === 0) break;
    const kernel = await kernelFor(
      request,
      programs.map(({ experiment }) => experiment),
      order,
    );
    if (!('image' in kernel)) {
      diagnostics.push(kernel);
      continue;
    }
    let done = 0;
    const step = () =>
      order.onProgress?.({ kernel: request.name, phase: 'boot', done, total: programs.length });
    step();
    for (const group of order.apart ? programs.map((each) => [each]) : sharingMachines(programs))
      await machines.add(async () => {
        for (const outcome of await runGroup(group, { request, kernel }, tools, order)) {
          done += 1;
          if ('release' in outcome) runs.push(outcome);
          else diagnostics.push(outcome.diagnostic);
        }
        step();
      });
  }
  await machines.done();
  return { runs, diagnostics };
}

interface Built {
  readonly experiment: Experiment;
  readonly init: Uint8Array;
}

/** Programs that ask for the same machine, and leave nothing behind in it. */
function sharingMachines(programs: readonly Built[]): readonly (readonly Built[])[] {
  const groups = Map.groupBy(programs, ({ experiment: { name, machine } }) =>
    JSON.stringify(machine.alone ? [name] : machine),
  );
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / MOST_TOGETHER) }, (_, index) =>
      group.slice(index * MOST_TOGETHER, (index + 1) * MOST_TOGETHER),
    ),
  );
}

/** What one kernel answered, or why it did not. */
type Outcome = Run | { readonly diagnostic: Diagnostic };

async function runGroup(
  group: readonly Built[],
  machine: OneMachine,
  tools: Toolchain,
  order: RunOrder,
): Promise<readonly Outcome[]> {
  const together = await runIn(group, machine, tools, order);
  if (group.length === 1) return together;
  const outcomes: Outcome[] = [];
  for (const [index, outcome] of together.entries()) {
    const one = group[index];
    const isGood = 'release' in outcome && (order.isExpected?.(outcome) ?? true);
    outcomes.push(...(isGood || !one ? [outcome] : await runIn([one], machine, tools, order)));
  }
  return outcomes;
}

async function kernelFor(
  { name, tree, own, place }: KernelRequest,
  experiments: readonly Experiment[],
  { host, cacheFolder, kernelProviders, onProgress = () => {} }: RunOrder,
): Promise<Kernel | Diagnostic> {
  const modules = [...new Set(experiments.flatMap(({ machine }) => machine.modules))].sort();
  const found = await findKernel(
    {
      treeName: name,
      tree,
      own,
      modules,
      host,
      onProgress: (step) => onProgress({ kernel: name, ...step }),
    },
    cacheFolder,
    kernelProviders,
  );
  if ('image' in found) return found;
  return diagnose('experiment-image', place, {
    message: `There is no kernel for ${name}: ${found.reasons.join('; ')}.`,
  });
}

interface OneMachine {
  readonly request: KernelRequest;
  readonly kernel: Kernel;
}

/** Boots one machine for programs that all ask for it. */
async function runIn(
  programs: readonly Built[],
  { request, kernel }: OneMachine,
  { emulator }: Toolchain,
  { host, cacheFolder, mayLack }: RunOrder,
): Promise<readonly Outcome[]> {
  const told = (
    { experiment }: Built,
    code: Code,
    message: string,
    detail: readonly string[] = [],
  ): Outcome => ({
    diagnostic: {
      ...diagnose(code, startOf(experiment.file), { message: `${request.name}${message}` }),
      ...(detail.length > 0 ? { detail } : {}),
    },
  });
  const needs = programs[0]?.experiment.machine ?? NO_MACHINE;
  const missing = needs.modules.filter((name) => !kernel.modules.has(name));
  const lacking = missing.length === 0 ? [] : programs.filter((each) => !mayLack(each.experiment, request));
  const able = programs.filter((each) => !lacking.includes(each));
  const modules: KernelModule[] = [];
  for (const name of needs.modules)
    for (const each of kernel.modules.get(name) ?? [])
      if (!modules.some((known) => known.name === each.name)) modules.push(each);
  const booted =
    able.length === 0
      ? null
      : await host
          .withTemporaryFolder(
            (folder) =>
              boot(
                able.map(({ init }) => init),
                { image: kernel.image, modules },
                needs,
                { emulator, folder, host },
              ),
            `${cacheFolder}/work`,
          )
          .catch((error: unknown) => ({ error }));
  return programs.map((each) => {
    if (booted === null || !able.includes(each))
      return told(each, 'experiment-module', ` has no module ${missing.join(', ')}.`);
    if ('error' in booted) {
      const { error } = booted;
      return told(each, isDisk(error) ? 'experiment-disk' : 'experiment-ended', `: ${whyOf(error)}.`);
    }
    const { release, console } = booted;
    const answers = booted.programs.get(able.indexOf(each));
    const [fault] = [...booted.faults, ...(answers?.faults ?? [])];
    if (fault !== undefined) return told(each, FAULTS[fault.kind], `: ${fault.message}`, console);
    if (answers?.end !== 'ok' || release === null)
      return told(each, 'experiment-ended', `: ${howEnded(booted, answers?.end ?? null)}`, console);
    const { observations } = answers;
    if (Object.keys(observations).length === 0)
      return told(each, 'experiment-observation', ': the program has observed nothing.', console);
    return { experiment: each.experiment.name, kernel: request.name, release, observations };
  });
}

const NO_MACHINE: Experiment['machine'] = { modules: [], cpu: 'max', memory: 512 };

const FAULTS = {
  repeated: 'experiment-observation',
  malformed: 'experiment-observation',
  varies: 'experiment-varies',
  module: 'experiment-module',
} as const satisfies Record<AnswerFault['kind'], Code>;

function howEnded({ release, stopped }: Booted, end: string | null): string {
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

function noTools(missing: readonly string[], experiments: readonly Experiment[]): Diagnostic {
  return diagnose('experiment-tools', startOf(experiments[0]?.file ?? ''), {
    message: `This machine lacks ${missing.join(' and ')}.`,
  });
}

function notCompiled({ file }: Experiment, { messages, rest }: Exclude<Compiled, { init: Uint8Array }>) {
  if (messages.length > 0)
    return messages.map(({ line, column, message }) =>
      diagnose('experiment-compile', { file, line, column }, { message: `The compiler says: ${message}.` }),
    );
  const last = rest.trim().split('\n').at(-1) ?? '';
  return [diagnose('experiment-compile', startOf(file), { message: `The compiler says: ${last}.` })];
}

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A disk that takes no more, or nothing at all. */
const isDisk = (error: unknown): boolean => error instanceof FileNotWritten;

export {
  digestOf,
  type Experiment,
  HEADER,
  Machine,
  NAME,
  NOT_APPLICABLE,
  type Observations,
  ownImage,
} from './experiment.ts';
