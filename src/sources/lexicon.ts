import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { constants, createZstdCompress, zstdDecompress } from 'node:zlib';
import { type Bundler, bundler, type FolderFile, isTextOf } from './bundle.ts';
import { FIRST_LETTER, type WordTable, wordTable } from './word-table.ts';

/**
 * A wanted path that means the words and the paths of a whole tree; no file has such a name. The number changes with what
 * is kept of a tree, so that what was kept before is not used.
 */
export const WHOLE_TREE = '*words-1/';

/** What packs a wanted folder. */
export const packerOf = (path: string): Bundler => (path === WHOLE_TREE ? lexiconer() : bundler());

/** The folder that is meant, with a slash at its end; nothing for the top. */
export const folderOf = (path: string): string => (path === WHOLE_TREE ? '' : path);

/** How a word of code is used; a word may be used in many ways. */
export const USES = {
  /** A bracket follows it: it is called, or defined as a function or macro. */
  called: 1,
  /** It stands behind `->` or `.`, or in a declaration within braces. */
  member: 2,
  /** It stands behind `struct`, `union`, `enum` or `class`. */
  tag: 4,
  /** In code in any other way: a constant, a type, a variable, a word of a string. */
  plain: 8,
  /** In a text that is no code. */
  told: 16,
} as const;

/** All words of a tree, and all its paths. */
export interface Lexicon {
  /** A sum of {@link USES}; 0 where the word is nowhere. */
  usesOf(word: string): number;
  /** The uses of all words that begin so, as a sum. */
  usesOfPrefix(prefix: string): number;
  /** Whether any word ends so. */
  hasEnding(ending: string): boolean;
  /** Whether the tree has a file, or a folder, of this path, or of this name in any folder. */
  hasPath(path: string): boolean;
}

/** Packs the words of a tree whose files come one by one. Comments of code do not count: they name what is long gone. */
export function lexiconer(): Bundler {
  const words = wordTable();
  const paths: string[] = [];
  return {
    add(file) {
      paths.push(file.path);
      if (isTextOf(file)) countWords(file, words);
      return Promise.resolve();
    },
    async finish() {
      const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
      const packed = buffer(compress);
      compress.write(`${paths.sort().join('\n')}\n\n`);
      for (const piece of words.sorted()) if (!compress.write(piece)) await drained(compress);
      compress.end();
      return await packed;
    },
  };
}

const drained = (stream: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    stream.once('drain', resolve);
  });

/** @param packed made by {@link lexiconer}. */
export async function readLexicon(packed: Uint8Array): Promise<Lexicon> {
  const bytes = await promisify(zstdDecompress)(packed);
  const end = bytes.indexOf('\n\n');
  const paths = new Set<string>();
  for (const path of bytes.toString('utf8', 0, end).split('\n')) {
    for (let at = path.length; at !== -1; at = path.lastIndexOf('/', at - 1)) {
      const part = path.slice(0, at);
      if (paths.has(part)) break;
      paths.add(part);
      paths.add(part.slice(part.lastIndexOf('/') + 1));
    }
  }
  const first = end + 2;
  /** Where the line begins that an offset is in. */
  const lineAt = (offset: number): number => Math.max(first, bytes.lastIndexOf(0x0a, offset - 1) + 1);
  /** Where the first word begins that is not before another. */
  const from = (word: Buffer): number => {
    let [low, high] = [first, bytes.length];
    while (low < high) {
      const start = lineAt((low + high) >> 1);
      const stop = bytes.indexOf(0x0a, start);
      if (bytes.subarray(start + 1, stop).compare(word) < 0) low = stop + 1;
      else high = start;
    }
    return low;
  };
  const usesAt = (start: number): number => (bytes[start] ?? 0) - FIRST_LETTER;
  const begins = (start: number, word: Buffer): boolean =>
    bytes.subarray(start + 1, start + 1 + word.length).equals(word);
  return {
    hasPath: (path) => paths.has(path.replace(/\/$/, '')),
    hasEnding: (ending) => bytes.indexOf(`${ending}\n`, first) !== -1,
    usesOf(text) {
      const word = Buffer.from(text);
      const start = from(word);
      return begins(start, word) && bytes[start + 1 + word.length] === 0x0a ? usesAt(start) : 0;
    },
    usesOfPrefix(text) {
      const word = Buffer.from(text);
      let uses = 0;
      for (let start = from(word); start < bytes.length && begins(start, word); ) {
        uses |= usesAt(start);
        start = bytes.indexOf(0x0a, start) + 1;
      }
      return uses;
    },
  };
}

/** Files whose comments are written as in C. */
const LIKE_C = /\.(?:[chS]|cc|cpp|cxx|hh|hpp|rs|java|[cm]?[jt]sx?|go|dtsi?|y|l|proto|kt|swift|cs)$/;
/** Texts that tell of code and are none. */
const TOLD =
  /\.(?:rst|txt|md|mdx|adoc|html?|po|xml|svg)$|(?:^|\/)(?:README|CREDITS|MAINTAINERS|ChangeLog|NEWS)[^/]*$/i;

const TAGS = new Set(['struct', 'union', 'enum', 'class']);

/** Goes through a file once, byte by byte. */
function countWords({ path, bytes }: FolderFile, words: WordTable): void {
  const isTold = TOLD.test(path);
  const hasComments = LIKE_C.test(path);
  let isTagged = false;
  let depth = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (IS_WORD[byte] !== 1) {
      if (hasComments && byte === SLASH) {
        const end = endOfComment(bytes, at);
        if (end !== null) {
          at = end;
          continue;
        }
      }
      if (byte === BRACE) depth += 1;
      if (byte === END_BRACE) depth = Math.max(0, depth - 1);
      if (byte > 0x20) isTagged = false;
      at += 1;
      continue;
    }
    const start = at;
    while (IS_WORD[bytes[at] as number] === 1) at += 1;
    if (at - start > LONGEST || (bytes[start] as number) <= NINE) continue;
    const uses = isTold ? USES.told : usesIn(bytes, start, at, isTagged, depth);
    words.add(bytes, start, at, uses);
    isTagged = at - start <= 6 && TAGS.has(Buffer.from(bytes.subarray(start, at)).toString('latin1'));
  }
}

function usesIn(bytes: Uint8Array, start: number, end: number, isTagged: boolean, depth: number): number {
  let next = end;
  while (bytes[next] === 0x20 || bytes[next] === 0x09) next += 1;
  const before = bytes[start - 1];
  const isMember = before === DOT || (before === GREATER && bytes[start - 2] === HYPHEN);
  // In braces, a word before one of these may be a field that is declared: `int left;`, `long more[2], flag:1;`.
  const isDeclared = depth > 0 && END_OF_FIELD.has(bytes[next] ?? 0);
  return (
    (bytes[next] === BRACKET ? USES.called : 0) |
    (isMember || isDeclared ? USES.member : 0) |
    (isTagged ? USES.tag : 0) |
    USES.plain
  );
}

/** Where a comment that begins at a slash ends; null where none does. */
function endOfComment(bytes: Uint8Array, at: number): number | null {
  if (bytes[at + 1] === SLASH) {
    const end = bytes.indexOf(0x0a, at);
    return end === -1 ? bytes.length : end;
  }
  if (bytes[at + 1] !== STAR) return null;
  for (let end = bytes.indexOf(STAR, at + 2); end !== -1; end = bytes.indexOf(STAR, end + 1))
    if (bytes[end + 1] === SLASH) return end + 2;
  return bytes.length;
}

const LONGEST = 100;
const [SLASH, STAR, DOT, GREATER, HYPHEN, BRACKET, BRACE, END_BRACE, NINE] = [
  0x2f, 0x2a, 0x2e, 0x3e, 0x2d, 0x28, 0x7b, 0x7d, 0x39,
];
/** `;`, `[`, `:`, `,`. */
const END_OF_FIELD: ReadonlySet<number> = new Set([0x3b, 0x5b, 0x3a, 0x2c]);

/** Letters, digits and the underscore. */
const IS_WORD = Uint8Array.from({ length: 256 }, (_, byte) => (/\w/.test(String.fromCharCode(byte)) ? 1 : 0));
