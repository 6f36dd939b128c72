import type { AstroIntegrationLogger } from 'astro';
import { type Diagnostic, errorsIn } from '../base/diagnostic.ts';
import { nodeHost } from '../base/node-host.ts';
import { countsAsText, diagnosticsAsText } from '../base/print.ts';
import { shownText } from '../base/shown-text.ts';
import type { Verification } from './verification.ts';

/** Ends the build before anything is read: Astro reads the content folder too, and would wait for a pipe, and follow a link. */
export async function refuse(diagnostics: readonly Diagnostic[]): Promise<void> {
  if (diagnostics.length > 0)
    throw new Error(`Nothing is read:\n\n${await diagnosticsAsText(diagnostics, nodeHost())}\n`);
}

/** Warnings of one kind that are shown in full: a thousand of them would hide the one of another kind. */
const SHOWN_OF_EACH = 5;

function someOfEach(diagnostics: readonly Diagnostic[]) {
  const shown: Diagnostic[] = [];
  const more: { readonly code: string; readonly count: number }[] = [];
  for (const [code, all] of Map.groupBy(diagnostics, (each) => each.code)) {
    const own = all.filter(({ severity }, at) => severity === 'error' || at < SHOWN_OF_EACH);
    shown.push(...own);
    if (own.length < all.length) more.push({ code, count: all.length - own.length });
  }
  return { shown, more };
}

/** Prints what is wrong and returns how many are errors. */
export async function report(check: Verification, logger: AstroIntegrationLogger): Promise<number> {
  const { diagnostics } = await check.result();
  if (diagnostics.length === 0) return 0;
  const errors = errorsIn(diagnostics).length;
  const { shown, more } = someOfEach(diagnostics);
  const text = [
    countsAsText(diagnostics),
    await diagnosticsAsText(shown, nodeHost()),
    ...more.map(({ code, count }) => `${count} more of ${code}: "npx postil check" shows them`),
  ].join('\n\n');
  if (errors > 0) logger.error(`${text}\n`);
  else logger.warn(`${text}\n`);
  return errors;
}

/** After a change in development: what is wrong now, or that nothing is. The server goes on in any case. */
export async function reportAgain(check: Verification, logger: AstroIntegrationLogger): Promise<void> {
  try {
    await report(check, logger);
    const { diagnostics } = await check.result();
    if (diagnostics.length === 0) logger.info('Every citation is verified.');
  } catch (error) {
    logger.error(shownText(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  }
}
