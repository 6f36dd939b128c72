import { aboutUse, type Checked, diagnose } from '../../base/diagnostic.ts';
import type { Memory } from '../memory.ts';
import type { Page } from '../page/page.ts';
import { namesOf } from '../page/page-target.ts';
import type { VerifiedNote } from '../site.ts';
import { digestOf } from '../threads/quotable.ts';
import { verifyNote } from './note.ts';
import type { Notable } from './note-target.ts';

type VerifiedNotes = Readonly<Record<string, VerifiedNote>>;

/** Checks every <Note> of a site: key of the use -> note. */
export function verifyNotes(
  pages: readonly Page[],
  threads: Notable['threads'],
  memory: Memory,
): Checked<VerifiedNotes> {
  const site = [digestOf(threads), namesOf(pages)];
  const all = pages.map((page) =>
    memory.once('notes', [page.file, page.digest, ...site], () => notesOf(page, { pages, threads })),
  );
  return {
    verified: Object.assign({}, ...all.map(({ verified }) => verified)),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The notes of one page. Two beside the same words would have the same address. */
function notesOf(page: Page, site: Notable): Checked<VerifiedNotes> {
  const verified: Record<string, VerifiedNote> = {};
  const beside = new Map<string, number>();
  const diagnostics = page.uses.flatMap((use) => {
    if (use.component !== 'Note') return [];
    const verdict = verifyNote(use, page, site);
    if (!verdict.verified) return aboutUse(use.key, verdict.diagnostics);
    const { id, message, marks } = verdict.verified;
    const where = `${message} ${JSON.stringify(marks)}`;
    const first = beside.get(where);
    if (first !== undefined) {
      const text = `The note in line ${first} stands beside the same words (${id}).`;
      return aboutUse(use.key, [diagnose('note-repeated', use.place, { message: text })]);
    }
    beside.set(where, use.place.line);
    verified[use.key] = verdict.verified;
    return aboutUse(use.key, verdict.diagnostics);
  });
  return { verified, diagnostics };
}
