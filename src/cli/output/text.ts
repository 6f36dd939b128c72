import { type Diagnostic, errorsIn, inOrder } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { countsAsText, diagnosticsAsText } from '../../base/print.ts';

/** What a person mends at a time; a broken file of many lines would push the rest out of sight. */
export const MOST_SHOWN = 30;

/**
 * Diagnostics for a terminal, errors before warnings where not all can be shown, and how many are not.
 *
 * @param all true to leave none out.
 */
export async function diagnosticsForTerminal(
  diagnostics: readonly Diagnostic[],
  host: Host,
  all: boolean,
): Promise<string> {
  if (all || diagnostics.length <= MOST_SHOWN) return await diagnosticsAsText(diagnostics, host);
  const errors = errorsIn(inOrder(diagnostics));
  const warnings = inOrder(diagnostics).filter(({ severity }) => severity === 'warning');
  const urgent = [...errors, ...warnings];
  const rest = urgent.slice(MOST_SHOWN);
  return [
    await diagnosticsAsText(urgent.slice(0, MOST_SHOWN), host),
    `Not shown: ${countsAsText(rest)}. --all-diagnostics shows them.`,
  ].join('\n\n');
}
