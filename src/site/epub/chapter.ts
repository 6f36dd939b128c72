import type { FinishedPage } from '../built/finish.ts';
import { findIn } from '../built/tree.ts';
import { lineOf } from './left-out.ts';
import { type Heading, type WritingOptions, writingOf } from './writing.ts';

/** A page as a chapter, which may stand in more than one book. */
export interface Chapter {
  /** Of the page, inside the site. */
  readonly path: string;
  readonly title: string;
  readonly language: string;
  /** XHTML. Links to pages of the site are not settled: a book knows which of them it has. */
  readonly body: string;
  /** Places in it that a link may lead to. */
  readonly places: ReadonlySet<string>;
  readonly headings: readonly Heading[];
  readonly hasDrawing: boolean;
}

/**
 * Makes a chapter of what stands in the main part of a page: without scripts, styles and controls, code as lines with their
 * numbers, and each drawing once, in the form that fits a narrow page, with its own colours.
 *
 * @returns null for a page without a main part or a title.
 */
export function chapterOf({ path, tree }: FinishedPage, options: WritingOptions): Chapter | null {
  const main = findIn(tree.children, ({ name }) => name === 'main');
  const title = main && findIn(main.children, ({ name }) => name === 'h1');
  if (!main || !title) return null;
  const writing = writingOf(path, options);
  const body = writing.all(main.children);
  const language = findIn(tree.children, ({ name }) => name === 'html')?.attributes.lang ?? 'en';
  const { places, headings, hasDrawing } = writing.met;
  return { path, title: lineOf(title), language, body, places, headings, hasDrawing };
}
