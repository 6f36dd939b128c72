import type { Code } from '../base/catalogue.ts';
import { sha256 } from '../base/hash.ts';
import { type Host, readText } from '../base/host.ts';
import { keptAt } from '../base/kept-at.ts';
import { cloneVariable } from '../sources/commits.ts';
import { installedGrammars } from '../sources/languages/installed.ts';
import { overridesFor, readTrees } from '../sources/trees-file.ts';
import type { Context, Report } from './report.ts';

/** What the files of a site cannot tell: a tree that is away, or moved, or a grammar that is not installed. */
const FROM_OUTSIDE: ReadonlySet<Code> = new Set<Code>([
  'mail-unreadable',
  'excerpt-unavailable',
  'excerpt-unknown-file',
  'excerpt-no-grammar',
  'excerpt-bad-grammar',
  'evidence-unavailable',
  'evidence-unknown',
  'tree-moved',
  'tree-unreadable',
]);

/**
 * The report of an earlier run on the very same site, by the very same program. It holds for every byte below the content
 * folder, for all that was asked, for the code, its packages and the reader's grammars; a tree that may change by itself has none.
 *
 * @param asked what else the report depends on.
 */
export async function keptReport(
  content: string,
  asked: unknown,
  context: Context,
  work: () => Promise<Report>,
): Promise<Report> {
  const { host, cacheFolder } = context;
  const key = await keyOf(content, asked, context);
  if (key === null) return await work();
  // One for each site; where two have the same name and beginning, each takes the place of the other.
  const begins = await readText(`${content}/index.mdx`, host);
  const file = `${cacheFolder}/checks/${sha256(JSON.stringify([content, asked, begins]))}.json`;
  return await keptAt(file, work, host, {
    key,
    isKept: async ({ diagnostics, passing }) =>
      !passing &&
      !diagnostics.some(({ code }) => FROM_OUTSIDE.has(code)) &&
      // Somebody may have saved a file while it was checked.
      key === (await keyOf(content, asked, context)),
  });
}

async function keyOf(content: string, asked: unknown, { host, code }: Context): Promise<string | null> {
  const program = await code?.();
  if (!program) return null;
  const { trees, diagnostics } = await readTrees(`${content}/trees.yaml`, host);
  const isPassing =
    Object.values(trees).some(({ path, git }) => path !== undefined || git !== undefined) ||
    Object.keys(overridesFor(trees, host.env)).length > 0 ||
    Object.values(trees).some(
      ({ project }) => project !== undefined && host.env(cloneVariable(project)) !== undefined,
    );
  if (isPassing || diagnostics.length > 0) return null;
  const files = await filesBelow(content, host);
  const grammars = Object.keys(trees).length > 0 ? await installedGrammars(host) : [];
  return files && sha256(JSON.stringify([program, content, asked, grammars, await digestsOf(files, host)]));
}

/** Null where something is neither file nor folder: it may lead out of the site. */
async function filesBelow(folder: string, host: Host): Promise<string[] | null> {
  const files: string[] = [];
  const left = [folder];
  for (let next = left.pop(); next !== undefined; next = left.pop())
    for (const { name, kind } of (await host.list(next)) ?? []) {
      if (kind === 'other') return null;
      (kind === 'file' ? files : left).push(`${next}/${name}`);
    }
  return files.sort();
}

const TOGETHER = 64;

async function digestsOf(files: readonly string[], host: Host): Promise<string[]> {
  const digests: string[] = [];
  for (let at = 0; at < files.length; at += TOGETHER)
    digests.push(
      ...(await Promise.all(
        files.slice(at, at + TOGETHER).map(async (file) => {
          const parts: string[] = [];
          for await (const chunk of (await host.stream(file)) ?? []) parts.push(sha256(chunk));
          return `${file} ${parts.join(' ')}`;
        }),
      )),
    );
  return digests;
}
