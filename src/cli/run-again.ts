import { isDeepStrictEqual } from 'node:util';
import { diagnose } from '../base/diagnostic.ts';
import { lookUp } from '../base/look-up.ts';
import { withProgress } from '../base/node-progress.ts';
import { startOf } from '../base/position.ts';
import type { Bundle, BundledRun } from '../citations/bundle/bundle-file.ts';
import { treesOf } from '../citations/bundle/verify-bundle.ts';
import { NOT_APPLICABLE, RUN_PHASES, type Runs, runExperiments } from '../experiments/run.ts';
import { namedTrees } from './named-trees.ts';
import type { Context } from './report.ts';

export interface RunAgainOptions {
  /** Whether the experiments of the page are run again, in each kernel. */
  readonly run?: boolean;
  /** NAME=IMAGE, the reader's own kernel of a tree; without `run` they are run in these alone. */
  readonly kernel?: readonly string[];
  /** The folder with the modules of these. */
  readonly modules?: string;
  readonly cc?: string;
}

/**
 * Runs what a bundle has of experiments: in emulated machines, which a stranger's program cannot leave.
 *
 * @returns null where nothing was to be run.
 */
export async function runAgain(
  file: string,
  bundle: Bundle,
  { run = false, kernel = [], modules, cc }: RunAgainOptions,
  { host, cacheFolder }: Context,
): Promise<Runs | null> {
  const { experiments = [], header } = bundle;
  const own = namedTrees(kernel);
  const trees = treesOf(bundle);
  const place = startOf(file);
  const asked = new Set(experiments.flatMap(({ runs }) => Object.keys(runs)));
  // Whoever made the bundle chose these names, `constructor` perhaps.
  const kernels = [...asked]
    .filter((name) => run || Object.hasOwn(own, name))
    .map((name) => {
      const image = lookUp(own, name);
      return {
        name,
        tree: lookUp(trees, name) ?? null,
        own: image === undefined ? null : { image, modules: modules ?? null },
        place,
      };
    });
  const strange = Object.keys(own)
    .filter((name) => !asked.has(name))
    .map((name) =>
      diagnose('experiment-image', place, { message: `No experiment of the page was run in "${name}".` }),
    );
  if (kernels.length === 0) return strange.length === 0 ? null : { runs: [], diagnostics: strange };
  const recorded = (experiment: string, tree: string): BundledRun | undefined =>
    lookUp(experiments.find(({ name }) => name === experiment)?.runs, tree);
  const ran = await withProgress('Running experiments', RUN_PHASES, (step) =>
    runExperiments({
      experiments: experiments.map(({ name, program, machine }) => ({
        name,
        file: program.file,
        program: program.text,
        machine,
      })),
      kernels,
      mayLack: ({ name }, { name: tree }) => recorded(name, tree)?.observations[NOT_APPLICABLE] !== undefined,
      header: header?.text ?? '',
      isExpected: ({ experiment, kernel: tree, observations }) =>
        isDeepStrictEqual(recorded(experiment, tree)?.observations, observations),
      compiler: cc,
      host,
      cacheFolder,
      onProgress: ({ kernel: subject, ...rest }) => step({ subject, ...rest }),
    }),
  );
  return { ...ran, diagnostics: [...strange, ...ran.diagnostics] };
}
