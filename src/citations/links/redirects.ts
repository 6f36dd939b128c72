import { z } from 'zod';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import type { Place } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import type { Site } from '../site.ts';
import { closestName } from '../words/closest.ts';
import type { Places } from './places.ts';

/** What `redirects.yaml` holds. */
export const RedirectsFile = z
  .record(
    z.string().describe('A page, by its path: explainers/pinning.'),
    z
      .record(z.string(), z.string().min(1).describe('The address that it has now.'))
      .describe('An address that something on the page had: quote-1b4e77c0.'),
  )
  .describe('Addresses whose words were edited, so that links to them still lead somewhere.');

/** A redirect as its author wrote it. */
export interface Redirect {
  readonly page: string;
  readonly from: string;
  readonly to: string;
  /** Where `to` stands. */
  readonly place: Place;
}

/** Reads redirects.yaml, if there is one. */
export async function readRedirects(
  contentFolder: string,
  host: Host,
): Promise<Checked<readonly Redirect[]>> {
  const file = `${contentFolder}/redirects.yaml`;
  const text = await readText(file, host);
  if (text === null) return { verified: [], diagnostics: [] };
  const read = readYaml(file, text, RedirectsFile, 'redirects-invalid');
  if (!('value' in read)) return { verified: [], diagnostics: read.diagnostics };
  const redirects = Object.entries(read.value).flatMap(([page, moved]) =>
    Object.entries(moved).map(([from, to]) => ({ page, from, to, place: read.placeOf([page, from]) })),
  );
  return { verified: redirects, diagnostics: [] };
}

/** A paragraph's address is made of the words that are shown: only the build knows it, and refuses one that is not there. */
const OF_PARAGRAPH = /^p-[0-9a-f]{8}(?:-\d{1,3})?$/;

/** Checks that each redirect leads from a place that is gone to one that is there. */
export function verifyRedirects(
  redirects: readonly Redirect[],
  places: Places,
): Checked<Site['oldAddresses']> {
  const verdicts = redirects.map((redirect) => ({
    ...redirect,
    fault: faultOf(redirect, redirects, places),
  }));
  const right = Map.groupBy(
    verdicts.filter(({ fault }) => fault === null),
    ({ page }) => page,
  );
  return {
    verified: Object.fromEntries([...right].map(([page, moved]) => [page, byTarget(moved)])),
    diagnostics: verdicts.flatMap(({ fault }) => fault ?? []),
  };
}

const byTarget = (moved: readonly Redirect[]): Record<string, string[]> =>
  Object.fromEntries(
    [...Map.groupBy(moved, ({ to }) => to)].map(([to, all]) => [to, all.map(({ from }) => from)]),
  );

function faultOf(
  { page, from, to, place }: Redirect,
  redirects: readonly Redirect[],
  places: Places,
): Diagnostic | null {
  const known = places.get(page === 'index' ? '/' : `/${page}/`);
  if (known === undefined)
    return diagnose('redirect-broken', place, {
      message: `There is no page "${page}".`,
      closest: closestName(
        page,
        [...places.keys()].map((path) => path.slice(1, -1)),
      ),
    });
  if (known?.has(from))
    return diagnose('redirect-taken', place, {
      message: `${page} has a place "${from}" still, and links lead there.`,
    });
  if (known === null || known.has(to) || OF_PARAGRAPH.test(to)) return null;
  const onwards = redirects.find((each) => each.page === page && each.from === to);
  return diagnose('redirect-broken', place, {
    message: `${page} has no place "${to}".`,
    closest: onwards?.to ?? closestName(to, known),
  });
}
