import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { linesWith } from '../../sources/excerpt.ts';
import { partOf } from '../../sources/tree.ts';
import { type Edit, property } from '../page/edits.ts';
import type { Page } from '../page/page.ts';
import { excerptPointedAt, excerptsAmong, symbolOf } from '../page/pointed-at.ts';
import { readProps } from '../page/props.ts';
import type { Prop } from '../page/tag.ts';
import { type PointerUse, propOf, type Use } from '../page/use.ts';
import type { VerifiedExcerpt } from '../site.ts';
import { closestName } from '../words/closest.ts';
import { anchorFault } from './code-faults.ts';

/**
 * Checks every <Line>: the page has the excerpt, and exactly one line of it holds the words.
 *
 * @param excerpts of the whole site, by key; one that is faulty itself is not there, and until it is mended nothing is told
 * of lines on its page: whatever they point at may be the faulty one.
 * @returns the excerpts, each with the lines that the text around it points at.
 */
export function verifyPointers(
  pages: readonly Page[],
  excerpts: Readonly<Record<string, VerifiedExcerpt>>,
): Checked<Readonly<Record<string, VerifiedExcerpt>>> {
  const verified: Record<string, VerifiedExcerpt> = { ...excerpts };
  const diagnostics: Diagnostic[] = [];
  for (const page of pages)
    for (const [index, pointer] of page.pointers.entries()) {
      const verdict = verifyPointer(pointer, page, excerpts);
      diagnostics.push(...verdict.diagnostics);
      const excerpt = verdict.use && lookUp(verified, verdict.use.key);
      if (!excerpt) continue;
      const pointed = { id: pointer.name, number: index + 1, line: verdict.line };
      const pointedAt = [...(excerpt.pointedAt ?? []), pointed];
      verified[verdict.use.key] = { ...excerpt, pointedAt };
    }
  return { verified, diagnostics };
}

/** Tells each <Line> its own address, and the key of the excerpt that it points into. */
export const pointerEdits = (page: Page): Edit[] =>
  page.pointers.flatMap((pointer) => [
    property(pointer.tag, 'use', excerptPointedAt(pointer, page)?.key ?? ''),
    property(pointer.tag, 'id', pointer.name),
  ]);

interface PointerVerdict {
  /** The excerpt that it points into; absent when something is wrong. */
  readonly use?: Use;
  readonly line: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

function verifyPointer(
  pointer: PointerUse,
  page: Page,
  excerpts: Readonly<Record<string, VerifiedExcerpt>>,
): PointerVerdict {
  const refused = (...diagnostics: readonly Diagnostic[]) => ({ line: null, diagnostics });
  const { values, diagnostics } = readProps(pointer.tag, 'Line', pointer.place, page.lines);
  if (diagnostics.length > 0) return refused(...diagnostics);
  if (excerptsAmong(page.uses).some(({ key }) => !lookUp(excerpts, key))) return refused();
  const use = excerptPointedAt(pointer, page);
  const excerpt = use && lookUp(excerpts, use.key);
  if (!excerpt) return refused(noExcerpt(pointer, page));
  if (excerpt.state === 'unavailable') return { use, line: null, diagnostics: [] };
  const at = values.at as Prop;
  const lines = linesWith(excerpt.excerpt, at.value ?? '');
  const [line] = lines;
  if (line === undefined || lines.length > 1) {
    const place = page.lines.placeAt(at.valueAt);
    return refused(anchorFault(place, at.value ?? '', lines, partOf(excerpt.request)));
  }
  return { use, line, diagnostics: [] };
}

function noExcerpt({ tag, place }: PointerUse, { uses, lines }: Page): Diagnostic {
  const named = propOf(tag, 'of') ?? propOf(tag, 'tree');
  const shown = excerptsAmong(uses).map(symbolOf);
  return diagnose('line-without-excerpt', named ? lines.placeAt(named.valueAt) : place, {
    message: named ? `This page has no excerpt "${named.value}".` : 'This page has no excerpt.',
    expected: [...new Set(shown)].join(', ') || undefined,
    closest: named && closestName(named.value ?? '', shown),
  });
}
