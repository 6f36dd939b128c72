import { errorsIn } from '../../base/diagnostic.ts';
import { progressBar } from '../../base/node-progress.ts';
import { countsAsText } from '../../base/print.ts';
import { lockFile, verifySite } from '../../citations/verify.ts';
import type { Context, Report } from '../report.ts';
import { overridesIn } from './check.ts';

export interface SourcesOptions {
  readonly content: string;
  readonly update?: boolean;
  readonly tree?: readonly string[];
}

/** `postil sources`: fetches what excerpts need; with --update writes the lock anew, unless something is wrong. */
export async function sources(options: SourcesOptions, { host, cacheFolder }: Context): Promise<Report> {
  const bar = progressBar('Fetching sources', ['download', 'unpack']);
  const { site, diagnostics, lock } = await verifySite({
    contentFolder: options.content,
    host,
    cacheFolder,
    overrides: overridesIn(options.tree ?? []),
    onProgress: ({ tree, ...step }) => bar.update({ subject: tree, ...step }),
    updating: options.update ?? false,
  });
  bar.end();
  const about = diagnostics.filter(
    ({ code }) => code.startsWith('excerpt-') || code.startsWith('trees-') || code.startsWith('lock-'),
  );
  const file = lockFile(options.content);
  const write = options.update === true && errorsIn(about).length === 0;
  if (write) await host.write(file, new TextEncoder().encode(lock));
  const shown = Object.values(site.excerpts).filter(({ state }) => state === 'shown').length;
  const done = write ? `; wrote ${file}` : options.update ? `; ${file} is left as it was` : '';
  return {
    output: `${shown} excerpts have their source here, ${countsAsText(about)}${done}`,
    diagnostics: about,
  };
}
