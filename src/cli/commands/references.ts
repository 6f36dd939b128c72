import { errorsIn } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { counted } from '../../base/print.ts';
import { readReferences, type WrittenReference } from '../../citations/prose/references.ts';
import { comparedReference, type FoundPage } from '../../citations/prose/references-checked.ts';
import { asJson } from '../output/json.ts';
import type { Context, Report } from '../report.ts';

export interface ReferencesOptions {
  readonly content: string;
  /** Asks each address. */
  readonly check?: boolean;
  /** A folder with saved pages. */
  readonly offline?: string;
  readonly json?: boolean;
}

/**
 * `postil references`: what pages rely on outside of the site; with --check or --offline, whether it still says what it is
 * cited for.
 */
export async function references(
  names: readonly string[],
  { content, check = false, offline, json = false }: ReferencesOptions,
  { host }: Context,
): Promise<Report> {
  const { verified, diagnostics } = await readReferences(content, host);
  const meant = verified.filter(({ name }) => names.length === 0 || names.includes(name));
  const found = [...diagnostics];
  if (check || offline !== undefined)
    for (const reference of meant)
      found.push(
        ...comparedReference(
          reference,
          offline === undefined ? await fetched(reference, host) : await saved(reference, offline, host),
        ),
      );
  const bad = new Set(found.map(({ place }) => place.line));
  const listed = meant.map(
    ({ name, kind, title, url, mail, seen }) =>
      `${name} (${kind}, seen ${seen}): ${title}\n  ${url ?? `mail ${mail}`}`,
  );
  const compared = `${counted(meant.length, 'reference')} compared, ${bad.size} not as written`;
  return {
    output: json
      ? asJson({ references: meant.map(({ place: _, placeOf: __, ...facts }) => facts), diagnostics: found })
      : check || offline !== undefined
        ? compared
        : listed.join('\n'),
    diagnostics: found,
    failed: errorsIn(found).length > 0,
    quiet: json,
  };
}

const LIMITS = { timeoutMs: 30_000, stallMs: 15_000, maxBytes: 16 * 1024 * 1024 };

async function fetched({ url }: WrittenReference, host: Host): Promise<FoundPage> {
  if (url === undefined) return { state: 'none', why: 'it is in public nowhere: compare with --offline' };
  try {
    const { status, bytes, contentType } = await host.fetch(url.split('#')[0] ?? url, LIMITS);
    if (status !== 200) return { state: 'none', why: `${url} answers with status ${status}` };
    return asPage(bytes, contentType?.includes('html') ?? false);
  } catch (error) {
    return { state: 'none', why: error instanceof Error ? error.message : String(error) };
  }
}

/** A page that somebody saved under the name of the reference. */
async function saved({ name, mail }: WrittenReference, folder: string, host: Host): Promise<FoundPage> {
  for (const ending of ['html', 'htm', 'txt', 'eml', 'mbox', 'patch']) {
    const bytes = await host.read(`${folder}/${name}.${ending}`, { maxBytes: LIMITS.maxBytes });
    if (bytes && mail !== undefined && sha256(bytes) !== mail)
      return {
        state: 'none',
        why: `${folder}/${name}.${ending} is another file than the one that was cited`,
      };
    if (bytes) return asPage(bytes, ending.startsWith('htm'));
  }
  return { state: 'none', why: `${folder} has no ${name}.html and no ${name}.txt` };
}

function asPage(bytes: Uint8Array, isSaid: boolean): FoundPage {
  const text = new TextDecoder().decode(bytes);
  return { state: 'text', text, isMarkup: isSaid || /^\s{0,200}<(?:!doctype html|html)/i.test(text) };
}
