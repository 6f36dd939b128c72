import { strToU8, type Zippable, zipSync } from 'fflate';
import { decoded } from '../../base/decoded.ts';
import { sha256 } from '../../base/hash.ts';
import { asXml } from '../../base/markup.ts';
import type { Chapter } from './chapter.ts';
import { settled } from './open-link.ts';
import {
  type BookFacts,
  type BookFile,
  CONTAINER,
  contentsFile,
  type Entry,
  MIMETYPE,
  packageFile,
  STYLE,
  xhtml,
} from './packaging.ts';
import { placeName } from './place-name.ts';

/** Chapters that belong together: the rules of a topic. One without a name has only its chapters. */
export interface Group {
  readonly name: string | null;
  readonly chapters: readonly Chapter[];
}

export interface Book extends Omit<BookFacts, 'identifier'> {
  readonly groups: readonly Group[];
  /** The name of the contents. */
  readonly contents: string;
  /** What its first page says below the title. */
  readonly about: readonly string[];
  /** The whole address of a path of the site; null where the site does not know its own. */
  readonly address: (path: string) => string | null;
}

/** The files of a book, all but the one that says that it is one. Links lead to its own pages, where it has them, else to the site. */
function bookFiles(book: Book): BookFile[] {
  const { groups, title, language, publisher, source, contents, about, address } = book;
  const chapters = groups.flatMap((group) => group.chapters);
  const files = new Map(chapters.map(({ path }, at) => [path, `chapter-${at + 1}.xhtml`]));
  const byPath = new Map(chapters.map((chapter) => [chapter.path, chapter]));
  const linkFrom = (from: Chapter) => (path: string, place: string | null) => {
    const chapter = byPath.get(path) ?? byPath.get(`${path}/`);
    if (!chapter) {
      const whole = address(path);
      return whole === null ? null : place === null ? whole : `${whole}#${place}`;
    }
    const name = place === null ? null : placeName(decoded(place));
    const file = files.get(chapter.path) ?? '';
    return name !== null && chapter.places.has(name) ? `${chapter === from ? '' : file}#${name}` : file;
  };
  const pages = chapters.map(
    (chapter): BookFile => ({
      name: `EPUB/${files.get(chapter.path)}`,
      text: xhtml(chapter.title, settled(chapter.body, linkFrom(chapter)), chapter.language),
    }),
  );
  const front: BookFile = {
    name: 'EPUB/front.xhtml',
    text: xhtml(
      title,
      [
        `<div class="pt-book"><h1>${asXml(title)}</h1>`,
        ...(publisher === title ? [] : [`<p>${asXml(publisher)}</p>`]),
        ...(source === null ? [] : [`<p><a href="${asXml(source)}">${asXml(source)}</a></p>`]),
        ...about.map((words) => `<p>${asXml(words)}</p>`),
        '</div>',
      ].join('\n'),
      language,
    ),
  };
  const entries = groups.flatMap(({ name, chapters: own }): Entry[] => {
    const isAlone = chapters.length === 1;
    const inside = own.flatMap((chapter) => entriesOf(chapter, files.get(chapter.path) ?? '', isAlone));
    return name === null ? inside : [{ title: name, href: null, inside }];
  });
  const written = [front, contentsFile(contents, entries, language), ...pages];
  const digest = sha256(JSON.stringify(written.map(({ text }) => text)));
  const parts = [
    { id: 'front', file: 'front.xhtml', hasDrawing: false },
    ...chapters.map(({ hasDrawing }, at) => ({
      id: `chapter-${at + 1}`,
      file: `chapter-${at + 1}.xhtml`,
      hasDrawing,
    })),
  ];
  return [CONTAINER, packageFile({ ...book, identifier: uuidOf(digest) }, parts), ...written, STYLE];
}

/** A book as a file: the same bytes for the same text, wherever and whenever it is made. */
export function bookBytes(book: Book): Uint8Array {
  const entries: Zippable = { mimetype: [strToU8(MIMETYPE), { level: 0 }] };
  for (const { name, text } of bookFiles(book)) entries[name] = strToU8(text);
  return zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) });
}

/** A chapter in the contents, with the headings of its first level; those of a book with one chapter go deeper. */
function entriesOf({ title, headings }: Chapter, file: string, isAlone: boolean): Entry[] {
  const entries: { title: string; href: string; inside: Entry[] }[] = [];
  for (const { place, title: name, depth } of headings) {
    const entry = { title: name, href: `${file}#${place}`, inside: [] };
    if (depth === 2) entries.push(entry);
    else if (depth === 3 && isAlone) (entries.at(-1)?.inside ?? entries).push(entry);
  }
  return [{ title, href: file, inside: entries }];
}

/** A name of the kind that is made in an own way (RFC 9562, version 8), of what the book says. */
function uuidOf(digest: string): string {
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digest.slice(from, to));
  return `urn:uuid:${a}-${b}-8${c}-8${d}-${e}`;
}
