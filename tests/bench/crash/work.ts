import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sha256 } from '../../../src/base/hash.ts';
import { compare } from '../../../src/base/order.ts';
import { writeScaleSite } from '../scale/site.ts';

/** Something that a process may be killed in. */
export interface Work {
  readonly name: string;
  /** Of Node. */
  readonly command: readonly string[];
  /** Makes the project that it begins with. */
  readonly make: (project: string) => void;
  /** Takes it back to its beginning, before each round; what else lies there stays. */
  readonly begin: (project: string, round: number) => void;
  /** What it is to have made, once it has ended. */
  readonly made: readonly string[];
}

const root = resolve(import.meta.dirname, '../../..');
const postil = join(root, 'src/cli/main.ts');

/** Folders in which a command keeps what it need not find out again. */
const CACHE = 'cache';

/**
 * @param raw address below which the two trees of the example are served.
 * @param archive file of the mail to import.
 */
export function workWith({
  raw,
  archive,
}: {
  readonly raw: string;
  readonly archive: string;
}): readonly Work[] {
  const command = (name: string, args: readonly string[], start: (content: string) => void): Work => ({
    name,
    command: [postil, ...args],
    make(project) {
      cpSync(join(root, 'examples/rill/content'), join(project, 'start'), { recursive: true });
      const trees = join(project, 'start/trees.yaml');
      writeFileSync(
        trees,
        readFileSync(trees, 'utf8').replace(/^( {2}tag: v(.*))$/gm, `$1\n  raw: ${raw}/$2/{path}`),
      );
      start(join(project, 'start'));
    },
    begin(project, round) {
      // One time in two it finds what it kept before, as far as it came.
      for (const folder of ['content', ...(round % 2 === 0 ? [CACHE] : [])])
        rmSync(join(project, folder), { recursive: true, force: true });
      cpSync(join(project, 'start'), join(project, 'content'), { recursive: true });
    },
    made: ['content'],
  });
  return [
    BUILD,
    command('import', ['import', '--all', archive], () => {}),
    command('sources --update', ['sources', '--update'], emptyLock('excerpts', 'answers', 'symbols')),
    command('seal --update', ['seal', '--update'], emptyLock('seals')),
    command(
      'review',
      ['review', 'open-with-a-deadline', 'openings-are-logged', '--as', 'holds', '--by', 'Somebody'],
      emptyLock('reviews'),
    ),
    command('check', ['check'], () => {}),
  ];
}

const BUILD: Work = {
  name: 'build',
  command: [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'],
  make: (project) => writeScaleSite(project, { messages: 12, threads: 2, explainers: 2, seed: 1 }),
  begin(project, round) {
    if (round % 2 === 0)
      for (const folder of ['dist', '.astro', 'node_modules/.astro', CACHE])
        rmSync(join(project, folder), { recursive: true, force: true });
  },
  made: ['dist'],
};

/** Takes parts out of a lock, for a command to find them out again. */
const emptyLock =
  (...parts: readonly string[]) =>
  (content: string): void => {
    const file = join(content, 'postil.lock.json');
    const lock = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    for (const part of parts) {
      if (part === 'excerpts') lock[part] = {};
      else delete lock[part];
    }
    writeFileSync(file, JSON.stringify(lock));
  };

/** @returns the file of a thread of many messages. */
export function writeArchive(folder: string): string {
  const site = join(folder, 'archive');
  mkdirSync(site, { recursive: true });
  writeScaleSite(site, { messages: 60, threads: 2, explainers: 0, seed: 2 });
  const list = readFileSync(join(site, 'content/threads/thread-00001/list.mbox'));
  const file = join(folder, 'archive.mbox');
  writeFileSync(file, list);
  return file;
}

/** Hidden files that a write left which was stopped. */
const UNFINISHED = /^\.postil-.*\.tmp$/;

/** Every file of some folders with its hash; files that a stopped write left are nobody's. */
export const digestOf = (project: string, folders: readonly string[]): string =>
  JSON.stringify(
    folders
      .flatMap((folder) => filesIn(join(project, folder)))
      .filter((file) => !UNFINISHED.test(file.slice(file.lastIndexOf('/') + 1)))
      .sort(compare)
      .map((file) => [file.slice(project.length + 1), sha256(readFileSync(file))]),
  );

/** How many files stopped writes have left. */
export const unfinishedIn = (project: string): number =>
  filesIn(project).filter((file) => UNFINISHED.test(file.slice(file.lastIndexOf('/') + 1))).length;

/** What is in the cache and not what it says it is. */
export function damagedIn(project: string): string[] {
  const cache = join(project, CACHE, 'postil');
  return filesIn(cache).filter((file) => {
    const [kind = '', ...path] = file.slice(cache.length + 1).split('/');
    if (UNFINISHED.test(path.at(-1) ?? '')) return false;
    const text = readFileSync(file);
    return !(SOUND[kind] ?? (() => true))(text, path.at(-1) ?? '');
  });
}

/** Folder of the cache -> whether a file in it is whole. */
const SOUND: Readonly<Record<string, (bytes: Buffer, name: string) => boolean>> = {
  objects: (bytes, name) => sha256(bytes) === name,
  trees: (bytes) => isJson(bytes.toString()),
  checks: (bytes) => {
    const [key = '', hash = ''] = bytes.toString().split('\n', 2);
    return sha256(bytes.toString().slice(key.length + hash.length + 2)) === hash;
  },
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}
