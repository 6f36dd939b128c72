import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { constants, createZstdCompress, zstdDecompress } from 'node:zlib';
import { sha256 } from '../base/hash.ts';
import { LIMITS } from '../base/limits.ts';
import { isKnown } from './languages/language.ts';
import { linesHolding } from './lines.ts';

/** A file below a folder of a tree. */
export interface FolderFile {
  /** Relative to the top of the tree. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A wanted path that ends with a slash means all text below a folder. */
export const isFolder = (path: string): boolean => path.endsWith('/');

/** What a folder is kept under: earlier versions kept less of it. */
export const nameOfBundle = (path: string): string => (isFolder(path) ? `${path} whole` : path);

/**
 * The bytes to search of a file, or null where it is no text. Any text is searched, whatever it is called: what was left
 * out could hold the words that are said to be nowhere.
 */
function textOf({ path, bytes }: FolderFile): Uint8Array | null {
  const wide = WIDE.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  if (wide) return new TextEncoder().encode(new TextDecoder(wide.name).decode(bytes).replaceAll('\0', ' '));
  if (!bytes.includes(0)) return bytes;
  // A source file may have a NUL all the same, and must not end early.
  return isKnown(path) ? bytes.map((byte) => byte || 0x20) : null;
}

/** Texts whose letters take two bytes, by how they begin. */
const WIDE = [
  { name: 'utf-16le', mark: [0xff, 0xfe] },
  { name: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

/**
 * Packs the text below a folder: a hash ({@link bundleHash}), then, compressed, path, NUL, text, NUL, and so on. Files are
 * taken one by one, since a folder can be larger than what a build may hold in memory.
 */
export function bundler(): Bundler {
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  const packed = buffer(compress);
  const inventory: string[] = [];
  return {
    async add(file) {
      const { path, bytes } = file;
      const text = textOf(file);
      if (text === null) return;
      if (bytes.length > LIMITS.searchedFileBytes) throw new Error(`${path} is too large to be searched`);
      inventory.push(`${path} ${sha256(bytes)}\n`);
      const entry = Buffer.concat([new TextEncoder().encode(`${path}\0`), text, Uint8Array.of(0)]);
      if (!compress.write(entry)) await once(compress, 'drain');
    },
    async finish() {
      compress.end();
      // Providers give files in orders of their own.
      const hash = sha256(inventory.sort().join(''));
      return Buffer.concat([new TextEncoder().encode(hash), await packed]);
    },
  };
}

export interface Bundler {
  /** Takes a file, unless it is no text. */
  add(file: FolderFile): Promise<void>;
  finish(): Promise<Uint8Array>;
}

/** Whether a file is text, so that it is searched. */
export const isTextOf = ({ path, bytes }: FolderFile): boolean => !bytes.includes(0) || isKnown(path);

/** Packs files that are at hand, or come one by one. */
export async function bundle(
  files: Iterable<FolderFile> | AsyncIterable<FolderFile>,
  own: Bundler = bundler(),
): Promise<Uint8Array> {
  for await (const file of files) await own.add(file);
  return await own.finish();
}

const HASH_LENGTH = 64;

/** What a bundle was made of, as one hash: the same for the same files, whoever packed them. */
export const bundleHash = (packed: Uint8Array): string =>
  new TextDecoder().decode(packed.subarray(0, HASH_LENGTH));

/** A line of a file below a folder. */
export interface BundleMatch {
  readonly path: string;
  readonly line: number;
}

/** At most this many lines of a folder are told; that there are any is what counts. */
export const MOST_MATCHES = 20;

/**
 * Finds words in the text below a folder, each line by itself, as {@link linesHolding} does in a file.
 *
 * @param packed made by {@link bundle}.
 * @param counted what of a file counts, line for line.
 */
export async function searchBundle(
  packed: Uint8Array,
  words: string,
  counted: (path: string, text: string) => string = (_, text) => text,
): Promise<BundleMatch[]> {
  const bytes = await unpack(packed.subarray(HASH_LENGTH));
  // Most words are nowhere below the folder: their first piece is looked for without taking lines apart.
  if (!bytes.includes(words.trim().split(/\s+/)[0] ?? '')) return [];
  const found: BundleMatch[] = [];
  for (const { path, text } of textsIn(bytes)) {
    if (linesHolding(words, text).length === 0) continue;
    found.push(...linesHolding(words, counted(path, text)).map((line) => ({ path, line })));
  }
  const inOrder = found.sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
  return inOrder.slice(0, MOST_MATCHES);
}

/** Every file of a bundle. */
export const filesIn = async (packed: Uint8Array): Promise<BundledText[]> => [
  ...textsIn(await unpack(packed.subarray(HASH_LENGTH))),
];

export interface BundledText {
  readonly path: string;
  readonly text: string;
}

function* textsIn(bytes: Buffer): Generator<BundledText> {
  for (let at = 0; at < bytes.length; ) {
    const textAt = bytes.indexOf(0, at) + 1;
    const end = bytes.indexOf(0, textAt);
    yield { path: bytes.toString('utf8', at, textAt - 1), text: bytes.toString('utf8', textAt, end) };
    at = end + 1;
  }
}

const unpack = promisify(zstdDecompress);
