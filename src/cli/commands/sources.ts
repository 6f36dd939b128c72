import { type Diagnostic, errorsIn } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import { whileFetching } from '../../base/node-progress.ts';
import { counted, countsAsText } from '../../base/print.ts';
import { noSuchTree } from '../../citations/rules/tree-report.ts';
import { lockFile, replaceLock, verifySite } from '../../citations/verify.ts';
import { http } from '../../sources/providers/http.ts';
import type { SeenFile } from '../../sources/resolve.ts';
import type { Trees } from '../../sources/tree.ts';
import { readTrees } from '../../sources/trees-file.ts';
import { memoryFor } from '../memory-for.ts';
import { namedTrees } from '../named-trees.ts';
import type { Context, Report } from '../report.ts';

export interface SourcesOptions {
  readonly content: string;
  readonly update?: boolean;
  readonly tree?: readonly string[];
  /** Trees whose files are fetched again; true for all. */
  readonly refetch?: readonly string[] | true;
}

/**
 * `postil sources`: fetches what excerpts and rules need; with --update writes the lock anew. A page that cannot be read
 * takes what it cites out of the new lock, so an error anywhere leaves the old one as it is.
 */
export async function sources(options: SourcesOptions, context: Context): Promise<Report> {
  const { host, cacheFolder } = context;
  const memory = await memoryFor(context);
  const overrides = namedTrees(options.tree ?? []);
  const refetch = options.refetch === true ? [] : options.refetch;
  const strangers = await unknownTrees(
    [...Object.keys(overrides), ...(refetch ?? [])],
    options.content,
    host,
  );
  if (strangers.length > 0) return { output: null, diagnostics: strangers };
  const seen: SeenFile[] = [];
  const verify = (again: boolean) =>
    whileFetching((onProgress) =>
      verifySite({
        contentFolder: options.content,
        host,
        cacheFolder,
        memory,
        overrides,
        onProgress,
        refetch: again ? undefined : refetch,
        onFile: (file) => seen.push(file),
        updating: options.update ?? false,
        today: new Date().toISOString().slice(0, 10),
      }),
    );
  let verified = await verify(false);
  const mayWrite = () => options.update === true && errorsIn(verified.diagnostics).length === 0;
  // What another process has put into the lock meanwhile stays there.
  while (mayWrite() && !(await replaceLock(options.content, verified, host))) verified = await verify(true);
  const { site, diagnostics, lockVersion } = verified;
  const errors = errorsIn(diagnostics);
  const shownFaults = diagnostics.filter(
    (each) =>
      ABOUT_SOURCES.some((prefix) => each.code.startsWith(prefix)) ||
      (options.update && errors.includes(each)),
  );
  const file = lockFile(options.content);
  const write = mayWrite();
  const shown = Object.values(site.excerpts).filter(({ state }) => state === 'shown').length;
  const checks = site.rules.flatMap((rule) => rule.checks.flatMap(({ answers }) => Object.values(answers)));
  const answered = checks.filter(({ state, locked }) => state !== 'unknown' && !locked).length;
  const done = write
    ? `; wrote ${file}${migration(lockVersion)}`
    : options.update
      ? '; the lock is left as it was'
      : '';
  const { trees } = await readTrees(`${options.content}/trees.yaml`, host);
  const facts = [...(refetch === undefined ? [] : fetchedAgain(seen)), ...seenOnce(seen, trees)];
  return {
    output: `${facts.map((line) => `${line}\n`).join('')}${shown} excerpts have their source here, ${answered} answers of checks come from trees here, ${countsAsText(shownFaults)}${done}`,
    diagnostics: shownFaults,
  };
}

/** What became of files that were fetched again. */
function fetchedAgain(seen: readonly SeenFile[]): string[] {
  const anew = seen.filter(({ became }) => became !== 'kept');
  return [...Map.groupBy(anew, ({ tree }) => tree)].map(([tree, files]) => {
    const other = files.filter(({ became }) => became === 'other').map(({ path }) => path);
    const what =
      other.length === 0 ? 'none is another than before' : `another than before: ${other.join(', ')}`;
    return `${tree}: ${counted(files.length, 'file')} fetched again, ${what}`;
  });
}

/** Files that one server gave and nothing else was asked for. */
function seenOnce(seen: readonly SeenFile[], trees: Trees): string[] {
  const once = seen.filter(
    ({ tree, provider }) => provider === http.name && !lookUp(trees, tree)?.mirrors?.length,
  );
  return [...Map.groupBy(once, ({ tree }) => tree)].map(([tree, files]) => {
    const count = new Set(files.map(({ path }) => path)).size;
    return `${tree}: ${counted(count, 'file')} from one server, compared with nothing when first fetched; "mirrors" in trees.yaml names a second`;
  });
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
