import { diagnose } from '../../base/diagnostic.ts';
import { startOf } from '../../base/position.ts';
import { counted } from '../../base/print.ts';
import { type Naming, whoNames as namingsOf } from '../../citations/who-names.ts';
import { asJson } from '../output/json.ts';
import type { Context, Report } from '../report.ts';

export interface WhoNamesOptions {
  readonly content: string;
  readonly json?: boolean;
}

/** `postil who-names WHAT...`: which pages, rules, notes, debates and terms rest on a file, a symbol or a commit. */
export async function whoNames(
  sought: readonly string[],
  { content, json = false }: WhoNamesOptions,
  { host, cacheFolder }: Context,
): Promise<Report> {
  const all: (readonly [what: string, namings: readonly Naming[]])[] = [];
  for (const each of sought)
    all.push([each, (await namingsOf(each, { content, host, cacheFolder })).namings]);
  if (json) return { output: asJson({ named: Object.fromEntries(all) }), diagnostics: [], quiet: true };
  const texts = all.map(([what, namings]) => {
    const stale = namings.filter((naming) => naming.stale !== null).length;
    return [
      `${what}: named in ${counted(namings.length, 'place')}${stale > 0 ? `, ${stale} of them to be looked at` : ''}`,
      ...namings.map(lineOf),
    ].join('\n');
  });
  const diagnostics = all.flatMap(([what, namings]) =>
    namings.length > 0
      ? []
      : [diagnose('nobody-names', startOf(what), { message: `Nothing in ${content} names "${what}".` })],
  );
  return { output: texts.join('\n\n'), diagnostics };
}

const lineOf = ({ place, what, says, stale }: Naming): string =>
  `  ${place.file}:${place.line}:${place.column} ${what}: ${says}${stale === null ? '' : ` (${stale})`}`;
