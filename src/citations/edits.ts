import { sha256 } from '../base/hash.ts';
import { pointerEdits } from './code/code-pointers.ts';
import { mentionEdits } from './glossary/mentions.ts';
import { type LedTo, termEdits, termsOnPages } from './glossary/terms.ts';
import { rootEdits } from './links/links.ts';
import type { Memory } from './memory.ts';
import { type Edit, useEdits } from './page/edits.ts';
import type { Page } from './page/page.ts';
import { propOf } from './page/use.ts';
import { countIn } from './prose/fact-uses.ts';
import { factEdits } from './prose/shown.ts';
import type { Explained } from './site.ts';

/** What a page's text is to be compiled with. */
export interface EditedPage {
  /** SHA-256 of the source that was verified; the edits are to no other. */
  readonly digest: string;
  readonly edits: readonly Edit[];
}

/** The edits to every page, by its path: what uses are told, and where words lead by themselves. */
export function editedPages(
  pages: readonly Page[],
  explained: Explained,
  memory: Memory,
): ReadonlyMap<string, EditedPage> {
  const inputs = sha256(
    JSON.stringify([
      explained.glossary.map(({ slug, term, aliases, linked }) => [slug, term, aliases, linked]),
      explained.symbols.map(({ name, path, pages: citing }) => [name, path, citing]),
      explained.commits.map(({ name, known }) => [name, known.release, known.date]),
    ]),
  );
  const ledTo = termsOnPages(pages, explained.glossary, memory);
  return new Map(
    pages.map((page) => [
      page.page,
      memory.once('edits', [page.file, page.digest, inputs, ...countsOf(page, explained)], () => ({
        digest: page.digest,
        edits: editsOf(page, explained, ledTo.get(page.page) ?? NOWHERE),
      })),
    ]),
  );
}

const NOWHERE: LedTo = { firstUses: [], slugs: new Set() };

const editsOf = (page: Page, { glossary, symbols, commits, rules }: Explained, ledTo: LedTo): Edit[] => [
  ...useEdits(page),
  ...pointerEdits(page),
  ...termEdits(page, glossary, ledTo),
  ...mentionEdits(page, symbols, glossary, ledTo),
  ...factEdits(page, commits, (of, tree) => countIn(rules, of, tree)),
  ...rootEdits(page),
];

/** What rules count changes with the trees. */
const countsOf = ({ facts }: Page, { rules }: Explained): string[] =>
  facts.flatMap(({ component, tag }) =>
    component === 'Count'
      ? [`${countIn(rules, propOf(tag, 'of')?.value ?? '', propOf(tag, 'tree')?.value ?? '')}`]
      : [],
  );
