import { readFileSync } from 'node:fs';
import type { Outline } from '../../citations/outline.ts';
import type { FinishedPage } from '../built/finish.ts';
import { type History, lastChange } from '../history.ts';
import { dayOf } from '../view/date.ts';
import { pageHistory } from '../view/dated.ts';
import type { Say } from '../words/say.ts';
import { type Book, bookBytes } from './book.ts';
import { type Chapter, chapterOf } from './chapter.ts';
import { inkOf } from './drawing-ink.ts';
import { bookPath, SITE_BOOK } from './paths.ts';

export interface BooksOptions {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  readonly base: string;
  /** Null where the site does not know its own address. */
  readonly origin: string | null;
  readonly outline: Outline;
  readonly history: History;
  readonly say: Say;
}

/** A book and where it stands in the site: `/explainers/pinning.epub`. */
export interface Bound {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Makes books while pages are finished: one of each explainer at once, and one of the whole site at the end. */
export interface Books {
  /** The book of a page; null for a page that is no explainer. */
  add(page: FinishedPage): Bound | null;
  /** The book of the whole site, once all pages are there; null for a site without explainers. */
  site(): Bound | null;
}

/** As much text as a book holds: what a build holds does not grow with the site, and readers of books are small machines. */
const MOST_BYTES = 16 * 1024 * 1024;

export function booksOf(options: BooksOptions, most = MOST_BYTES): Books {
  const { title, description, language, base, origin, outline, history, say } = options;
  const ink = inkOf(
    SHEETS.map((name) => readFileSync(new URL(`../styles/${name}.css`, import.meta.url), 'utf8')),
  );
  const root = base.replace(/\/+$/, '');
  const address = (path: string) => (origin === null ? null : new URL(`${root}${path}`, origin).href);
  const parts = outline.pages.length === 0 ? [] : partsOf(outline, say);
  /** By path, where each stands in the book of the site. */
  const order = new Map(parts.flatMap(({ paths }) => paths).map((path, at) => [path, at]));
  const kept = new Map<string, Chapter>();
  const leftOut = new Set<string>();
  let bytes = 0;
  const keep = (chapter: Chapter): void => {
    kept.set(chapter.path, chapter);
    bytes += chapter.body.length;
    while (bytes > most && kept.size > 0) {
      const last = [...kept.values()].reduce((a, b) => (at(a) > at(b) ? a : b));
      kept.delete(last.path);
      leftOut.add(last.path);
      bytes -= last.body.length;
    }
  };
  const at = ({ path }: Chapter): number => order.get(path) ?? 0;
  const common = { language, publisher: title, contents: say('book.contents'), address };
  const checked = dayOf(lastChange(history), say);
  const checkedOn = checked === null ? [] : [say('book.checkedOn', { day: checked })];
  return {
    add(page) {
      if (!order.has(page.path)) return null;
      const chapter = chapterOf(page, { base, origin, ink });
      if (chapter === null) return null;
      keep(chapter);
      const story = outline.pages.find((each) => `/${each.page}/` === page.path);
      if (!story) return null;
      const book: Book = {
        ...common,
        title: chapter.title,
        description: '',
        source: address(page.path),
        modified: momentOf(pageHistory(history, story.page)?.last ?? null),
        groups: [{ name: null, chapters: [chapter] }],
        about: checkedOn,
      };
      return { path: bookPath(page.path), bytes: bookBytes(book) };
    },
    site() {
      const groups = parts.map(({ name, paths }) => ({
        name,
        chapters: paths.flatMap((path) => kept.get(path) ?? []),
      }));
      if (groups.every(({ chapters }) => chapters.length === 0)) return null;
      const lost = parts.flatMap(({ name, paths }) => {
        const count = paths.filter((path) => leftOut.has(path)).length;
        return count === 0
          ? []
          : [say('book.leftOut', { count, part: name ?? '', megabytes: most / 1024 / 1024 })];
      });
      const book: Book = {
        ...common,
        title,
        description,
        source: address('/'),
        modified: momentOf(lastChange(history)),
        groups: groups.filter(({ chapters }) => chapters.length > 0),
        about: [...(description ? [description] : []), ...checkedOn, say('book.without'), ...lost],
      };
      return { path: SITE_BOOK, bytes: bookBytes(book) };
    },
  };
}

/** The tokens, and what is said of drawings. */
const SHEETS = ['tokens', 'drawings'] as const;

/** What a book of the site has, in the order of reading. */
function partsOf(outline: Outline, say: Say): { readonly name: string; readonly paths: readonly string[] }[] {
  const paths = (pages: readonly { readonly page: string }[]) => pages.map(({ page }) => `/${page}/`);
  const topics = [...Map.groupBy(outline.rules, ({ topic }) => topic)];
  return [
    { name: say('sidebar.explainers'), paths: paths([...outline.start, ...outline.pages]) },
    ...(outline.hasTerms ? [{ name: say('glossary.title'), paths: ['/glossary/'] }] : []),
    ...topics.map(([topic, rules]) => ({ name: say('book.rules', { topic }), paths: paths(rules) })),
    { name: say('experiments.title'), paths: paths(outline.experiments) },
  ];
}

/** As EPUB has moments; of a site without a history, the first that its files can have. */
const momentOf = (date: string | null): string =>
  `${new Date(date ?? '1980-01-01T00:00:00Z').toISOString().slice(0, 19)}Z`;
