import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { addressesIn, homesIn, type IsMessageId, MASK } from '../../mail/masked.ts';

/** Something in a built file that tells more than the site is to tell. */
export interface Leak {
  /** Inside the site. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: 'an address' | 'a home folder' | 'a path of the machine that built the site';
  readonly words: string;
}

export interface LeakOptions {
  /** What looks like an address and is none, or may be read. */
  readonly isNone: IsMessageId;
  /** Absolute paths of the machine: the project, the home folder. */
  readonly paths: readonly string[];
}

/** Looks into every file of a built site, as far as it is text, into the search index, and into books. */
export async function leaksIn(folder: string, options: LeakOptions): Promise<Leak[]> {
  const leaks: Leak[] = [];
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of files) {
    const file = relative(folder, path).split(sep).join('/');
    if (BINARY.test(file)) continue;
    for (const readable of readableIn(await readFile(path), file))
      leaks.push(...leaksInText(readable.text, readable.file, options));
    if (leaks.length > MOST) break;
  }
  return leaks;
}

const MOST = 200;

const BINARY = /^pagefind\/wasm|\.(?:png|jpe?g|gif|webp|avif|ico|woff2?|ttf|wasm)$/i;

/** In an address of a page the mask stands in percents. */
const MASKED = new RegExp(`(?:${MASK}|%E2%80%A6)$`, 'i');

/** Programs name who wrote them; what an author or a mail says is in no script. */
const PROGRAM = /\.(?:js|mjs|css|map)$/;

/** `logo@2x.png` is a picture. */
const DENSITY = /@\d(?:\.\d)?x\.\w{3,4}$/;

/** The build ends with the first; nobody reads more of one file. */
const MOST_TOLD = 100;

/** `/build/site` is not in `https://example.org/build/site`, nor in `/build/site-of-ours`. */
const isWholePath = (text: string, at: number, length: number): boolean =>
  (!/[\w.:/-]/.test(text[at - 1] ?? '') || text.slice(Math.max(0, at - 7), at) === 'file://') &&
  !/[\w-]/.test(text[at + length] ?? '');

export function leaksInText(text: string, file: string, { isNone, paths }: LeakOptions): Leak[] {
  const found: { readonly at: number; readonly end: number; readonly what: Leak['what'] }[] = [];
  const isShown = file.endsWith('.pf_fragment') ? (name: string) => isGlued(name, isNone) : isNone;
  if (!PROGRAM.test(file))
    for (const { start, end, hostEnd } of addressesIn(text, isShown))
      if (!MASKED.test(text.slice(Math.max(0, end - 9), end)) && !DENSITY.test(text.slice(start, hostEnd)))
        found.push({ at: start, end: hostEnd, what: 'an address' });
  for (const { start, end } of homesIn(text))
    if (
      !/(?:href|src|action)="\/$/.test(
        text.slice(Math.max(0, start - 13), text.lastIndexOf('/', start - 2) + 1),
      )
    )
      found.push({ at: start, end, what: 'a home folder' });
  for (const path of paths)
    for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + path.length))
      if (isWholePath(text, at, path.length))
        found.push({ at, end: at + path.length, what: 'a path of the machine that built the site' });
  return found.slice(0, MOST_TOLD).map(({ at, end, what }) => {
    const before = text.slice(0, at);
    return {
      file,
      line: before.split('\n').length,
      column: at - before.lastIndexOf('\n'),
      what,
      words: text.slice(at, end).replace(/\s+/g, ' '),
    };
  });
}

/** The search index has the words of a page without what stands between its elements: a word may stand right at an address. */
function isGlued(name: string, isNone: IsMessageId): boolean {
  const sign = name.indexOf('@');
  for (let from = 0; from < Math.min(sign, GLUED); from += 1)
    for (let to = name.length; to > Math.max(sign + 3, name.length - GLUED); to -= 1)
      if (isNone(name.slice(from, to))) return true;
  return false;
}

/** Letters of another word that may stand right before or behind an address. */
const GLUED = 24;

/**
 * What can be read of a file. The search index is packed, and a book is an archive: each entry is a file of its own, whose name
 * stands behind that of the archive. Other bytes are nobody's words, though three of them may well look like an address.
 */
function readableIn(packed: Uint8Array, file: string): { readonly file: string; readonly text: string }[] {
  const bytes = startsWith(packed, GZIP) ? unpacked(packed, file) : packed;
  const files: [string, Uint8Array][] = startsWith(bytes, ZIP)
    ? entriesOf(bytes).map(([name, entry]) => [`${file}/${name}`, entry])
    : [[file, bytes]];
  return files.flatMap(([name, each]) =>
    isText(each) ? [{ file: name, text: Buffer.from(each).toString('utf8') }] : [],
  );
}

const GZIP = [0x1f, 0x8b];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

/** What a packed file may unpack to. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A file that no program can unpack tells nobody anything; one that is too large to look into may. */
function unpacked(packed: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') return new Uint8Array();
    throw new Error(
      `${file} of the built site unpacks to more than ${MOST_BYTES / 1024 ** 2} MB, and was not looked into for addresses. Take it out of the site.`,
    );
  }
}

/** An archive that an author put into the site may be broken, or be none: then nobody can read in it. */
function entriesOf(archive: Uint8Array): [string, Uint8Array][] {
  try {
    let left = MOST_BYTES;
    return Object.entries(
      unzipSync(archive, {
        filter({ name, originalSize }) {
          if (BINARY.test(name) || originalSize > left) return false;
          left -= originalSize;
          return true;
        },
      }),
    );
  } catch {
    return [];
  }
}

/** As git tells: what has a zero byte near its beginning is no text. */
const isText = (bytes: Uint8Array): boolean => !bytes.subarray(0, 8000).includes(0);

/** What is wrong and what to do, for who builds the site. */
export const leaksAsText = (leaks: readonly Leak[]): string =>
  [
    `${leaks.length > MOST ? `More than ${MOST}` : leaks.length} places of the built site tell of people or of this machine:`,
    ...leaks
      .slice(0, LISTED)
      .map(({ file, line, column, what, words }) => `- ${file}:${line}:${column}: ${what}, "${words}"`),
    ...(leaks.length > LISTED ? [`- and ${leaks.length - LISTED} more`] : []),
    `Take them out of the pages (mail is masked: "${MASK}@host"); an address that is to be read goes into the option "addresses".`,
  ].join('\n');

const LISTED = 40;
