import { globSync, readFileSync } from 'node:fs';
import { type Page, readPage } from '../../src/citations/page/page.ts';
import type { Tag } from '../../src/citations/page/tag.ts';

/** A stretch of running text with nothing in it to look at. */
export interface Stretch {
  readonly file: string;
  /** The line on which it begins. */
  readonly line: number;
  readonly words: number;
}

export interface Sentence {
  readonly file: string;
  readonly text: string;
  readonly words: number;
}

export interface Section {
  readonly title: string;
  /** Source between this heading and the next of its kind. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Pages of this site that a pattern below content/ names, as the build reads them. */
export const pagesIn = (pattern: string): Page[] =>
  globSync(`content/${pattern}`)
    .sort()
    .map((file) =>
      readPage(file.replace(/^content.|\.mdx$/g, ''), file.replaceAll('\\', '/'), readFileSync(file, 'utf8')),
    );

/** Where the running text of a page starts: after its front matter. */
const textAt = ({ frontmatter }: Page): number => frontmatter?.end ?? 0;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Quotes, excerpts, drawings and questions to answer, in order. A comparison is made of excerpts. */
function figuresOf({ source, uses, figures, questions }: Page): Span[] {
  const shown = uses.map(({ component, tag, content }) => ({
    start: startOf(tag, component),
    end: tag.selfClosing ? tag.end : source.indexOf('>', content.end) + 1,
  }));
  const drawn = figures.map(({ component, tag }) => ({ start: startOf(tag, component), end: tag.end }));
  const asked = questions.map(({ tag }) => ({ start: startOf(tag, 'Question'), end: tag.end }));
  return [...shown, ...drawn, ...asked].sort((a, b) => a.start - b.start);
}

const startOf = ({ nameEnd }: Tag, component: string): number => nameEnd - component.length - 1;

/** The stretches between one figure and the next, and those before the first and after the last. */
export function stretchesOf(page: Page): Stretch[] {
  const { file, source, lines } = page;
  const figures = figuresOf(page);
  const starts = [textAt(page), ...figures.map(({ end }) => end)];
  return starts.map((start, index) => ({
    file,
    line: lines.placeAt(start).line,
    words: wordsOf(readable(source.slice(start, figures[index]?.start ?? source.length))).length,
  }));
}

/** What a reader sees of Markdown: without tags, addresses of links, marks and rules of tables. */
const readable = (source: string): string =>
  source
    .replace(/<\/?[A-Za-z][^>]*>/g, ' ')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/^\|[-| :]+\|$/gm, '');

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((each) => /[\p{L}\p{N}]/u.test(each));

/** The author's own sentences: not those of quotes, code, headings and tables. */
export function sentencesOf(page: Page): Sentence[] {
  const figures = figuresOf(page);
  const starts = [textAt(page), ...figures.map(({ end }) => end)];
  return starts
    .map((start, index) => page.source.slice(start, figures[index]?.start ?? page.source.length))
    .flatMap((source) => readable(source).split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)|^#+ .*$|^\|.*$/gm))
    .flatMap((block) => block.split(/(?<=[.!?][")*]*)\s+/))
    .map((text) => ({ file: page.file, text: text.trim(), words: wordsOf(text).length }))
    .filter(({ words }) => words > 0);
}

/** The parts of a page under its headings of the second level; before the first, the title is empty. */
export function sectionsOf(page: Page): Section[] {
  const { source } = page;
  const headings = [...source.matchAll(/^## (.+)$/gm)];
  const starts = [
    { title: '', start: textAt(page) },
    ...headings.map((each) => ({ title: each[1] ?? '', start: each.index + each[0].length })),
  ];
  return starts.map(({ title, start }, index) => {
    const end = headings[index]?.index ?? source.length;
    return { title, text: source.slice(start, end), start, end };
  });
}

/** Rows of the tables in a text, without their headings, as the cells between the bars. */
export const rowsOf = (text: string): string[][] =>
  [...text.matchAll(/^\|.*\|\n\|[-| :]+\|\n((?:\|.*\|(?:\n|$))*)/gm)].flatMap(([, rows = '']) =>
    rows
      .trimEnd()
      .split('\n')
      .filter((row) => row !== '')
      .map((row) =>
        row
          .slice(1, -1)
          .split(/(?<!\\)\|/)
          .map((cell) => cell.trim()),
      ),
  );
