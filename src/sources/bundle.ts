import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createZstdCompress, zstdDecompress } from 'node:zlib';
import { sha256 } from '../base/hash.ts';
import { linesHolding } from './lines.ts';

/** A file below a folder of a tree. */
export interface FolderFile {
  /** Relative to the top of the tree. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A wanted path that ends with a slash means all text below a folder. */
export const isFolder = (path: string): boolean => path.endsWith('/');

/** Whether a file below a folder is text that a programmer would search: code, its build files, its documentation. */
export const isSearched = (path: string): boolean =>
  /(?:\.(?:c|h|S|rst)|(?:^|\/)(?:Kconfig|Makefile|Kbuild)[^/]*)$/.test(path);

/**
 * Packs the text below a folder: a hash ({@link bundleHash}), then, compressed, path, NUL, text, NUL, and so on.
 * Files are taken one by one, since a folder can be larger than what a build may hold in memory.
 *
 * @param files in order of their paths, so that every provider makes the same hash.
 */
export async function bundle(
  files: Iterable<FolderFile> | AsyncIterable<FolderFile>,
): Promise<Uint8Array<ArrayBuffer>> {
  const compress = createZstdCompress();
  const inventory: string[] = [];
  const [packed] = await Promise.all([
    buffer(compress),
    pipeline(Readable.from(parts(files, inventory)), compress),
  ]);
  const hash = new TextEncoder().encode(sha256(inventory.join('')));
  const bytes = new Uint8Array(hash.length + packed.length);
  bytes.set(hash);
  bytes.set(packed, hash.length);
  return bytes;
}

/** @param inventory gets a line with path and hash of each file. */
async function* parts(
  files: Iterable<FolderFile> | AsyncIterable<FolderFile>,
  inventory: string[],
): AsyncGenerator<Uint8Array> {
  for await (const { path, bytes } of files) {
    inventory.push(`${path} ${sha256(bytes)}\n`);
    yield new TextEncoder().encode(`${path}\0`);
    // A text has no NUL; what has one must not end early.
    yield bytes.includes(0) ? bytes.map((byte) => byte || 0x20) : bytes;
    yield Uint8Array.of(0);
  }
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
const MOST_MATCHES = 20;

/**
 * Finds words in the text below a folder, each line by itself, as {@link linesHolding} does in a file.
 *
 * @param packed made by {@link bundle}.
 */
export async function searchBundle(packed: Uint8Array, words: string): Promise<BundleMatch[]> {
  const bytes = await unpack(packed.subarray(HASH_LENGTH));
  // Most words are nowhere below the folder: their first piece is looked for without taking lines apart.
  if (!bytes.includes(words.trim().split(/\s+/)[0] ?? '')) return [];
  const found: BundleMatch[] = [];
  for (const { path, text } of textsIn(bytes)) {
    found.push(...linesHolding(words, text).map((line) => ({ path, line })));
    if (found.length >= MOST_MATCHES) break;
  }
  return found.slice(0, MOST_MATCHES);
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
