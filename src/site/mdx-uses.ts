import { excerptPointedAt } from '../citations/code-pointers.ts';
import { COMPONENTS as COMPONENTS_OF_PAGES } from '../citations/components.ts';
import { type ScannedPage, scanPage } from '../citations/scan.ts';
import { firstUses, type Term, termOf } from '../citations/terms.ts';

/**
 * Prepares a page for compilation: every use of our components is told which verified citation it is, and the
 * components are imported at the end of the file, so that authors need no import lines and no position of
 * theirs moves to another line. Links from the site's root get the base path that the site is served under.
 * The first use of each term leads to the glossary.
 *
 * @param page path under the content folder without its ending.
 * @param base `/`, or the base path with or without a slash at its end.
 */
export function withUses(page: string, source: string, base: string, terms: readonly Term[] = []): string {
  const scanned = scanPage(page, page, source);
  const root = base.replace(/\/+$/, '');
  const links =
    root === ''
      ? []
      : scanned.links.filter(({ url }) => url.startsWith('/')).map(({ at }) => ({ at, inserted: root }));
  let text = source;
  for (const { at, inserted } of [...insertionsIn(scanned), ...termsIn(scanned, terms, root), ...links].sort(
    (a, b) => b.at - a.at,
  )) {
    text = `${text.slice(0, at)}${inserted}${text.slice(at)}`;
  }
  return `${text}\n\nimport { ${Object.keys(COMPONENTS_OF_PAGES).join(', ')} } from '${COMPONENTS}';\n`;
}

/** The virtual module that exports our components. */
export const COMPONENTS = 'virtual:postil/components';

interface Insertion {
  readonly at: number;
  readonly inserted: string;
}

const termsIn = (scanned: ScannedPage, terms: readonly Term[], root: string): Insertion[] => [
  ...scanned.terms.map((use) => ({
    at: use.tag.nameEnd,
    inserted: ` slug="${termOf(use, terms)?.slug ?? ''}"`,
  })),
  ...firstUses(scanned, terms).flatMap(({ slug, start, end }) => [
    { at: start, inserted: '[' },
    { at: end, inserted: `](${root}/glossary/#${slug})` },
  ]),
];

const insertionsIn = (scanned: ScannedPage): Insertion[] => [
  ...scanned.uses.flatMap(({ key, tag, notes }) => [
    { at: tag.nameEnd, inserted: ` use="${key}"` },
    ...notes.map((note, index) => ({ at: note.tag.nameEnd, inserted: ` use="${key}" index="${index}"` })),
  ]),
  ...scanned.pointers.map((pointer, index) => ({
    at: pointer.tag.nameEnd,
    inserted: ` use="${excerptPointedAt(pointer, scanned)?.key ?? ''}" index="${index}"`,
  })),
];
