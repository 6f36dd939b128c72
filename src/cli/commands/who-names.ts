import { diagnose } from '../../base/diagnostic.ts';
import { startOf } from '../../base/position.ts';
import { counted } from '../../base/print.ts';
import { type Naming, namerOf, namingAsText } from '../../citations/who-names.ts';
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
  const namer = await namerOf({ content, host, cacheFolder });
  const all = sought.map((each): readonly [string, readonly Naming[]] => [each, namer.namings(each)]);
  if (json) return { output: asJson({ named: Object.fromEntries(all) }), diagnostics: [], quiet: true };
  const texts = all.map(([what, namings]) => {
    const stale = namings.filter((naming) => naming.stale !== null).length;
    return [
      `${what}: named in ${counted(namings.length, 'place')}${stale > 0 ? `, ${stale} of them to be looked at` : ''}`,
      ...namings.map((naming) => `  ${namingAsText(naming)}`),
    ].join('\n');
  });
  const diagnostics = all.flatMap(([what, namings]) =>
    namings.length > 0
      ? []
      : [diagnose('nobody-names', startOf(what), { message: `Nothing in ${content} names "${what}".` })],
  );
  return { output: texts.join('\n\n'), diagnostics };
}
