import { type Diagnostic, errorsIn } from '../base/diagnostic.ts';
import { diagnosticAsText } from '../base/print.ts';

/** Key of a use -> what is wrong with it, as text. */
export type Faults = Readonly<Record<string, readonly string[]>>;

/**
 * What is wrong with each use of a component on the site's pages, so that the development server can say it in
 * the place of what cannot be shown. A build never gets here: it ends at the first report of an error.
 */
export function faultsOf(diagnostics: readonly Diagnostic[]): Faults {
  const byUse = Map.groupBy(errorsIn(diagnostics), ({ use }) => use);
  return Object.fromEntries(
    [...byUse].flatMap(([use, errors]) =>
      use === undefined ? [] : [[use, errors.map((error) => diagnosticAsText(error, undefined))]],
    ),
  );
}
