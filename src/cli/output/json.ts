import { type Diagnostic, errorsIn, inOrder } from '../../base/diagnostic.ts';
import { shownJson } from '../../base/shown-text.ts';

/**
 * Diagnostics as one JSON object, for programs. The shape is described under /reference/formats/ of the site.
 *
 * @param more what else the object holds.
 */
export function diagnosticsAsJson(
  diagnostics: readonly Diagnostic[],
  more: Readonly<Record<string, unknown>> = {},
): string {
  const errors = errorsIn(diagnostics).length;
  return asJson({
    errors,
    warnings: diagnostics.length - errors,
    diagnostics: inOrder(diagnostics).map((each) => ({
      ...each,
      page: `/reference/diagnostics/${each.code}/`,
    })),
    ...more,
  });
}

/** What every `--json` prints: an object that names its version. */
export const asJson = (facts: Readonly<Record<string, unknown>>): string =>
  shownJson(JSON.stringify({ version: 1, ...facts }, null, 2));
