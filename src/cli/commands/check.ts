import type { Diagnostic } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { whileFetching } from '../../base/node-progress.ts';
import { counted, countsAsText } from '../../base/print.ts';
import type { Drift } from '../../citations/code/drift.ts';
import type { Memory } from '../../citations/memory.ts';
import { UNBACKED } from '../../citations/prose/prose.ts';
import { namesOf } from '../../citations/quotes/carriers.ts';
import { reportOnTrees, type TreeReport } from '../../citations/rules/tree-report.ts';
import { SEAL_KINDS, type Site, type VerifiedQuote } from '../../citations/site.ts';
import { verifySite } from '../../citations/verify.ts';
import { namerOf, type Resting, restingIn } from '../../citations/who-names.ts';
import type { Verdict } from '../../evidence/run.ts';
import { readTrees } from '../../sources/trees-file.ts';
import { keptReport } from '../kept-report.ts';
import { memoryFor } from '../memory-for.ts';
import { namedTrees } from '../named-trees.ts';
import { diagnosticsAsJson } from '../output/json.ts';
import type { Context, Report } from '../report.ts';
import { reviewsFor } from '../reviews-file.ts';
import { driftsAsText, treeAsJson, treeAsText } from '../tree-text.ts';

export interface CheckOptions {
  readonly content: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  /** NAME=PATH, or NAME=GIT#REF. */
  readonly tree?: readonly string[];
  /** A tree, or true for the newest. */
  readonly drift?: string | true;
  /** Only what rests on nothing in the site. */
  readonly unbacked?: boolean;
  /** What readers found in trees of their own. */
  readonly reviews?: string;
  /** What does not make a check of a tree fail. */
  readonly allow?: readonly 'broken'[];
  /** What an earlier check left; only what changed since is looked at, and drift is not told again. */
  readonly memory?: Memory;
}

/**
 * `postil check`: every quote, excerpt and rule against its source, without building. With a tree of the reader's own,
 * which rules hold there instead; with --drift, how excerpts read in a newer tree.
 */
export async function check(options: CheckOptions, context: Context): Promise<Report> {
  const places = namedTrees(options.tree ?? []);
  const { trees, diagnostics } = await readTrees(`${options.content}/trees.yaml`, context.host);
  const hasOwn = Object.keys(places).some((name) => !lookUp(trees, name));
  // Of a trees.yaml that cannot be used nobody knows which names are its own.
  return diagnostics.length === 0 && (hasOwn || options.drift !== undefined)
    ? await checkTrees(options, places, context)
    : options.memory || Object.keys(places).length > 0
      ? await checkSite(options, places, context)
      : await keptReport(options.content, [options.strict, options.json, options.unbacked], context, () =>
          checkSite(options, places, context),
        );
}

async function checkSite(
  options: CheckOptions,
  overrides: Readonly<Record<string, string>>,
  context: Context,
): Promise<Report> {
  const { host, cacheFolder } = context;
  const memory = options.memory ?? (await memoryFor(context));
  const { site, diagnostics, drift } = await whileFetching((onProgress) =>
    verifySite({
      contentFolder: options.content,
      host,
      cacheFolder,
      overrides,
      onProgress,
      memory,
    }),
  );
  const strict = options.strict ?? false;
  if (options.unbacked) return unbackedReport(site, diagnostics, options);
  if (options.json) return { output: diagnosticsAsJson(diagnostics), diagnostics, strict, quiet: true };
  const count = (uses: Readonly<Record<string, unknown>>): number => Object.keys(uses).length;
  const checked = `${count(site.quotes)} quotes, ${count(site.notes)} notes, ${count(site.excerpts)} excerpts, ${site.rules.length} rules and ${count(site.debates)} debates verified`;
  const drifted = options.memory ? [] : await drift();
  const output = [
    `${checked}, ${countsAsText(diagnostics)}`,
    ...quotedHint(Object.values(site.quotes)),
    ...sealHint(site),
    ...uncheckedHint(site),
    ...shareHint(site.threads),
    ...driftHint(drifted),
  ].join('\n');
  return { output, diagnostics, strict, passing: drifted.some(({ state }) => state === 'unknown') };
}

/** What rests on nothing in the site: what is told, and what its authors say of themselves, page by page. */
function unbackedReport(
  site: Site,
  all: readonly Diagnostic[],
  { strict = false, json }: CheckOptions,
): Report {
  const diagnostics = all.filter(({ code, severity }) => severity === 'error' || UNBACKED.has(code));
  const marked = Object.entries(site.unchecked).flatMap(([page, own]) =>
    own.map(({ words, why }) => `${page}: ${words} (${why})`),
  );
  const summary = `${counted(diagnostics.length, 'statement')} unbacked, ${marked.length} marked as unchecked`;
  return json
    ? {
        output: diagnosticsAsJson(diagnostics, { unchecked: site.unchecked }),
        diagnostics,
        strict,
        quiet: true,
      }
    : { output: [...marked, summary].join('\n'), diagnostics, strict };
}

/** Words of messages that nobody has are only as good as whoever quotes them. */
function quotedHint(quotes: readonly VerifiedQuote[]): string[] {
  const quoted = quotes.filter(({ carriers }) => carriers.length > 0);
  return [...Map.groupBy(quoted, ({ carriers }) => namesOf(carriers))].map(
    ([names, { length }]) => `${length} of them of messages that nobody has, as quoted by ${names}`,
  );
}

/** How the mail is vouched for, and the hash that a reader may compare. */
function sealHint({ threads, sealed }: Site): string[] {
  if (sealed === null) return [];
  const hows = threads.flatMap(({ messages }) => messages.flatMap(({ seal }) => seal?.how ?? []));
  const counts = SEAL_KINDS.map((kind) => [kind, hows.filter((how) => how === kind).length] as const);
  const told = counts.flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : []));
  return [`mail: ${told.join(', ')}; root ${sealed.normalisation} ${sealed.root}`];
}

function uncheckedHint({ unchecked }: Site): string[] {
  const count = Object.values(unchecked).flat().length;
  return count === 0 ? [] : [`${counted(count, 'statement')} marked as unchecked: --unbacked lists them`];
}

/** Whoever quotes from a part of a thread has not read the rest of it to the reader. */
function shareHint(threads: Site['threads']): string[] {
  const partly = threads.filter(({ atHand, whole }) => whole !== null && atHand < whole.messages);
  if (partly.length === 0) return [];
  const shares = partly.map((thread) => `${thread.slug} ${thread.atHand} of ${thread.whole?.messages}`);
  return [`messages at hand of threads that are not here whole: ${shares.join(', ')}`];
}

function driftHint(drift: readonly Drift[]): string[] {
  const other = drift.filter(({ state }) => state === 'changed' || state === 'gone');
  const [first] = other;
  return first
    ? [`${other.length} of ${drift.length} older excerpts read otherwise in ${first.tree}: --drift shows how`]
    : [];
}

async function checkTrees(
  options: CheckOptions,
  places: Readonly<Record<string, string>>,
  { host, cacheFolder }: Context,
): Promise<Report> {
  const { drift, allow = [] } = options;
  const reviews = await reviewsFor(options.reviews, host);
  const report = await reportOnTrees({
    contentFolder: options.content,
    host,
    cacheFolder,
    places,
    reviews: reviews.verified,
    ...(drift === undefined ? {} : { named: drift === true ? null : drift }),
  });
  const { reports } = report;
  const diagnostics = [...reviews.diagnostics, ...report.diagnostics];
  const strict = options.strict ?? false;
  const bad = (verdict: Verdict): boolean =>
    (verdict === 'broken' && !allow.includes('broken')) || (strict && verdict === 'unknown');
  const failed = reports.some(
    ({ place, rules }) => place !== null && rules.some((rule) => bad(rule.verdict)),
  );
  const common = { diagnostics, strict, failed };
  const namer = drift === undefined ? null : await namerOf({ content: options.content, host, cacheFolder });
  const restingOf = (of: TreeReport): Resting[] => (namer === null ? [] : restingIn(of, namer));
  if (options.json)
    return {
      ...common,
      output: diagnosticsAsJson(diagnostics, {
        trees: reports.map((each) => treeAsJson(each, restingOf(each))),
      }),
      quiet: true,
    };
  const texts = reports.flatMap((report) => [
    ...(report.place === null ? [] : [treeAsText(report)]),
    ...(drift === undefined ? [] : [driftsAsText(report, restingOf(report))]),
  ]);
  return { ...common, output: texts.length > 0 ? texts.join('\n\n') : null };
}
