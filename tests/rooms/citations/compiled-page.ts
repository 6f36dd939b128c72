import { editedPages } from '../../../src/citations/edits.ts';
import { newMemory } from '../../../src/citations/memory.ts';
import { readPage } from '../../../src/citations/page/page.ts';
import type { Explained } from '../../../src/citations/site.ts';
import { compiled } from '../../../src/site/compiled.ts';

/** What a page is compiled from. */
export function compiledPage(
  page: string,
  source: string,
  base = '/',
  explained: Pick<Explained, 'glossary' | 'symbols'> = { glossary: [], symbols: [] },
): string {
  const edited = editedPages(
    [readPage(page, `${page}.mdx`, source)],
    { ...explained, commits: [], rules: [] },
    newMemory(),
  ).get(page);
  if (!edited) throw new Error(`${page} was not read.`);
  return compiled(source, edited, base).code;
}
