import type { Checked, Diagnostic } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { browseUrl } from '../../sources/browse.ts';
import { linesWith, linesWithHash, type Sources } from '../../sources/excerpt.ts';
import { languageOf } from '../../sources/languages/language.ts';
import { type Lock, type LockedLines, lockedLines, lockKey } from '../../sources/lock.ts';
import { type Excerpt, partOf, type Trees } from '../../sources/tree.ts';
import type { CodeNote, VerifiedExcerpt } from '../site.ts';
import { anchorFault, drift, movedAway, notLocked, unanswered } from './code-faults.ts';
import type { ExcerptUse } from './excerpt-use.ts';

export interface ExcerptVerdict extends Checked<VerifiedExcerpt | null> {
  /** What the lock should say of it; null when no tree answered. */
  readonly found: LockedLines | null;
  /** Why its tree is not at hand. */
  readonly away?: readonly string[];
}

/**
 * Checks one <Excerpt> against the trees and the lock.
 *
 * @param updating true when the lock is about to be rewritten: then only the trees count.
 */
export async function verifyExcerpt(
  excerptUse: ExcerptUse,
  sources: Sources,
  trees: Trees,
  lock: Lock,
  updating: boolean,
): Promise<ExcerptVerdict> {
  const answer = await sources.excerpt(excerptUse.request);
  const locked = lookUp(lock.excerpts, lockKey(excerptUse.request));
  if (answer.state === 'unavailable')
    return { ...unavailable(excerptUse, lock, trees), away: answer.reasons };
  const moved = locked && !updating ? movedTo(excerptUse, sources, locked) : null;
  if (locked && moved !== null) return fault(movedAway(excerptUse, locked, moved));
  if (answer.state !== 'found') return fault(unanswered(excerptUse, answer, trees, lock));
  const { excerpt } = answer;
  const found = lockedLines(excerpt);
  if (!updating && !locked) return fault(notLocked(excerptUse, lock));
  if (!updating && locked && differs(excerpt, locked)) return fault(drift(excerptUse, excerpt, locked));
  const shown = updating || !locked ? excerpt : atLockedLines(excerpt, locked, trees);
  const { notes, diagnostics } = placeNotes(excerptUse, shown);
  return {
    verified: { state: 'shown', request: excerptUse.request, excerpt: shown, notes },
    diagnostics,
    found,
  };
}

const fault = (...diagnostics: Diagnostic[]): ExcerptVerdict => ({
  verified: null,
  diagnostics,
  found: null,
});

/** Where lines that are cited by number stand now, as `14-24`; null where they are, and where nobody knows. */
function movedTo(
  { request }: ExcerptUse,
  sources: Sources,
  { lines: [first, last], sha256 }: LockedLines,
): string | null {
  const file = request.lines === undefined ? null : sources.file(request);
  if (file?.state !== 'found') return null;
  const now = linesWithHash(last - first + 1, sha256, file.text);
  return now === null || now[0] === first ? null : first === last ? String(now[0]) : now.join('-');
}

/** The text is the same, so what is shown are the lines and the link of the version that was locked. */
function atLockedLines(excerpt: Excerpt, { lines, version }: LockedLines, trees: Trees): Excerpt {
  const tree = lookUp(trees, excerpt.tree);
  return {
    ...excerpt,
    version,
    firstLine: lines[0],
    lastLine: lines[1],
    url: tree ? browseUrl(tree, excerpt.path, lines[0]) : excerpt.url,
  };
}

/** Another text; or the same on other lines, which no later version explains. */
function differs(excerpt: Excerpt, { sha256, lines: [first, last], version }: LockedLines): boolean {
  if (excerpt.sha256 !== sha256 || excerpt.lastLine - excerpt.firstLine !== last - first) return true;
  return excerpt.version === version && excerpt.firstLine !== first;
}

function unavailable(excerptUse: ExcerptUse, lock: Lock, trees: Trees): ExcerptVerdict {
  const { use, request, anchors } = excerptUse;
  const locked = lookUp(lock.excerpts, lockKey(request));
  const tree = lookUp(trees, request.tree);
  if (!locked || !tree) return fault(notLocked(excerptUse, lock));
  const { path, symbol } = request;
  const [firstLine, lastLine] = locked.lines;
  const excerpt = {
    tree: request.tree,
    version: locked.version,
    path,
    ...(symbol === undefined ? {} : { symbol }),
    highlight: languageOf(path, '').highlight,
    firstLine,
    lastLine,
    sha256: locked.sha256,
    url: browseUrl(tree, path, firstLine),
  };
  const notes = use.notes.map(({ name }, index) => ({
    id: name,
    anchor: anchors[index]?.value ?? '',
    line: null,
  }));
  return { verified: { state: 'unavailable', request, excerpt, notes }, diagnostics: [], found: null };
}

function placeNotes(
  { use, page, anchors, request }: ExcerptUse,
  excerpt: Excerpt,
): { notes: CodeNote[]; diagnostics: Diagnostic[] } {
  const notes: CodeNote[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [index, { name }] of use.notes.entries()) {
    const anchor = anchors[index];
    const words = anchor?.value ?? '';
    const lines = anchor ? linesWith(excerpt, words) : [];
    if (anchor && lines.length !== 1) {
      diagnostics.push(anchorFault(page.lines.placeAt(anchor.valueAt), words, lines, partOf(request)));
    }
    notes.push({ id: name, anchor: words, line: lines[0] ?? null });
  }
  return { notes, diagnostics };
}
