import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex } from 'pagefind';
import type { FinishedPage } from '../built/finish.ts';
import { answerFile } from './answer-file.ts';
import { kindOfPage } from './kinds.ts';
import { messageWord } from './message-word.ts';
import { entryOfPage } from './page-entry.ts';
import { entryOfRecord, type SearchRecord } from './records.ts';
import { asSearched, beginningsOf, endingsOf, identifiersOf } from './words.ts';

/**
 * Words for screen readers that repeat others, titles of the pages that quote a passage, and quotes of words that the same page has
 * where they were written: a search leads there, and the index of a large archive takes two fifths less memory to write.
 */
const UNREAD = ['.sr-only', '.pt-cited', '.pt-quoted-here', '.pt-fold'];

/** An index that is being made. */
export interface SearchIndex {
  /** Begins to read a page; null for one that is not searched. */
  addPage(page: FinishedPage): (() => Promise<void>) | null;
  addRecord(record: SearchRecord): () => Promise<void>;
  /**
   * Writes the index.
   *
   * @returns how many pages and records are in it.
   */
  write(folder: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * Makes the search index of a site: its pages, and beside them a record for everything that has a name. Paths are
 * without the base path; the search in the page puts it before them. Records are in the language of the first page.
 */
export async function openIndex(): Promise<SearchIndex> {
  const { index } = sound(await createIndex({ excludeSelectors: UNREAD }));
  if (!index) throw new Error('Pagefind made no index.');
  let count = 0;
  const answers = answerFile();
  let language: string | undefined;
  /** The engine numbers what it is told of in the order in which it is told. */
  const told = (answer: Promise<{ readonly errors: readonly string[] }>) => {
    count += 1;
    return async () => void sound(await answer);
  };
  return {
    addPage({ path, tree }) {
      language ??= tree.elements.find(({ name }) => name === 'html')?.attributes.lang;
      const content = asSearched(tree, kindOfPage(path));
      if (content === null) return null;
      answers.add(entryOfPage(path, tree));
      return told(index.addHTMLFile({ url: path, content }));
    },
    addRecord(record) {
      answers.add(entryOfRecord(record));
      return told(index.addCustomRecord({ ...asRecord(record), language: language ?? 'en' }));
    },
    async write(folder) {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'answers.json'), answers.text(language ?? 'en'));
      await writeFiles(sound(await index.getFiles()).files, folder);
      return count;
    },
    close: async () => void (await close()),
  };
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
