import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { linesWith } from '../sources/excerpt.ts';
import { closestName } from './closest.ts';
import { anchorFault } from './code-faults.ts';
import { readProps } from './props.ts';
import { type PointerUse, propOf, type ScannedPage, type Use } from './scan.ts';
import type { VerifiedExcerpt } from './site.ts';

/**
 * The excerpt of its page that a <Line> points into: of those with the symbol and the tree that it names, if it names any,
 * the nearest above it, else the first below.
 */
export function excerptPointedAt({ tag }: PointerUse, { uses }: ScannedPage): Use | undefined {
  const [symbol, tree] = ['of', 'tree'].map((name) => propOf(tag, name)?.value);
  const meant = excerptsAmong(uses).filter(
    (use) =>
      (symbol === undefined || symbol === symbolOf(use) || symbol === bareName(symbolOf(use))) &&
      (tree === undefined || tree === propOf(use.tag, 'tree')?.value),
  );
  return meant.findLast((use) => use.tag.end <= tag.nameEnd) ?? meant[0];
}

/**
 * Checks every <Line>: the page has the excerpt, and exactly one line of it holds the words.
 *
 * @param excerpts of the whole site, by key; one that is faulty itself is not there, and nothing is told of its lines.
 * @returns the excerpts, each with the lines that the text around it points at.
 */
export function verifyPointers(
  pages: readonly ScannedPage[],
  excerpts: Readonly<Record<string, VerifiedExcerpt>>,
): {
  readonly verified: Readonly<Record<string, VerifiedExcerpt>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const verified: Record<string, VerifiedExcerpt> = { ...excerpts };
  const diagnostics: Diagnostic[] = [];
  for (const page of pages)
    for (const [index, pointer] of page.pointers.entries()) {
      const { values, diagnostics: faults } = readProps(pointer.tag, 'Line', pointer.place, page.lines);
      diagnostics.push(...faults);
      if (faults.length > 0) continue;
      const use = excerptPointedAt(pointer, page);
      if (!use) {
        diagnostics.push(noExcerpt(pointer, page));
        continue;
      }
      const excerpt = verified[use.key];
      if (!excerpt) continue;
      const words = values.at?.value ?? '';
      const lines = excerpt.state === 'shown' ? linesWith(excerpt.excerpt, words) : [];
      if (excerpt.state === 'shown' && lines.length !== 1) {
        const place = page.lines.placeAt(values.at?.valueAt ?? pointer.tag.nameEnd);
        diagnostics.push(anchorFault(place, words, lines, excerpt.request.symbol));
        continue;
      }
      const pointed = { index, line: lines[0] ?? null };
      verified[use.key] = { ...excerpt, pointedAt: [...(excerpt.pointedAt ?? []), pointed] };
    }
  return { verified, diagnostics };
}

function noExcerpt({ tag, place }: PointerUse, { uses, lines }: ScannedPage): Diagnostic {
  const named = propOf(tag, 'of') ?? propOf(tag, 'tree');
  const shown = excerptsAmong(uses).map(symbolOf);
  return diagnose('line-without-excerpt', named ? lines.placeAt(named.valueAt) : place, {
    message: named ? `This page has no excerpt "${named.value}".` : 'This page has no excerpt.',
    expected: [...new Set(shown)].join(', ') || undefined,
    closest: named && closestName(named.value ?? '', shown),
  });
}

const excerptsAmong = (uses: readonly Use[]): Use[] =>
  uses.filter(({ component }) => component === 'Excerpt');

const symbolOf = ({ tag }: Use): string => propOf(tag, 'symbol')?.value ?? '';

/** Without the condition that tells one of several definitions: `size` of `size [ifdef CONFIG_BIG]`. */
const bareName = (symbol: string): string => symbol.replace(/ \[.*$/, '');
