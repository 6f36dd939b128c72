import { type Diagnostic, errorsIn } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import type { Place } from '../base/position.ts';
import { diagnosticAsText } from '../base/print.ts';
import { readPages } from '../citations/page/pages.ts';
import type { ScannedPage } from '../citations/page/scan.ts';

/** Key of a use -> what is wrong with it, as text. */
export type Faults = Readonly<Record<string, readonly string[]>>;

/**
 * What is wrong with each use of a component on the site's pages, so that the development server can say it in
 * the place of what cannot be shown. A build never gets here: it ends at the first report of an error.
 *
 * @param contentFolder as the diagnostics name it.
 */
export async function faultsOf(
  diagnostics: readonly Diagnostic[],
  contentFolder: string,
  host: Host,
): Promise<Faults> {
  const errors = errorsIn(diagnostics);
  if (errors.length === 0) return {};
  const { pages } = await readPages(contentFolder, host);
  return Object.assign({}, ...pages.map((page) => faultsIn(page, errors)));
}

/** Gives each error to the use whose tags it lies between. Errors outside of every use are left out. */
export function faultsIn({ file, lines, uses }: ScannedPage, errors: readonly Diagnostic[]): Faults {
  const here = errors.filter(({ place }) => place.file === file);
  return Object.fromEntries(
    uses.flatMap(({ key, place, content }) => {
      const end = lines.placeAt(content.end);
      const own = here.filter((error) => !isBefore(error.place, place) && !isBefore(end, error.place));
      return own.length > 0 ? [[key, own.map((error) => diagnosticAsText(error, undefined))]] : [];
    }),
  );
}

const isBefore = (a: Place, b: Place): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column);
