import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import { type Place, startOf } from '../../base/position.ts';
import { ExperimentFacts, HEADER } from '../../experiments/experiment.ts';
import type { Page } from '../page/page.ts';
import { closestName } from '../words/closest.ts';

/** An experiment as its author wrote it, and where each part of it stands. */
export interface WrittenExperiment {
  readonly name: string;
  readonly page: Page;
  readonly facts: ExperimentFacts;
  /** The C file beside the page. */
  readonly file: string;
  readonly program: string;
  /** The place of a part of its front matter. */
  placeIn(...path: readonly PropertyKey[]): Place;
}

export const EXPERIMENTS_FOLDER = 'experiments/';

/** The support header that every program includes: a part of this package. */
export async function headerText(host: Pick<Host, 'packageFile'>): Promise<string> {
  const bytes = await host.packageFile(HEADER);
  return bytes === null ? '' : new TextDecoder().decode(bytes);
}

/** Reads the experiments among a site's pages, each with the one program that lies beside it. */
export async function readExperiments(
  pages: readonly Page[],
  trees: readonly string[],
  host: Host,
): Promise<Checked<readonly WrittenExperiment[]>> {
  const own = pages.filter(({ page }) => page.startsWith(EXPERIMENTS_FOLDER));
  const read = await Promise.all(own.map((page) => readExperiment(page, host)));
  const experiments = read.flatMap(({ verified }) => verified ?? []);
  return {
    verified: experiments,
    diagnostics: [
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...experiments.flatMap((each) => strangeTrees(each, trees)),
    ],
  };
}

async function readExperiment(page: Page, host: Host): Promise<Checked<WrittenExperiment | null>> {
  const read = page.frontmatter?.read(ExperimentFacts, 'experiment-invalid');
  if (!read) return { verified: null, diagnostics: [] };
  if (!('value' in read)) return { verified: null, diagnostics: read.diagnostics };
  const bad = (message: string) => ({
    verified: null,
    diagnostics: [diagnose('experiment-program', startOf(page.file), { message })],
  });
  const folder = page.file.slice(0, page.file.lastIndexOf('/'));
  const programs = ((await host.list(folder)) ?? []).filter(({ name }) => name.endsWith('.c'));
  const [program, second] = programs;
  if (!page.file.endsWith('/index.mdx'))
    return bad('An experiment is a folder with a page, index.mdx, and a C file.');
  if (program === undefined) return bad(`There is no C file in ${folder}.`);
  if (second !== undefined)
    return bad(`There are two C files in ${folder}: ${program.name} and ${second.name}.`);
  const file = `${folder}/${program.name}`;
  return {
    verified: {
      name: page.page.slice(EXPERIMENTS_FOLDER.length),
      page,
      facts: read.value,
      file,
      program: (await readText(file, host)) ?? '',
      placeIn: (...path) => read.placeOf(path),
    },
    diagnostics: [],
  };
}

const strangeTrees = ({ facts, placeIn }: WrittenExperiment, trees: readonly string[]): Diagnostic[] =>
  Object.keys(facts.expect)
    .filter((tree) => !trees.includes(tree))
    .map((tree) =>
      diagnose('experiment-unknown-tree', placeIn('expect', tree), {
        message: `There is no tree "${tree}".`,
        closest: closestName(tree, trees),
        expected: trees.join(', '),
      }),
    );
