import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lineMap } from '../../base/position.ts';
import { type Bundle, readBundle } from '../../citations/bundle/bundle-file.ts';
import { type Finding, treesOf, verifyBundle, wantedByBundle } from '../../citations/bundle/verify-bundle.ts';
import { type MailFile, readMail } from '../../mail/read.ts';
import { readConversation } from '../../quoting/conversation.ts';
import { HERE_ONLY, openSources } from '../../sources/excerpt.ts';
import { namedMail } from '../mail-files.ts';
import { diagnosticsAsJson } from '../output/json.ts';
import type { Context, Report } from '../report.ts';
import { overridesIn } from './check.ts';

export interface VerifyOptions {
  /** Mail files and folders of them. */
  readonly mail?: readonly string[];
  /** NAME=PATH, or NAME=GIT#REF. */
  readonly tree?: readonly string[];
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** `postil verify FILE`: checks what a page claims against the reader's own mail and trees, without the site. */
export async function verify(file: string, options: VerifyOptions, context: Context): Promise<Report> {
  const { strict = false, json = false } = options;
  const bytes = await context.host.read(file);
  const text = new TextDecoder().decode(bytes ?? new Uint8Array());
  const bundle = readBundle(file, text);
  if ('code' in bundle) return { output: null, diagnostics: [bundle] };
  const { findings, faults } = await checked(bundle, options, context);
  const diagnostics = [...faults, ...findings.flatMap((finding) => told(finding, file, text))];
  const count = (state: Finding['state']) => findings.filter((each) => each.state === state).length;
  const counts = { holds: count('holds'), refuted: count('refuted'), unchecked: count('unchecked') };
  return {
    output: json
      ? diagnosticsAsJson(diagnostics, { page: bundle.page, ...counts })
      : `${bundle.title}: ${counts.holds} of ${findings.length} claims hold, ${counts.refuted} refuted, ${counts.unchecked} not checked`,
    diagnostics,
    strict,
    quiet: json,
  };
}

async function checked(
  bundle: Bundle,
  { mail = [], tree = [] }: VerifyOptions,
  { host, cacheFolder }: Context,
): Promise<{ readonly findings: readonly Finding[]; readonly faults: readonly Diagnostic[] }> {
  const faults: Diagnostic[] = [];
  const files = (async function* (): AsyncGenerator<MailFile> {
    for await (const each of namedMail(mail, host)) {
      if ('bytes' in each) yield each;
      else faults.push(each);
    }
  })();
  const read = await readMail(files);
  const overrides = overridesIn(tree);
  const named = Object.keys(overrides);
  const wanted = wantedByBundle(bundle).filter((each) => named.includes(each.tree));
  const trees = treesOf(bundle);
  const sources = await openSources(wanted, { trees, host, cacheFolder, overrides, providers: HERE_ONLY });
  const findings = await verifyBundle(bundle, readConversation(read.messages).messages, sources, named);
  return { findings, faults: [...faults, ...read.diagnostics] };
}

function told({ claim, state, why, mark }: Finding, file: string, text: string): Diagnostic[] {
  if (state === 'holds') return [];
  const at = Math.max(0, text.indexOf(`"${mark}"`));
  const place = lineMap(file, text).placeAt(at);
  const code = state === 'refuted' ? 'bundle-refuted' : 'bundle-unchecked';
  return [diagnose(code, place, { message: `${claim}: ${why}.` })];
}
