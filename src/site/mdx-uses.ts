import { excerptPointedAt } from '../citations/code/code-pointers.ts';
import { firstMentions, type Mentionable } from '../citations/glossary/mentions.ts';
import { firstUses, type Term, termOf } from '../citations/glossary/terms.ts';
import { COMPONENTS as COMPONENTS_OF_PAGES } from '../citations/page/components.ts';
import { type ScannedPage, scanPage } from '../citations/page/scan.ts';
import { symbolId } from './view/symbol.ts';

/** What pages lead to by themselves. */
export interface Explained {
  readonly glossary: readonly Term[];
  readonly symbols: readonly Mentionable[];
}

/**
 * Prepares a page for compilation: every use of our components is told which verified citation it is, and the
 * components are imported at the end of the file, so that authors need no import lines and no position of
 * theirs moves to another line. Links from the site's root get the base path that the site is served under.
 * The first use of each term leads to the glossary, the first mention of each symbol to the index.
 *
 * @param page path under the content folder without its ending.
 * @param base `/`, or the base path with or without a slash at its end.
 */
export function withUses(
  page: string,
  source: string,
  base: string,
  { glossary, symbols }: Explained = { glossary: [], symbols: [] },
): string {
  const scanned = scanPage(page, page, source);
  const root = base.replace(/\/+$/, '');
  const links =
    root === ''
      ? []
      : scanned.links.filter(({ url }) => url.startsWith('/')).map(({ at }) => ({ at, inserted: root }));
  let text = source;
  const insertions = [
    ...insertionsIn(scanned),
    ...termsIn(scanned, glossary, root),
    ...firstMentions(scanned, symbols, glossary).flatMap(({ symbol, start, end }) =>
      linkAround(start, end, `${root}/symbols/#${symbolId(symbol)}`),
    ),
    ...links,
  ];
  for (const { at, inserted } of insertions.sort(lastFirst)) {
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
  ...firstUses(scanned, terms).flatMap(({ slug, start, end }) =>
    linkAround(start, end, `${root}/glossary/#${slug}`),
  ),
];

const OPENING = '[';

const linkAround = (start: number, end: number, href: string): Insertion[] => [
  { at: start, inserted: OPENING },
  { at: end, inserted: `](${href})` },
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

/** Where one link ends and the next begins, the end is to stand first: what is put in later stands before. */
const lastFirst = (a: Insertion, b: Insertion): number =>
  b.at - a.at || Number(b.inserted === OPENING) - Number(a.inserted === OPENING);
