import { type Diagnostic, diagnose, errorsIn } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import { withProgress } from '../../base/node-progress.ts';
import { type Place, startOf } from '../../base/position.ts';
import { counted } from '../../base/print.ts';
import { comparedWith, type SeenObservation } from '../../citations/experiments/compared.ts';
import {
  headerText,
  readExperiments,
  type WrittenExperiment,
} from '../../citations/experiments/experiments.ts';
import { newRecords } from '../../citations/experiments/records.ts';
import { readPages } from '../../citations/page/pages.ts';
import { lockFile, readOldLock } from '../../citations/verify.ts';
import { closestName } from '../../citations/words/closest.ts';
import {
  type KernelRequest,
  NOT_APPLICABLE,
  RUN_PHASES,
  type Run,
  runExperiments,
} from '../../experiments/run.ts';
import { lockAsJson } from '../../sources/lock.ts';
import type { Trees } from '../../sources/tree.ts';
import { readTrees } from '../../sources/trees-file.ts';
import { namedTrees } from '../named-trees.ts';
import type { Context, Report } from '../report.ts';

export interface ExperimentOptions {
  readonly content: string;
  /** Names of trees; by default all that have a kernel. */
  readonly tree?: readonly string[];
  readonly update?: boolean;
  /** NAME=IMAGE, kernels of the user's own. */
  readonly kernel?: readonly string[];
  /** The folder with the modules of these. */
  readonly modules?: string;
  /** The tree whose expectations a kernel of one's own is held against. */
  readonly as?: string;
  /** A machine of its own for each experiment in each kernel. */
  readonly apart?: boolean;
  readonly cc?: string;
  readonly json?: boolean;
}

/**
 * `postil experiment [NAME…]`: boots kernels in an emulated machine, runs programs in them, and holds what they answer against
 * what their pages expect. With --update the lock records it, unless anything is wrong with a run.
 */
export async function experiment(
  names: readonly string[],
  options: ExperimentOptions,
  { host, cacheFolder }: Context,
): Promise<Report> {
  const { content, update = false, json = false } = options;
  const read = await readAll(content, host);
  const chosen = chosenExperiments(names, read.experiments, content);
  const kernels = chosenKernels(options, read.trees, read.placeOfTree);
  const before = [...errorsIn(read.diagnostics), ...chosen.diagnostics, ...kernels.diagnostics];
  if (before.length > 0) return { output: null, diagnostics: before };
  const told = (kernel: string): string | null =>
    Object.hasOwn(read.trees, kernel) ? kernel : (options.as ?? null);
  const { runs, diagnostics } = await withProgress('Running experiments', RUN_PHASES, (step) =>
    runExperiments({
      experiments: chosen.experiments.map(asRun),
      kernels: kernels.requests,
      mayLack: ({ name }, kernel) => isNotApplicable(name, told(kernel.name), chosen.experiments),
      header: read.header,
      isExpected: (run) => isAsExpected(run, told(run.kernel), chosen.experiments),
      apart: options.apart,
      compiler: options.cc,
      host,
      cacheFolder,
      onProgress: ({ kernel, ...rest }) => step({ subject: kernel, ...rest }),
    }),
  );
  const seen = chosen.experiments.flatMap((written) =>
    kernels.requests.flatMap(({ name }) => {
      const run = runs.find((each) => each.experiment === written.name && each.kernel === name);
      return run ? [{ written, run, observations: comparedWith(written, told(name), run.observations) }] : [];
    }),
  );
  const differences = seen.flatMap(({ observations }) => observations.flatMap(({ fault }) => fault ?? []));
  const records = update
    ? await recorded(runs, names, read, diagnostics, { content, host })
    : { diagnostics: [], words: [] };
  return {
    output: json ? asJson(seen) : [...seen.flatMap(block), '', countsOf(seen), ...records.words].join('\n'),
    diagnostics: [...diagnostics, ...records.diagnostics, ...differences],
  };
}

async function readAll(content: string, host: Host) {
  const [pages, forest, lock, header] = await Promise.all([
    readPages(content, host),
    readTrees(`${content}/trees.yaml`, host),
    readOldLock(content, host),
    headerText(host),
  ]);
  const experiments = await readExperiments(pages.verified, Object.keys(forest.trees), host);
  return {
    experiments: experiments.verified,
    trees: forest.trees,
    placeOfTree: forest.placeOf,
    header,
    diagnostics: [
      ...pages.diagnostics.filter(({ place }) => place.file.startsWith(`${content}/experiments/`)),
      ...forest.diagnostics,
      ...lock.diagnostics,
      ...experiments.diagnostics,
    ],
  };
}

type Read = Awaited<ReturnType<typeof readAll>>;

function chosenExperiments(names: readonly string[], all: readonly WrittenExperiment[], content: string) {
  const known = all.map(({ name }) => name);
  const diagnostics = names
    .filter((name) => !known.includes(name))
    .map((name) =>
      diagnose('experiment-unknown', startOf(`${content}/experiments`), {
        message: `There is no experiment "${name}".`,
        closest: closestName(name, known),
      }),
    );
  if (all.length === 0 && diagnostics.length === 0)
    diagnostics.push(
      diagnose('experiment-unknown', startOf(`${content}/experiments`), {
        message: 'There are no experiments.',
      }),
    );
  return {
    experiments: names.length === 0 ? all : all.filter(({ name }) => names.includes(name)),
    diagnostics,
  };
}

/** Those of the command line; without any, every tree that a kernel can be had of. */
function chosenKernels(
  { tree = [], kernel = [], modules, as, content }: ExperimentOptions,
  trees: Trees,
  placeOf: (tree: string) => Place,
): { readonly requests: readonly KernelRequest[]; readonly diagnostics: readonly Diagnostic[] } {
  const named = as === undefined ? tree : [...tree, as];
  const diagnostics = named
    .filter((name) => !Object.hasOwn(trees, name))
    .map((name) =>
      diagnose('experiment-unknown-tree', startOf(`${content}/trees.yaml`), {
        message: `There is no tree "${name}".`,
        closest: closestName(name, Object.keys(trees)),
        expected: Object.keys(trees).join(', '),
      }),
    );
  const own = Object.entries(namedTrees(kernel)).map(([name, image]) => ({
    name,
    tree: lookUp(trees, name) ?? null,
    own: { image, modules: modules ?? null },
    // An image has no line that could be shown.
    place: startOf(`${content}/experiments`),
  }));
  const all = Object.keys(trees).filter((name) => lookUp(trees, name)?.kernel !== undefined);
  const wanted = tree.length > 0 ? tree : own.length > 0 ? [] : all;
  const requests = wanted
    .filter((name) => !own.some((each) => each.name === name))
    .map((name) => ({ name, tree: lookUp(trees, name) ?? null, own: null, place: placeOf(name) }));
  if (own.length + requests.length === 0 && diagnostics.length === 0)
    diagnostics.push(
      diagnose('experiment-image', startOf(`${content}/trees.yaml`), { message: 'No tree names a kernel.' }),
    );
  return { requests: [...requests, ...own], diagnostics };
}

const asRun = ({ name, file, program, facts }: WrittenExperiment) => ({
  name,
  file,
  program,
  machine: facts.needs,
});

const isNotApplicable = (name: string, tree: string | null, all: readonly WrittenExperiment[]): boolean =>
  tree !== null &&
  lookUp(all.find((each) => each.name === name)?.facts.expect, tree)?.[NOT_APPLICABLE] !== undefined;

const isAsExpected = (run: Run, tree: string | null, all: readonly WrittenExperiment[]): boolean => {
  const written = all.find(({ name }) => name === run.experiment);
  return !written || comparedWith(written, tree, run.observations).every(({ fault }) => fault === null);
};

/**
 * Nothing is written while anything is wrong with a run. The lock is read once more: machines take minutes, and something else
 * may have been recorded meanwhile.
 */
async function recorded(
  runs: readonly Run[],
  names: readonly string[],
  { experiments, trees, header }: Read,
  faults: readonly Diagnostic[],
  { content, host }: { readonly content: string; readonly host: Host },
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly words: readonly string[] }> {
  const left = ['the lock is left as it was'];
  if (errorsIn(faults).length > 0) return { diagnostics: [], words: left };
  const file = lockFile(content);
  return await host.alone(file, async () => {
    const {
      verified: { lock },
      diagnostics,
    } = await readOldLock(content, host);
    if (diagnostics.length > 0) return { diagnostics, words: left };
    const made = newRecords(runs, experiments, {
      trees: Object.keys(trees),
      old: lock.experiments,
      all: names.length === 0,
      header,
      today: new Date().toISOString().slice(0, 10),
    });
    if (made.diagnostics.length > 0) return { diagnostics: made.diagnostics, words: left };
    const text = lockAsJson({ ...lock, experiments: made.records });
    await host.write(file, new TextEncoder().encode(text));
    return { diagnostics: [], words: [`wrote ${file}`] };
  });
}

interface Seen {
  readonly written: WrittenExperiment;
  readonly run: Run;
  readonly observations: readonly SeenObservation[];
}

/** `  the pipe holds: old   as expected in content/…/index.mdx:14` */
function block({ written, run, observations }: Seen): string[] {
  const words = observations.map(({ name, value }) => `${name}: ${value ?? 'nothing'}`);
  const width = Math.max(...words.map(({ length }) => length));
  return [
    `${written.name}  ${run.kernel} (${run.release})`,
    ...observations.map(({ expected, place }, index) => {
      const at = place === null ? '' : `  ${place.file}:${place.line}`;
      const sign =
        expected === null
          ? ''
          : expected === observations[index]?.value
            ? 'as expected'
            : `not "${expected}"`;
      return `  ${(words[index] ?? '').padEnd(width)}  ${sign}${at}`.trimEnd();
    }),
  ];
}

function countsOf(seen: readonly Seen[]): string {
  const not = seen.filter(({ run }) => NOT_APPLICABLE in run.observations).length;
  const wrong = seen.flatMap(({ observations }) => observations.filter(({ fault }) => fault !== null)).length;
  const differ = wrong === 0 ? 'all as expected' : `${counted(wrong, 'observation')} otherwise than expected`;
  return `${counted(seen.length, 'run')}, ${not} not applicable; ${differ}`;
}

const asJson = (seen: readonly Seen[]): string =>
  JSON.stringify(
    {
      version: 1,
      runs: seen.map(({ written, run, observations }) => ({
        experiment: written.name,
        kernel: run.kernel,
        release: run.release,
        observations: observations.map(({ name, value, expected, place }) => ({
          name,
          value,
          expected,
          at: place === null ? null : `${place.file}:${place.line}`,
          holds: expected === null ? null : expected === value,
        })),
      })),
    },
    null,
    2,
  );
