// Comes in: experiments, kernels, and a Host that can run a compiler and an emulator. Goes out: what each kernel answered,
// and a diagnostic for each that did not.
// Promises: a program runs only inside of an emulated machine, in a process of its own, without network and without anything of the
// host's; it ends within the limit; nothing is answered for a machine that did not say so itself.
// Refuses: an observation that is printed twice, or that looks like an address or a time.
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { lane } from '../base/lane.ts';
import { type Place, startOf } from '../base/position.ts';
import type { Tree } from '../sources/tree.ts';
import { type Compiled, compile } from './compile.ts';
import type { Experiment } from './experiment.ts';
import { findKernel, type KERNEL_PROVIDERS } from './kernels/find.ts';
import type { Kernel, KernelPhase, OwnKernel } from './kernels/kernel.ts';
import { apart, type Built, type Run, runShared, sharingMachines, whyOf } from './shared-machine.ts';
import { findToolchain } from './toolchain.ts';

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

export interface Runs {
  readonly runs: readonly Run[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Machines that are up together: each keeps one processor busy. */
const AT_ONCE = 2;

/** Runs every experiment in every kernel. Those that ask for the same machine share one, unless the order says otherwise. */
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
    const shared = {
      name: request.name,
      kernel,
      mayLack: (experiment: Experiment) => order.mayLack(experiment, request),
      isExpected: order.isExpected ?? (() => true),
      emulator: tools.emulator,
      host,
      cacheFolder: order.cacheFolder,
    };
    for (const group of order.apart ? apart(programs) : sharingMachines(programs))
      await machines.add(async () => {
        for (const outcome of await runShared(group, shared)) {
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
export type { Run } from './shared-machine.ts';
