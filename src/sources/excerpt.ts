// Comes in: trees, and requests that name a tree, a path and a symbol. Goes out: excerpts with true line
// numbers and the hash of their text, or the case that stood in the way.
// Promises: the text is a real tree's, whole lines, unchanged; nothing half-fetched is ever used or kept.
// Refuses: paths that leave the tree. It throws only for trees and paths that were not prefetched.
import { sha256 } from '../base/hash.ts';
import { browseUrl } from './browse.ts';
import { type BundleMatch, isFolder } from './bundle.ts';
import { addressOf, named } from './c/address.ts';
import type { Definition } from './c/symbol.ts';
import { derivedIn } from './derived.ts';
import { linesBetween } from './lines.ts';
import {
  fetchFiles,
  isHarmlessPath,
  type SourceFile,
  type SourceFolder,
  type SourceOptions,
  type WantedFile,
} from './resolve.ts';
import type { Excerpt, ExcerptRequest, Tree } from './tree.ts';

export type ExcerptAnswer =
  | { readonly state: 'found'; readonly excerpt: Excerpt; readonly provider: string }
  | { readonly state: 'no tree' }
  | { readonly state: 'no file'; readonly version: string | null }
  | { readonly state: 'no symbol'; readonly symbols: readonly string[] }
  | { readonly state: 'ambiguous'; readonly candidates: readonly string[] }
  | { readonly state: 'no anchor'; readonly which: 'from' | 'to'; readonly lines: readonly number[] }
  | { readonly state: 'unavailable'; readonly reasons: readonly string[] };

/** The trees at hand, as far as somebody said beforehand what would be asked. */
export interface Sources {
  /** The text of a file. */
  file(wanted: WantedFile): SourceFile;
  /** All text below a folder. */
  folder(wanted: WantedFile): SourceFolder;
  /** Lines below a folder that hold some words; nothing where there is no folder. */
  search(wanted: WantedFile, words: string): Promise<readonly BundleMatch[]>;
  /** Everything a file defines; nothing where there is no file. */
  definitions(wanted: WantedFile): Promise<readonly Definition[]>;
  excerpt(request: ExcerptRequest): Promise<ExcerptAnswer>;
}

/**
 * Gets every file that will be asked for, all at once.
 *
 * @param wanted files, folders, and excerpts, which name files; trees that are not known and paths that leave a tree may
 *   be among them.
 */
export async function openSources(wanted: readonly WantedFile[], options: SourceOptions): Promise<Sources> {
  const fetched = await fetchFiles(
    wanted.filter(({ tree, path }) => options.trees[tree] && isHarmlessPath(path)),
    options,
  );
  const derived = derivedIn(options.cacheFolder, options.host);
  return {
    file: fetched.file,
    folder: fetched.folder,
    async search(wanted, words) {
      const folder = fetched.folder(wanted);
      return folder.state === 'found' ? await derived.search(folder.packed, words) : [];
    },
    async definitions(wanted) {
      const file = fetched.file(wanted);
      return file.state === 'found' ? await derived.definitions(file.text) : [];
    },
    async excerpt(request) {
      const tree = options.trees[request.tree];
      if (!tree) return { state: 'no tree' };
      if (!isHarmlessPath(request.path) || isFolder(request.path)) return { state: 'no file', version: null };
      const file = fetched.file(request);
      if (file.state === 'unavailable') return file;
      if (file.state === 'absent') return { state: 'no file', version: file.version };
      return excerptFrom(file, request, tree, await derived.definitions(file.text));
    },
  };
}

function excerptFrom(
  file: Extract<SourceFile, { state: 'found' }>,
  request: ExcerptRequest,
  tree: Tree,
  all: readonly Definition[],
): ExcerptAnswer {
  const [definition, ...others] = named(request.symbol, all);
  if (!definition) return { state: 'no symbol', symbols: [...new Set(all.map(({ name }) => name))] };
  if (others.length > 0) return { state: 'ambiguous', candidates: [definition, ...others].map(addressOf) };
  const slice = sliceOf(file.text, definition, request);
  if ('state' in slice) return slice;
  const text = linesBetween(file.text, slice.firstLine, slice.lastLine);
  const excerpt: Excerpt = {
    tree: request.tree,
    version: file.version,
    path: request.path,
    symbol: request.symbol,
    ...slice,
    text,
    sha256: sha256(text),
    url: browseUrl(tree, request.path, slice.firstLine),
  };
  return { state: 'found', excerpt, provider: file.provider };
}

type LineRange = Pick<Excerpt, 'firstLine' | 'lastLine'>;

/** The lines to show: the whole symbol, or from the line that holds `from` to the next that holds `to`. */
function sliceOf(
  source: string,
  { firstLine, lastLine }: Definition,
  { from, to }: ExcerptRequest,
): LineRange | Extract<ExcerptAnswer, { state: 'no anchor' }> {
  const range = { firstLine, lastLine };
  if (from !== undefined) {
    const at = linesWithIn(source, from, range);
    if (at.length !== 1) return { state: 'no anchor', which: 'from', lines: at };
    range.firstLine = at[0] ?? firstLine;
  }
  if (to !== undefined) {
    const [at] = linesWithIn(source, to, range);
    if (at === undefined) return { state: 'no anchor', which: 'to', lines: [] };
    range.lastLine = at;
  }
  return range;
}

/** True line numbers of an excerpt's lines that hold some words, white space folded. */
export const linesWith = (
  { text, firstLine }: Pick<Excerpt, 'text' | 'firstLine'>,
  words: string,
): number[] => {
  const sought = folded(words);
  return text
    .split('\n')
    .flatMap((line, index) => (folded(line).includes(sought) ? [firstLine + index] : []));
};

const linesWithIn = (source: string, words: string, { firstLine, lastLine }: LineRange): number[] =>
  linesWith({ text: linesBetween(source, firstLine, lastLine), firstLine }, words);

const folded = (text: string): string => text.replace(/\s+/g, ' ').trim();

export { bundleHash, isFolder } from './bundle.ts';
export { nameIn } from './c/address.ts';
export { cacheFolder } from './cache.ts';
export { linesBetween, linesHolding } from './lines.ts';
export { ownTree } from './own-tree.ts';
export type { SourceFile, SourceFolder, SourceOptions, WantedFile } from './resolve.ts';
export { HERE_ONLY, isHarmlessPath } from './resolve.ts';
