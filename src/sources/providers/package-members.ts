import type { Host } from '../../base/host.ts';
import { type Bundler, isFolder } from '../bundle.ts';
import { folderOf, packerOf } from '../lexicon.ts';

const UNPACK_TIMEOUT_MS = 10 * 60_000;

/** Of an archive, members by name or pattern: their bytes, one after another, into parts of a file. */
const MEMBERS =
  'tar -xvvO --index-file=index --numeric-owner --no-recursion --verbatim-files-from $3 | ' +
  'split -a 4 -b 1048576 - part.';

/**
 * Streams the archive inside the package through tar, which writes the wanted members one after another into parts of a
 * file, and their names and sizes into an index: nothing is ever made under a name from the archive, and thousands of
 * small files cost no more than one. When no folder is wanted, tar ends as soon as all are found, and the programs
 * before it with it. The tar that reads the package notes every few records how far it is. apt has checked the hash of
 * the whole package, so that xz need not check its own. Nothing is interpolated into the script.
 */
const UNPACK =
  'dpkg-deb --fsys-tarfile "$1" | ' +
  `tar -xO --checkpoint=200 --checkpoint-action='exec=echo $TAR_CHECKPOINT >records' "./usr/src/$2.tar.xz" | ` +
  'xz -dc --ignore-check | ' +
  MEMBERS;

/** The same of an archive by itself, which $4 unpacks. */
const UNPACK_ARCHIVE = `$4 -dc "$1" | ${MEMBERS}`;

/** Names are compared as they are; only those of folders are patterns, which cost a look at every member. */
const FILES_ONLY = '--occurrence=1 -T files';
const FOLDERS_TOO = '-T files --wildcards --wildcards-match-slash -T folders';

/** Of tar, by default. */
const RECORD_BYTES = 10_240;

/** How much of a package has been read so far. */
export async function bytesRead(folder: string, host: Host): Promise<number> {
  const records = await host.read(`${folder}/records`);
  return records === null ? 0 : Number(new TextDecoder().decode(records)) * RECORD_BYTES;
}

/** What members are taken out of. */
export interface Archive {
  /** A package, or an archive of its own. */
  readonly file: string;
  /** The folder that all of it is in; of a package, the name of the archive in it too. */
  readonly root: string;
  /** The program that unpacks an archive; absent for a package. */
  readonly unpackedBy?: Unpacker;
}

/** Ending of an archive -> the program that unpacks it. */
const UNPACKERS = { xz: 'xz', gz: 'gzip', bz2: 'bzip2', zst: 'zstd' } as const;
export type Unpacker = (typeof UNPACKERS)[keyof typeof UNPACKERS];

/** Looks into an archive that has one folder at its top. */
export async function archiveIn(file: string, folder: string, host: Host): Promise<Archive> {
  const ending = file.slice(file.lastIndexOf('.') + 1);
  const unpackedBy = Object.entries(UNPACKERS).find(([each]) => each === ending)?.[1];
  if (unpackedBy === undefined) throw new Error(`${file} is packed in a way that is not known`);
  const script = '$2 -dc "$1" | tar -t | head -n 1';
  const { stdout } = await host.run(['sh', '-c', script, 'sh', file, unpackedBy], {
    cwd: folder,
    timeoutMs: UNPACK_TIMEOUT_MS,
    env: { LC_ALL: 'C' },
  });
  const [, root] = /^((?:\.\/)?[\w+~-][\w.+~-]*)\//.exec(new TextDecoder().decode(stdout)) ?? [];
  if (root === undefined) throw new Error(`${file} has no folder at its top`);
  return { file, root, unpackedBy };
}

/**
 * Gets files, and all text below folders, out of a source package.
 *
 * @param folder an empty folder to work in.
 * @returns null for what the archive does not have as a plain file or a folder; a link is neither.
 */
export async function membersOf(
  archive: Archive,
  paths: readonly string[],
  folder: string,
  host: Host,
): Promise<Map<string, Uint8Array | null>> {
  const { file, root, unpackedBy } = archive;
  const list = (into: string, names: readonly string[]) =>
    host.write(
      `${folder}/${into}`,
      new TextEncoder().encode(names.map((each) => `${root}/${each}\n`).join('')),
    );
  const folders = paths.filter(isFolder);
  await list(
    'files',
    paths.filter((path) => !isFolder(path)),
  );
  await list(
    'folders',
    folders.map((path) => `${folderOf(path)}*`),
  );
  const how = folders.length > 0 ? FOLDERS_TOO : FILES_ONLY;
  const { stderr } = await host.run(
    ['sh', '-c', unpackedBy === undefined ? UNPACK : UNPACK_ARCHIVE, 'sh', file, root, how, unpackedBy ?? ''],
    {
      cwd: folder,
      timeoutMs: UNPACK_TIMEOUT_MS,
      env: { LC_ALL: 'C' },
    },
  );
  const trouble = stderr
    .split('\n')
    .find((line) => line !== '' && !HARMLESS.some((each) => line.includes(each)));
  if (trouble) throw new Error(`the package cannot be unpacked: ${trouble}`);
  const index = await host.read(`${folder}/index`);
  if (index === null) throw new Error('the package cannot be unpacked: tar wrote no index');
  const members = new TextDecoder().decode(index).split('\n').flatMap(memberIn);
  return await collected(members, `${root}/`, paths, partsIn(folder, host));
}

/** A program whose reader has what it wanted is told so, and a member that is not there is an answer. */
const HARMLESS = ['Not found in archive', 'previous errors', 'Broken pipe', 'write error'];

interface Member {
  readonly name: string;
  /** Null for what is no plain file, and has no bytes. */
  readonly size: number | null;
}

/** A line of `tar -vv`: `-rw-r--r-- 0/0  28377 2026-11-10 18:05 linux-source-6.12/mm/gup.c`. */
function memberIn(line: string): Member[] {
  if (line === '') return [];
  const [, type, size, name = ''] =
    /^(.)\S+ \S+ +(\d+(?:,\d+)?) \d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)? (.*)$/.exec(line) ?? [];
  if (type === undefined) throw new Error(`the package cannot be unpacked: tar says "${line}"`);
  return [{ name, size: type === '-' ? Number(size) : null }];
}

type Take = (bytes: number) => Promise<Uint8Array>;

async function collected(
  members: readonly Member[],
  root: string,
  paths: readonly string[],
  take: Take,
): Promise<Map<string, Uint8Array | null>> {
  const files = new Map<string, Uint8Array | null>(paths.map((path) => [path, null]));
  const folders = new Map<string, Bundler>();
  for (const { name, size } of members) {
    const path = name.startsWith(root) ? name.slice(root.length) : '';
    const inside = paths.filter(
      (each) => isFolder(each) && path.startsWith(folderOf(each)) && !path.includes('/../'),
    );
    for (const each of inside) folders.set(each, folders.get(each) ?? packerOf(each));
    if (size === null) continue;
    const bytes = await take(size);
    // A copy: a part would be kept whole for the sake of one file.
    if (files.get(path) === null) files.set(path, bytes.slice());
    for (const each of inside) await folders.get(each)?.add({ path, bytes });
  }
  for (const [path, folder] of folders) files.set(path, await folder.finish());
  return files;
}

/** Reads the parts that split made as one run of bytes; each call gives the next so many. */
function partsIn(folder: string, host: Host): Take {
  let parts: string[] | null = null;
  let part: Uint8Array = new Uint8Array();
  let at = 0;
  return async (size) => {
    if (at + size <= part.length) {
      at += size;
      return part.subarray(at - size, at);
    }
    const bytes = new Uint8Array(size);
    for (let got = 0; got < size; ) {
      if (at === part.length) {
        const entries = (await host.list(folder)) ?? [];
        parts ??= entries.flatMap(({ name }) => (name.startsWith('part.') ? [name] : []));
        const next = parts.shift();
        const read = next === undefined ? null : await host.read(`${folder}/${next}`);
        if (read === null) throw new Error('the package cannot be unpacked: its archive ends early');
        [part, at] = [read, 0];
      }
      const some = part.subarray(at, at + size - got);
      bytes.set(some, got);
      got += some.length;
      at += some.length;
    }
    return bytes;
  };
}
