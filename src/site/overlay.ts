import { resolve } from 'node:path';
import { type Diagnostic, errorsIn, inOrder } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { diagnosticAsText } from '../base/print.ts';

/** What Astro's error overlay shows, as it comes over Vite's channel. */
export interface OverlayPayload {
  readonly type: 'error';
  readonly err: {
    readonly name: string;
    readonly title: string;
    /** Markup. */
    readonly message: string;
    /** Markup. */
    readonly hint: string;
    readonly loc: { readonly file: string; readonly line: number; readonly column: number };
    /** Markup: the file, with the line of the mistake marked. */
    readonly highlightedCode: string;
    readonly stack: string;
  };
}

/**
 * The first error of the site for the overlay of the development server; null when there is none. Messages hold
 * words of mail, and the overlay takes markup: everything is escaped.
 */
export async function overlayOf(
  diagnostics: readonly Diagnostic[],
  host: Host,
): Promise<OverlayPayload | null> {
  const errors = inOrder(errorsIn(diagnostics));
  const [first] = errors;
  if (!first) return null;
  const { place, code, message, expected, closest, fix } = first;
  const lines = new TextDecoder().decode((await host.read(place.file)) ?? new Uint8Array()).split('\n');
  const told = [
    message,
    ...(expected === undefined ? [] : [`Expected: ${expected}`]),
    ...(closest === undefined ? [] : [`Closest: ${closest}`]),
    ...(errors.length > 1 ? [`${errors.length - 1} more: the console lists them.`] : []),
  ];
  return {
    type: 'error',
    err: {
      name: 'Postil',
      title: code,
      message: told.map(escaped).join('<br>'),
      hint: escaped(`${fix} Load the page again to see it with the mistake in its place.`),
      loc: { file: resolve(place.file), line: place.line, column: place.column },
      highlightedCode: `<pre class="astro-code"><code>${lines
        .map(
          (line, at) =>
            `<span class="line${at === place.line - 1 ? ' error-line' : ''}">${escaped(line)}</span>`,
        )
        .join('\n')}</code></pre>`,
      stack: errors.map((error) => diagnosticAsText(error, undefined)).join('\n\n'),
    },
  };
}

/** Text as markup; the overlay makes links of words that begin with "https://", which need not be. */
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replaceAll('https:', 'https&#58;');
