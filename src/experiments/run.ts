// Comes in: experiments, kernels, and a Host that can run a compiler and an emulator. Goes out: what each kernel answered,
// and a diagnostic for each that did not.
// Promises: a program runs only inside of an emulated machine of its own, without network and without anything of the
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

/** Runs every experiment in every kernel, each in a machine of its own, so that none sees what another left behind. */
export async function runExperiments(order: RunOrder): Promise<Runs> {
  const { experiments, kernels, host } = order;
  const tools = await findToolchain(host, order.compiler);
  if ('missing' in tools) return { runs: [], diagnostics: [noTools(tools.missing, experiments)] };
  const diagnostics: Diagnostic[] = [];
  const programs = new Map<Experiment, Uint8Array>();
  for (const experiment of experiments) {
    const compiled = await host
      .withTemporaryFolder((folder) => compile(experiment, order.header, tools.compiler, folder, host))
      .catch((error: unknown) => ({ messages: [], rest: whyOf(error) }));
    if ('init' in compiled) programs.set(experiment, compiled.init);
    else diagnostics.push(...notCompiled(experiment, compiled));
  }
  const runs: Run[] = [];
  const machines = lane(AT_ONCE);
  for (const request of kernels) {
    if (programs.size === 0) break;
    const kernel = await kernelFor(request, [...programs.keys()], order);
    if (!('image' in kernel)) {
      diagnostics.push(kernel);
      continue;
    }
    let done = 0;
    const step = () =>
      order.onProgress?.({ kernel: request.name, phase: 'boot', done, total: programs.size });
    step();
    for (const [experiment, init] of programs)
      await machines.add(async () => {
        const run = await runOne({ experiment, request, init, kernel }, tools, order);
        done += 1;
        step();
        if ('release' in run) runs.push(run);
        else diagnostics.push(...run.diagnostics);
      });
  }
  await machines.done();
  return { runs, diagnostics };
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

interface OneRun {
  readonly experiment: Experiment;
  readonly request: KernelRequest;
  readonly init: Uint8Array;
  readonly kernel: Kernel;
}

async function runOne(
  { experiment, request, init, kernel }: OneRun,
  { emulator }: Toolchain,
  { host, cacheFolder, mayLack }: RunOrder,
): Promise<Run | Pick<Runs, 'diagnostics'>> {
  const told = (code: Code, message: string, detail: readonly string[] = []) => ({
    diagnostics: [
      { ...diagnose(code, startOf(experiment.file), { message }), ...(detail.length > 0 ? { detail } : {}) },
    ],
  });
  const missing = experiment.machine.modules.filter((name) => !kernel.modules.has(name));
  if (missing.length > 0 && !mayLack(experiment, request))
    return told('experiment-module', `${request.name} has no module ${missing.join(', ')}.`);
  const modules: KernelModule[] = [];
  for (const name of experiment.machine.modules)
    for (const each of kernel.modules.get(name) ?? [])
      if (!modules.some((known) => known.name === each.name)) modules.push(each);
  let booted: Booted;
  try {
    booted = await host.withTemporaryFolder(
      (folder) =>
        boot(init, { image: kernel.image, modules }, experiment.machine, { emulator, folder, host }),
      `${cacheFolder}/work`,
    );
  } catch (error) {
    return told(isDisk(error) ? 'experiment-disk' : 'experiment-ended', `${request.name}: ${whyOf(error)}.`);
  }
  const { release, observations, faults, console } = booted;
  const [fault] = faults;
  if (fault !== undefined) return told(FAULTS[fault.kind], `${request.name}: ${fault.message}`, console);
  if (booted.end !== 'ok' || release === null)
    return told('experiment-ended', `${request.name}: ${howEnded(booted)}`, console);
  if (Object.keys(observations).length === 0)
    return told('experiment-observation', `${request.name}: the program has observed nothing.`, console);
  return { experiment: experiment.name, kernel: request.name, release, observations };
}

const FAULTS = {
  repeated: 'experiment-observation',
  malformed: 'experiment-observation',
  varies: 'experiment-varies',
  module: 'experiment-module',
} as const satisfies Record<AnswerFault['kind'], Code>;

function howEnded({ release, end, stopped }: Booted): string {
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
} from './experiment.ts';
