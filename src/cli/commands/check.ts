import { progressBar } from '../../base/node-progress.ts';
import { countsAsText } from '../../base/print.ts';
import { verifySite } from '../../citations/verify.ts';
import type { Context, Report } from '../report.ts';

export interface CheckOptions {
  readonly content: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  /** NAME=PATH, or NAME=GIT#REF. */
  readonly tree?: readonly string[];
}

/** `postil check`: every quote and every excerpt against its source, without building. */
export async function check(options: CheckOptions, { host, cacheFolder }: Context): Promise<Report> {
  const bar = progressBar('Fetching sources', ['download', 'unpack']);
  const { site, diagnostics } = await verifySite({
    contentFolder: options.content,
    host,
    cacheFolder,
    overrides: overridesIn(options.tree ?? []),
    onProgress: ({ tree, ...step }) => bar.update({ subject: tree, ...step }),
  });
  bar.end();
  const strict = options.strict ?? false;
  if (options.json)
    return { output: JSON.stringify({ version: 1, diagnostics }, null, 2), diagnostics, strict, quiet: true };
  const checked = `${Object.keys(site.quotes).length} quotes, ${Object.keys(site.excerpts).length} excerpts and ${site.rules.length} rules verified`;
  return { output: `${checked}, ${countsAsText(diagnostics)}`, diagnostics, strict };
}

export const overridesIn = (trees: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    trees.map((each) => {
      const equals = each.indexOf('=');
      return [each.slice(0, equals), each.slice(equals + 1)];
    }),
  );
