import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex } from 'pagefind';
import { kindOfPage } from './kinds.ts';
import { messageWord } from './message-word.ts';
import type { SearchRecord } from './records.ts';
import { asSearched, beginningsOf, endingsOf, identifiersOf } from './words.ts';

/** Words for screen readers that repeat others, and titles of the pages that quote a passage. */
const UNREAD = ['.sr-only', '.pt-cited'];

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
    const { index } = sound(await createIndex({ excludeSelectors: UNREAD }));
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
    await writeFiles(sound(await index.getFiles()).files, folder);
    return count;
  } finally {
    await close();
  }
}

/**
 * Written by us: the engine says that it has written its files when some are not on the disk yet, and is ended then, which
 * under load leaves them empty. What it brings for interfaces other than ours is left out.
 */
async function writeFiles(
  files: readonly { readonly path: string; readonly content: Uint8Array }[],
  folder: string,
): Promise<void> {
  for (const { path, content } of files) {
    if (/^pagefind-(?:.*ui|highlight)\.(?:js|css)$/.test(path)) continue;
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** The engine keeps one record for each address. */
function asRecord({ kind, name, also, path, says }: SearchRecord) {
  const names = [name, ...also];
  const parts = [
    ...names.flatMap(identifiersOf).flatMap((each) => [...endingsOf(each), ...beginningsOf(each)]),
    ...names.flatMap((each) => messageWord(each) ?? []),
  ];
  const meta = { title: name, kind, also: also.join(' '), parts: [...new Set(parts)].join(' ') };
  return { url: path, content: says, meta, filters: { kind: [kind] } };
}

function sound<T extends { readonly errors: readonly string[] }>(response: T): T {
  if (response.errors.length > 0) throw new Error(`Pagefind: ${response.errors.join(' ')}`);
  return response;
}
