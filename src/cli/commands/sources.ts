import { type Diagnostic, errorsIn } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { whileFetching } from '../../base/node-progress.ts';
import { countsAsText } from '../../base/print.ts';
import { noSuchTree } from '../../citations/rules/tree-report.ts';
import { lockFile, verifySite } from '../../citations/verify.ts';
import { readTrees } from '../../sources/trees-file.ts';
import { namedTrees } from '../named-trees.ts';
import type { Context, Report } from '../report.ts';

export interface SourcesOptions {
  readonly content: string;
  readonly update?: boolean;
  readonly tree?: readonly string[];
}

/**
 * `postil sources`: fetches what excerpts and rules need; with --update writes the lock anew. A page that cannot be read
 * takes what it cites out of the new lock, so an error anywhere leaves the old one as it is.
 */
export async function sources(options: SourcesOptions, { host, cacheFolder }: Context): Promise<Report> {
  const overrides = namedTrees(options.tree ?? []);
  const strangers = await unknownTrees(Object.keys(overrides), options.content, host);
  if (strangers.length > 0) return { output: null, diagnostics: strangers };
  const { site, diagnostics, lock, lockVersion } = await whileFetching((onProgress) =>
    verifySite({
      contentFolder: options.content,
      host,
      cacheFolder,
      overrides,
      onProgress,
      updating: options.update ?? false,
      today: new Date().toISOString().slice(0, 10),
    }),
  );
  const errors = errorsIn(diagnostics);
  const shownFaults = diagnostics.filter(
    (each) =>
      ABOUT_SOURCES.some((prefix) => each.code.startsWith(prefix)) ||
      (options.update && errors.includes(each)),
  );
  const file = lockFile(options.content);
  const write = options.update === true && errors.length === 0;
  if (write) await host.write(file, new TextEncoder().encode(lock));
  const shown = Object.values(site.excerpts).filter(({ state }) => state === 'shown').length;
  const checks = site.rules.flatMap((rule) => rule.checks.flatMap(({ answers }) => Object.values(answers)));
  const answered = checks.filter(({ state, locked }) => state !== 'unknown' && !locked).length;
  const done = write
    ? `; wrote ${file}${migration(lockVersion)}`
    : options.update
      ? '; the lock is left as it was'
      : '';
  return {
    output: `${shown} excerpts have their source here, ${answered} answers of checks come from trees here, ${countsAsText(shownFaults)}${done}`,
    diagnostics: shownFaults,
  };
}

/** What a lock that was written anew says of itself, where it was of an older version. */
export const migration = (before: number | null): string =>
  before === 1 ? ', which was of version 1 and is of version 2 now' : '';

/** Here a tree of the reader's own has no use: a name that trees.yaml does not have is a slip. */
async function unknownTrees(names: readonly string[], content: string, host: Host): Promise<Diagnostic[]> {
  const file = `${content}/trees.yaml`;
  const { trees, diagnostics } = await readTrees(file, host);
  const known = Object.keys(trees);
  if (diagnostics.length > 0 || (await host.size(file)) === null) return [];
  return names.filter((name) => !known.includes(name)).map((name) => noSuchTree(name, known, file));
}

/** What is told in any case; where the lock is to be written, whatever is in the way of it too. */
const ABOUT_SOURCES = ['content-', 'excerpt-', 'evidence-', 'rule-', 'trees-', 'lock-'];
