import { z } from 'zod';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Place } from '../../base/position.ts';
import type { Page } from '../page/page.ts';

/** A term as its author wrote it. */
export interface WrittenTerm extends z.infer<typeof TermFacts> {
  /** Name of its file, and its anchor on the glossary's page. */
  readonly slug: string;
  readonly page: Page;
}

const words = z.string().trim().min(1);

/** The front matter of a term. */
export const TermFacts = z.strictObject({
  term: words.describe('The word that is explained.'),
  aliases: z.array(words).default([]).describe('Other words for the same thing.'),
  summary: words.describe('What it means, in one plain sentence.'),
  symbols: z.array(words).default([]).describe('Names in code that the term is about.'),
  linked: z
    .boolean()
    .default(true)
    .describe('False for a term that is an everyday word too: only an author links it.'),
});

/** Where the terms stand, below the content folder. */
export const TERMS = 'glossary/';

/** Reads the terms among a site's pages, by name. A word belongs to one term only. */
export function readGlossary(pages: readonly Page[]): Checked<readonly WrittenTerm[]> {
  const terms: WrittenTerm[] = [];
  const diagnostics: Diagnostic[] = [];
  const owners = new Map<string, string>();
  for (const page of pages.filter((each) => each.page.startsWith(TERMS))) {
    const read = page.frontmatter?.read(TermFacts, 'term-invalid');
    if (!read) continue;
    if (!('value' in read)) {
      diagnostics.push(...read.diagnostics);
      continue;
    }
    const { term, aliases } = read.value;
    const spellings = new Set<string>();
    // A term may be spelled in several ways, VMA and vma, but each of them once.
    const claim = (word: string, place: Place): void => {
      const owner = owners.get(asKey(word)) ?? page.file;
      owners.set(asKey(word), owner);
      if (owner !== page.file || spellings.has(word))
        diagnostics.push(
          diagnose('term-repeated', place, { message: `"${word}" is explained in ${owner} already.` }),
        );
      spellings.add(word);
    };
    claim(term, read.placeOf(['term']));
    for (const [index, alias] of aliases.entries()) claim(alias, read.placeOf(['aliases', index]));
    terms.push({ ...read.value, slug: page.page.slice(TERMS.length), page });
  }
  return { verified: terms.sort((a, b) => a.term.localeCompare(b.term, 'en')), diagnostics };
}

/** How a word is looked up: white space and capital letters do not tell two terms apart. */
export const asKey = (word: string): string => word.trim().replace(/\s+/g, ' ').toLowerCase();
