import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { SitePage } from '../page/pages.ts';
import type { Quotable } from '../quotes/quote.ts';
import type { VerifiedNote } from '../site.ts';
import { verifyNote } from './note.ts';

/** Checks every <Note> of a site. Two notes beside the same words would have the same address. */
export function verifyNotes(
  pages: readonly SitePage[],
  threads: ReadonlyMap<string, Quotable>,
): {
  readonly verified: Readonly<Record<string, VerifiedNote>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const verified: Record<string, VerifiedNote> = {};
  const diagnostics: Diagnostic[] = [];
  const beside = new Map<string, number>();
  for (const page of pages) {
    for (const use of page.uses.filter(({ component }) => component === 'Note')) {
      const verdict = verifyNote(use, page, { pages, threads });
      diagnostics.push(...verdict.diagnostics);
      if (!verdict.verified) continue;
      const { id, message, marks } = verdict.verified;
      const where = `${page.page} ${message} ${JSON.stringify(marks)}`;
      const first = beside.get(where);
      if (first === undefined) {
        beside.set(where, use.place.line);
        verified[use.key] = verdict.verified;
      } else {
        const text = `The note in line ${first} stands beside the same words (${id}).`;
        diagnostics.push(diagnose('note-repeated', use.place, { message: text }));
      }
    }
  }
  return { verified, diagnostics };
}
