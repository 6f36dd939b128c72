// Comes in: trees, and requests that name a tree, a path and a symbol. Goes out: excerpts with true line
// numbers and the hash of their text, or the case that stood in the way.
// Promises: the text is a real tree's, whole lines, unchanged; nothing half-fetched is ever used or kept.
// Refuses: paths that leave the tree. It throws only for trees and paths that were not prefetched.

import { sha256 } from '../base/hash.ts';
import { lookUp } from '../base/look-up.ts';
import { addressOf, named } from './address.ts';
import { browseUrl } from './browse.ts';
import { type BundleMatch, isFolder } from './bundle.ts';
import type { Settings } from './c/halves.ts';
import { type Caller, linesOfWord } from './c/words.ts';
import type { Definition } from './definition.ts';
import { derivedIn, type FunctionReading, type Reading, type ShapeReading, type Unread } from './derived.ts';
import type { Language } from './languages/language.ts';
import { type Lexicon, readLexicon, WHOLE_TREE } from './lexicon.ts';
import { linesBetween } from './lines.ts';
import {
  fetchFiles,
  isHarmlessPath,
  type SourceFile,
  type SourceFolder,
  type SourceOptions,
  type WantedFile,
} from './resolve.ts';
import { type Excerpt, type ExcerptRequest, lineRange, type Tree } from './tree.ts';

export type ExcerptAnswer =
  | { readonly state: 'found'; readonly excerpt: Excerpt; readonly provider: string }
  | { readonly state: 'no tree' }
  | { readonly state: 'no file'; readonly version: string | null }
  | { readonly state: 'no symbol'; readonly symbols: readonly string[] }
  | { readonly state: 'ambiguous'; readonly candidates: readonly string[] }
  /** The grammar lost its way at a line, so that nobody knows where the symbol ends. */
  | { readonly state: 'broken'; readonly line: number; readonly definition: Definition }
  | { readonly state: 'no anchor'; readonly which: 'from' | 'to'; readonly lines: readonly number[] }
  /** The file ends before. */
  | { readonly state: 'no lines'; readonly last: number }
  /** Some of what would be shown is not UTF-8. */
  | { readonly state: 'no text'; readonly line: number }
  | Unread
  | { readonly state: 'unavailable'; readonly reasons: readonly string[] };

/** The trees at hand, as far as somebody said beforehand what would be asked. */
export interface Sources {
  /** The text of a file. */
  file(wanted: WantedFile): SourceFile;
  /** All text below a folder. */
  folder(wanted: WantedFile): SourceFolder;
  /** Lines below a folder that hold some words; nothing where there is no folder. In C, only code counts by itself. */
  search(wanted: WantedFile, words: string, comments: boolean): Promise<readonly BundleMatch[]>;
  /** Everything a file defines, or why nobody can tell; nothing where there is no file. */
  definitions(wanted: WantedFile): Promise<Reading>;
  /** Lines of a file where something may define a name that was not understood. */
  mentions(wanted: WantedFile, name: string): Promise<readonly number[]>;
  /** The functions of one name in a file, as they may be compiled where some settings are made. */
  functions(wanted: WantedFile, name: string, settings: Settings): Promise<FunctionReading>;
  /** What names the functions of one name in a file; null where there is none. */
  shape(wanted: WantedFile, name: string): Promise<ShapeReading>;
  /** Lines of a file, or of the files below a folder, whose code has a word that fits; comments and strings are none. */
  words(wanted: WantedFile, word: string): Promise<readonly BundleMatch[]>;
  /** The functions below a folder, or in a file, that call another. */
  callers(wanted: WantedFile, name: string): Promise<readonly Caller[]>;
  excerpt(request: ExcerptRequest): Promise<ExcerptAnswer>;
  /** The words of a whole tree, which was asked for as {@link WHOLE_TREE}; null where it is not at hand. */
  lexicon(tree: string): Promise<Lexicon | null>;
  /** Tree -> the commit that its tag stands for, of trees that a git repository has told of. */
  readonly commits: ReadonlyMap<string, string>;
}

/**
 * Gets every file that will be asked for, all at once.
 *
 * @param wanted files, folders, and excerpts, which name files; trees that are not known and paths that leave a tree may
 *   be among them.
 */
export async function openSources(wanted: readonly WantedFile[], options: SourceOptions): Promise<Sources> {
  const fetched = await fetchFiles(
    wanted.filter(
      ({ tree, path }) => lookUp(options.trees, tree) && (path === WHOLE_TREE || isHarmlessPath(path)),
    ),
    options,
  );
  const derived = derivedIn(options.cacheFolder, options.host);
  return {
    commits: fetched.commits,
    file: fetched.file,
    folder: fetched.folder,
    async search(wanted, words, comments) {
      const folder = fetched.folder(wanted);
      return folder.state === 'found' ? await derived.search(folder.packed, words, comments) : [];
    },
    async definitions(wanted) {
      const file = fetched.file(wanted);
      return file.state === 'found'
        ? await derived.definitions(wanted.path, file.text)
        : { state: 'read', definitions: [] };
    },
    async mentions(wanted, name) {
      const file = fetched.file(wanted);
      return file.state === 'found' ? await derived.mentions(wanted.path, file.text, name) : [];
    },
    async functions(wanted, name, settings) {
      const file = fetched.file(wanted);
      return file.state === 'found'
        ? await derived.functions(wanted.path, file.text, name, settings)
        : { state: 'read', functions: [] };
    },
    async shape(wanted, name) {
      const file = fetched.file(wanted);
      return file.state === 'found'
        ? await derived.shape(wanted.path, file.text, name)
        : { state: 'read', shape: null };
    },
    async words(wanted, word) {
      if (isFolder(wanted.path)) {
        const folder = fetched.folder(wanted);
        return folder.state === 'found' ? await derived.wordsBelow(folder.packed, word) : [];
      }
      const file = fetched.file(wanted);
      if (file.state !== 'found') return [];
      return linesOfWord(word, wanted.path, file.text).map((line) => ({ path: wanted.path, line }));
    },
    async callers(wanted, name) {
      if (isFolder(wanted.path)) {
        const folder = fetched.folder(wanted);
        return folder.state === 'found' ? await derived.callersBelow(folder.packed, name) : [];
      }
      const file = fetched.file(wanted);
      return file.state === 'found' ? await derived.callers(wanted.path, file.text, name) : [];
    },
    async lexicon(tree) {
      const whole = fetched.folder({ tree, path: WHOLE_TREE });
      return whole.state === 'found' ? await readLexicon(whole.packed) : null;
    },
    async excerpt(request) {
      const tree = lookUp(options.trees, request.tree);
      if (!tree) return { state: 'no tree' };
      if (!isHarmlessPath(request.path) || isFolder(request.path)) return { state: 'no file', version: null };
      const file = fetched.file(request);
      if (file.state === 'unavailable') return file;
      if (file.state === 'absent') return { state: 'no file', version: file.version };
      const { symbol } = request;
      const language = derived.language(request.path, file.text);
      if (symbol === undefined) return shown(file, request, tree, language, partOfFile(file.text, request));
      const read = await derived.definitions(request.path, file.text);
      return read.state === 'read'
        ? shown(file, request, tree, language, partOfSymbol(file.text, symbol, request, read.definitions))
        : read;
    },
  };
}

type Slice = LineRange | Exclude<ExcerptAnswer, { state: 'found' }>;

function shown(
  file: Extract<SourceFile, { state: 'found' }>,
  request: ExcerptRequest,
  tree: Tree,
  language: Language,
  slice: Slice,
): ExcerptAnswer {
  if ('state' in slice) return slice;
  const text = linesBetween(file.text, slice.firstLine, slice.lastLine);
  const unreadable = file.isUtf8 ? NUL : NO_TEXT;
  if (unreadable.test(text)) {
    const before = text.slice(0, text.search(unreadable)).split('\n').length - 1;
    return { state: 'no text', line: slice.firstLine + before };
  }
  const excerpt: Excerpt = {
    tree: request.tree,
    version: file.version,
    path: request.path,
    ...(request.symbol === undefined ? {} : { symbol: request.symbol }),
    highlight: language.highlight,
    ...slice,
    text,
    sha256: sha256(text),
    url: browseUrl(tree, request.path, slice.firstLine),
  };
  return { state: 'found', excerpt, provider: file.provider };
}

/** What stands for bytes that are not UTF-8; and a NUL, which no text has. */
const NO_TEXT = /[\uFFFD\0]/;
const NUL = /\0/;

type LineRange = Pick<Excerpt, 'firstLine' | 'lastLine'>;

/** The whole symbol, or from the line of it that holds `from` to the next that holds `to`. */
function partOfSymbol(
  source: string,
  symbol: string,
  request: ExcerptRequest,
  all: readonly Definition[],
): Slice {
  const [definition, ...others] = named(symbol, all);
  if (!definition)
    return { state: 'no symbol', symbols: [...new Set(all.map(({ path, name }) => path ?? name))] };
  if (others.length > 0) return { state: 'ambiguous', candidates: [definition, ...others].map(addressOf) };
  if (definition.brokenAt !== undefined) return { state: 'broken', line: definition.brokenAt, definition };
  return sliceOf(source, definition, request);
}

/** Without a symbol: lines by number, or from the line of the file that holds `from` to the next that holds `to`. */
function partOfFile(source: string, request: ExcerptRequest): Slice {
  const lastLine = source.replace(/\n$/, '').split('\n').length;
  if (request.lines === undefined) return sliceOf(source, { firstLine: 1, lastLine }, request);
  const [first, last] = lineRange(request.lines) ?? [];
  if (first === undefined || last === undefined || last > lastLine)
    return { state: 'no lines', last: lastLine };
  return { firstLine: first, lastLine: last };
}

function sliceOf(
  source: string,
  { firstLine, lastLine }: LineRange,
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

export { called, nameIn } from './address.ts';
export { bundleHash, isFolder } from './bundle.ts';
export { linesOfTokens } from './c/canonical.ts';
export {
  type Code,
  type CompiledBody,
  declarationIn,
  expressionIn,
  type FunctionCode,
  JUMPS,
  macroValue,
  SEQUENCES,
  statementsIn,
  thatAct,
} from './c/code.ts';
export type { Settings } from './c/halves.ts';
export { enumeratorIn, type Member, membersIn } from './c/members.ts';
export { codeHolding, fitting } from './c/words.ts';
export { cacheFolder } from './cache.ts';
export { type Definition, isFunction } from './definition.ts';
export { whyUnread } from './derived.ts';
export { type Lexicon, USES, WHOLE_TREE } from './lexicon.ts';
export { escaped, linesBetween, linesHolding, linesWithHash } from './lines.ts';
export { ownTree } from './own-tree.ts';
export type { OnProgress } from './provider.ts';
export type { SourceFile, SourceFolder, SourceOptions, WantedFile } from './resolve.ts';
export { HERE_ONLY, isHarmlessPath } from './resolve.ts';
