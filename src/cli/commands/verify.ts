import { isDeepStrictEqual } from 'node:util';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { withProgress } from '../../base/node-progress.ts';
import { lineMap, startOf } from '../../base/position.ts';
import { type Bundle, readBundle } from '../../citations/bundle/bundle-file.ts';
import type { Finding } from '../../citations/bundle/finding.ts';
import { treesOf, verifyBundle, wantedByBundle } from '../../citations/bundle/verify-bundle.ts';
import { NOT_RUN } from '../../citations/bundle/verify-experiments.ts';
import { NOT_APPLICABLE, RUN_PHASES, type Run, type Runs, runExperiments } from '../../experiments/run.ts';
import { type MailFile, readMail } from '../../mail/read.ts';
import { readConversation } from '../../quoting/conversation.ts';
import { HERE_ONLY, openSources } from '../../sources/excerpt.ts';
import { findingsAsText, grouped } from '../findings-text.ts';
import { namedMail } from '../mail-files.ts';
import { namedTrees } from '../named-trees.ts';
import { diagnosticsAsJson } from '../output/json.ts';
import type { Context, Report } from '../report.ts';

export interface VerifyOptions {
  /** Mail files and folders of them. */
  readonly mail?: readonly string[];
  /** NAME=PATH, or NAME=GIT#REF. */
  readonly tree?: readonly string[];
  /** Whether the experiments of the page are run again, in each kernel. */
  readonly run?: boolean;
  /** NAME=IMAGE, the reader's own kernel of a tree; without `run` they are run in these alone. */
  readonly kernel?: readonly string[];
  /** The folder with the modules of these. */
  readonly modules?: string;
  readonly cc?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `postil verify FILE`: checks what a page claims against the reader's own mail and trees, without the site. */
export async function verify(file: string, options: VerifyOptions, context: Context): Promise<Report> {
  const { strict = false, json = false } = options;
  const bytes = await context.host.read(file);
  const text = new TextDecoder().decode(bytes ?? new Uint8Array());
  const bundle = bytes === null ? noSuchFile(file) : readBundle(file, text);
  if ('code' in bundle)
    return { output: json ? diagnosticsAsJson([bundle]) : null, diagnostics: [bundle], quiet: json };
  const { findings, faults } = await checked(file, bundle, options, context);
  // A program reads of each claim by itself; a person would read the same sentence a hundred times.
  const groups = json ? findings.map((finding) => [finding]) : grouped(findings);
  const named = namedTrees(options.tree ?? []);
  const diagnostics = [...faults, ...groups.flatMap((group) => told(group, named, file, text))];
  const count = (state: Finding['state']) => findings.filter((each) => each.state === state).length;
  const counts = { holds: count('holds'), refuted: count('refuted'), unchecked: count('unchecked') };
  return {
    output: json
      ? diagnosticsAsJson(diagnostics, { page: bundle.page, ...counts })
      : findingsAsText(bundle.title, findings),
    diagnostics,
    strict,
    quiet: json,
  };
}

const noSuchFile = (file: string): Diagnostic =>
  diagnose('bundle-invalid', startOf(file), {
    message: 'There is no such file.',
    fix: 'Correct the path; the evidence is downloaded from the page, and its name ends with .evidence.json.',
  });

async function checked(
  file: string,
  bundle: Bundle,
  options: VerifyOptions,
  context: Context,
): Promise<{ readonly findings: readonly Finding[]; readonly faults: readonly Diagnostic[] }> {
  const { mail = [], tree = [] } = options;
  const { host, cacheFolder } = context;
  const faults: Diagnostic[] = [];
  const files = (async function* (): AsyncGenerator<MailFile> {
    for await (const each of namedMail(mail, host)) {
      if ('bytes' in each) yield each;
      else faults.push(each);
    }
  })();
  const read = await readMail(files);
  const overrides = namedTrees(tree);
  const named = Object.keys(overrides);
  const wanted = wantedByBundle(bundle).filter((each) => named.includes(each.tree));
  const trees = treesOf(bundle);
  const sources = await openSources(wanted, { trees, host, cacheFolder, overrides, providers: HERE_ONLY });
  const ran = await runAgain(file, bundle, options, context);
  const findings = await verifyBundle(bundle, readConversation(read.messages).messages, sources, named, ran);
  return { findings, faults: [...faults, ...read.diagnostics, ...(ran?.diagnostics ?? [])] };
}

/** Runs what a bundle has of experiments: in emulated machines, which a stranger's program cannot leave. */
async function runAgain(
  file: string,
  bundle: Bundle,
  { run = false, kernel = [], modules, cc }: VerifyOptions,
  { host, cacheFolder }: Context,
): Promise<Runs | null> {
  const { experiments = [], header } = bundle;
  const own = namedTrees(kernel);
  const trees = treesOf(bundle);
  const place = startOf(file);
  const kernels = [...new Set(experiments.flatMap(({ runs }) => Object.keys(runs)))]
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
    .filter((name) => !kernels.some((each) => each.name === name))
    .map((name) =>
      diagnose('experiment-image', place, { message: `No experiment of the page was run in "${name}".` }),
    );
  if (kernels.length === 0) return strange.length === 0 ? null : { runs: [], diagnostics: strange };
  const ran = await withProgress('Running experiments', RUN_PHASES, (step) =>
    runExperiments({
      experiments: experiments.map(({ name, program, machine }) => ({
        name,
        file: program.file,
        program: program.text,
        machine,
      })),
      kernels,
      mayLack: ({ name }, { name: tree }) => lacks(experiments, name, tree),
      header: header?.text ?? '',
      isExpected: (one) => isRecorded(experiments, one),
      compiler: cc,
      host,
      cacheFolder,
      onProgress: ({ kernel: subject, ...rest }) => step({ subject, ...rest }),
    }),
  );
  return { ...ran, diagnostics: [...strange, ...ran.diagnostics] };
}

const isRecorded = (
  experiments: NonNullable<Bundle['experiments']>,
  { experiment, kernel, observations }: Run,
) =>
  isDeepStrictEqual(
    lookUp(experiments.find(({ name }) => name === experiment)?.runs, kernel)?.observations,
    observations,
  );

const lacks = (experiments: NonNullable<Bundle['experiments']>, name: string, tree: string): boolean =>
  lookUp(experiments.find((each) => each.name === name)?.runs, tree)?.observations[NOT_APPLICABLE] !==
  undefined;

/** Claims of which the same is to be said, at the place of the first. */
function told(
  group: readonly Finding[],
  named: Readonly<Record<string, string>>,
  file: string,
  text: string,
): Diagnostic[] {
  const [first] = group;
  if (!first || first.state === 'holds') return [];
  const place = lineMap(file, text).placeAt(Math.max(0, text.indexOf(`"${first.mark}"`)));
  const code = first.state === 'refuted' ? 'bundle-refuted' : 'bundle-unchecked';
  const fix = first.state === 'refuted' ? undefined : remedy(first, named);
  const about = first.tree === null ? 'mail' : first.tree;
  if (group.length === 1) return [diagnose(code, place, { message: `${first.claim}: ${first.why}.`, fix })];
  const message = `${group.length} claims about ${about} are not checked: ${first.why}.`;
  const rest = group.length - LISTED;
  const detail = [
    ...group.slice(0, LISTED).map(({ claim }) => claim),
    ...(rest > 0 ? [`and ${rest} more, which --json lists`] : []),
  ];
  return [{ ...diagnose(code, place, { message, fix }), detail }];
}

/** What the reader may name beside what was named; undefined where that is not what was missing. */
function remedy({ tree, why }: Finding, named: Readonly<Record<string, string>>): string | undefined {
  if (why === NOT_RUN) return 'Run the experiments again with --run, or with an image of your own.';
  if (tree === null) return 'Name the mail that has the message with --mail.';
  return Object.hasOwn(named, tree)
    ? undefined
    : `Name a folder, or a git repository PATH#REF, with --tree ${tree}=PATH.`;
}

/** Claims of a group that are named: enough to know which they are. */
const LISTED = 5;
