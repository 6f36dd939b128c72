import { close, createIndex } from 'pagefind';
import { kindOfPage } from './kinds.ts';
import { messageWord } from './message-word.ts';
import type { SearchRecord } from './records.ts';
import { asSearched, endingsOf, identifiersOf } from './words.ts';

export interface BuiltPage {
  /** Inside the site: `/rules/two-gates/`. */
  readonly path: string;
  readonly html: string;
}

export interface Searched {
  readonly pages: readonly BuiltPage[];
  readonly records: readonly SearchRecord[];
}

/**
 * Writes the search index of a site: its pages, and beside them a record for everything that has a name. Paths are
 * without the base path; the search in the page puts it before them.
 *
 * @returns how many pages and records are in it.
 */
export async function indexSite({ pages, records }: Searched, folder: string): Promise<number> {
  try {
    const { index } = sound(await createIndex({ excludeSelectors: ['.sr-only'] }));
    if (!index) throw new Error('Pagefind made no index.');
    let count = 0;
    for (const { path, html } of pages) {
      const content = asSearched(html, kindOfPage(path));
      if (content === null) continue;
      sound(await index.addHTMLFile({ url: path, content }));
      count += 1;
    }
    const language = /<html lang="([^"]+)"/.exec(pages[0]?.html ?? '')?.[1] ?? 'en';
    for (const record of records) {
      sound(await index.addCustomRecord({ ...asRecord(record), language }));
      count += 1;
    }
    sound(await index.writeFiles({ outputPath: folder }));
    return count;
  } finally {
    await close();
  }
}

/** The engine keeps one record for each address. */
function asRecord({ kind, name, also, path, says }: SearchRecord) {
  const names = [name, ...also];
  const parts = [
    ...names.flatMap(identifiersOf).flatMap(endingsOf),
    ...names.flatMap((each) => messageWord(each) ?? []),
  ];
  const meta = { title: name, kind, also: also.join(' '), parts: [...new Set(parts)].join(' ') };
  return { url: path, content: says, meta, filters: { kind: [kind] } };
}

function sound<T extends { readonly errors: readonly string[] }>(response: T): T {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join(' ')}`);
  return response;
}
