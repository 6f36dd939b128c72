import { z } from 'zod';
import type { WrittenDebate, WrittenOutcome } from '../debates/debate-file.ts';
import type { Memory } from '../memory.ts';
import { PageFrontmatter } from '../page/frontmatter.ts';
import type { Page } from '../page/page.ts';
import { type Statement, sentencesIn } from '../page/statement.ts';
import { fieldsIn } from './fields.ts';
import { referenceLink } from './references.ts';

/** What an author says in their own words, of one file. */
export interface Written {
  readonly file: string;
  /** Path of the page; null for what is no page. */
  readonly page: Page | null;
  readonly statements: readonly Statement[];
}

/** Everything that authors of a site say in their own words, file by file; not of pages that are not to be checked. */
export function writtenIn(
  pages: readonly Page[],
  debates: ReadonlyMap<string, WrittenDebate | null>,
  memory: Memory,
): Written[] {
  return [
    ...pages.flatMap((page) =>
      uncheckedBecause(page) === null
        ? [memory.once('statements', [page.file, page.digest], () => ofPage(page))]
        : [],
    ),
    ...[...debates.values()].flatMap((debate) =>
      debate ? [memory.once('statements', [debate.name, debate.text], () => ofDebate(debate))] : [],
    ),
  ];
}

const Anything = z.unknown();

/** Why nothing that a page says in its author's words is checked; null where it is. */
export function uncheckedBecause({ frontmatter }: Page): string | null {
  const read = frontmatter?.read(PageFrontmatter, 'page-invalid-frontmatter');
  return read && 'value' in read ? (read.value.unchecked ?? null) : null;
}

function ofPage(page: Page): Written {
  const { source, frontmatter, file } = page;
  const read = frontmatter?.read(Anything, 'page-invalid-frontmatter');
  const start = frontmatter?.start ?? 0;
  const fields =
    read && 'value' in read
      ? fieldsIn(read.value, source, page.lines, (path) => start + read.offsetOf(path))
      : [];
  return { file, page, statements: [...fields, ...page.paragraphs.flatMap(sentencesIn)] };
}

const OF_OUTCOMES = ['date', 'reference', 'commits'];

function ofDebate({ facts, text, offsetOf, lines }: WrittenDebate): Written {
  const { file } = lines.placeAt(0);
  const { outcomes, ...rest } = facts;
  const fields = (value: unknown, path: readonly PropertyKey[] = []) =>
    fieldsIn(value, text, lines, (below) => offsetOf([...path, ...below]), OF_OUTCOMES);
  return {
    file,
    page: null,
    statements: [
      ...fields(rest),
      ...outcomes.flatMap((outcome, at) => outcomeStatements(outcome, fields(outcome, ['outcomes', at]))),
    ],
  };
}

/** What an outcome says, with what it says it by: the fields beside a sentence are what the sentence rests on. */
function outcomeStatements(outcome: WrittenOutcome, said: readonly Statement[]): Statement[] {
  const { rule, position, reference, commits } = outcome;
  const urls = [
    ...(rule === undefined ? [] : [`/rules/${rule}/`]),
    ...(position === undefined ? [] : ['/threads/']),
    ...(reference === undefined ? [] : [referenceLink(reference)]),
  ];
  return said.map((statement) => ({
    ...statement,
    links: urls.map((url) => ({ at: 0, url })),
    beside: commits.join(' '),
  }));
}

/** Whether what a page says in its author's words is checked. */
export const isChecked = (page: Page): boolean => uncheckedBecause(page) === null;
