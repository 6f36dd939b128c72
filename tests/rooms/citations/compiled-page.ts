import { editedPages } from '../../../src/citations/edits.ts';
import { termsOnPages } from '../../../src/citations/glossary/terms.ts';
import { newMemory } from '../../../src/citations/memory.ts';
import { readPage } from '../../../src/citations/page/page.ts';
import type { Explained } from '../../../src/citations/site.ts';
import { compiled } from '../../../src/site/compiled.ts';

/** What a page is compiled from. */
export function compiledPage(
  page: string,
  source: string,
  base = '/',
  explained: Explained = { glossary: [], symbols: [] },
): string {
  const [pages, memory] = [[readPage(page, `${page}.mdx`, source)], newMemory()];
  const ledTo = termsOnPages(pages, explained.glossary, memory);
  const edited = editedPages(pages, explained, ledTo, memory).get(page);
  if (!edited) throw new Error(`${page} was not read.`);
  return compiled(source, edited, base).code;
}
