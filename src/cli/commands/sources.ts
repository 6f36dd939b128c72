import { type Diagnostic, errorsIn } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { progressBar } from '../../base/node-progress.ts';
import { countsAsText } from '../../base/print.ts';
import { noSuchTree } from '../../citations/tree-report.ts';
import { lockFile, verifySite } from '../../citations/verify.ts';
import { readTrees } from '../../sources/trees-file.ts';
import { namedTrees } from '../named-trees.ts';
import type { Context, Report } from '../report.ts';

export interface SourcesOptions {
  readonly content: string;
  readonly update?: boolean;
  readonly tree?: readonly string[];
}

/** `postil sources`: fetches what excerpts and rules need; with --update writes the lock anew, unless something is wrong. */
export async function sources(options: SourcesOptions, { host, cacheFolder }: Context): Promise<Report> {
  const overrides = namedTrees(options.tree ?? []);
  const strangers = await unknownTrees(Object.keys(overrides), options.content, host);
  if (strangers.length > 0) return { output: null, diagnostics: strangers };
  const bar = progressBar('Fetching sources', ['download', 'unpack']);
  const { site, diagnostics, lock } = await verifySite({
    contentFolder: options.content,
    host,
    cacheFolder,
    overrides,
    onProgress: ({ tree, ...step }) => bar.update({ subject: tree, ...step }),
    updating: options.update ?? false,
    today: new Date().toISOString().slice(0, 10),
  });
  bar.end();
  const about = diagnostics.filter(({ code }) => ABOUT_SOURCES.some((prefix) => code.startsWith(prefix)));
  const file = lockFile(options.content);
  const write = options.update === true && errorsIn(about).length === 0;
  if (write) await host.write(file, new TextEncoder().encode(lock));
  const shown = Object.values(site.excerpts).filter(({ state }) => state === 'shown').length;
  const checks = site.rules.flatMap((rule) => rule.checks.flatMap(({ answers }) => Object.values(answers)));
  const answered = checks.filter(({ state, locked }) => state !== 'unknown' && !locked).length;
  const done = write ? `; wrote ${file}` : options.update ? `; ${file} is left as it was` : '';
  return {
    output: `${shown} excerpts have their source here, ${answered} answers of checks come from trees here, ${countsAsText(about)}${done}`,
    diagnostics: about,
  };
}

/** Here a tree of the reader's own has no use: a name that trees.yaml does not have is a slip. */
async function unknownTrees(names: readonly string[], content: string, host: Host): Promise<Diagnostic[]> {
  const file = `${content}/trees.yaml`;
  const { trees, diagnostics } = await readTrees(file, host);
  const known = Object.keys(trees);
  if (diagnostics.length > 0) return [];
  return names.filter((name) => !known.includes(name)).map((name) => noSuchTree(name, known, file));
}

const ABOUT_SOURCES = ['excerpt-', 'evidence-', 'rule-', 'trees-', 'lock-'];
