import { errorsIn } from '../../base/diagnostic.ts';
import {
  type Count,
  coverageOf,
  type MessageCoverage,
  type PassageCoverage,
  shareAsText,
  type ThreadCoverage,
} from '../../citations/quotes/coverage.ts';
import { verifySite } from '../../citations/verify.ts';
import { memoryFor } from '../memory-for.ts';
import { asJson } from '../output/json.ts';
import type { Context, Report } from '../report.ts';
import { unknownThread } from '../unknown-thread.ts';

export interface CoverageOptions {
  readonly content: string;
  readonly json?: boolean;
}

/** `postil coverage [THREAD...]`: what pages quote of each thread, and what they leave out. */
export async function coverage(
  slugs: readonly string[],
  { content, json = false }: CoverageOptions,
  context: Context,
): Promise<Report> {
  const { host, cacheFolder } = context;
  const memory = await memoryFor(context);
  const { site, diagnostics } = await verifySite({ contentFolder: content, host, cacheFolder, memory });
  const unknown = slugs.filter((slug) => !site.threads.some((thread) => thread.slug === slug));
  const threads = site.threads
    .filter(({ slug }) => slugs.length === 0 || slugs.includes(slug))
    .map((thread) => coverageOf(thread, site));
  const strangers = unknown.map((slug) =>
    unknownThread(
      slug,
      content,
      site.threads.map((thread) => thread.slug),
    ),
  );
  return {
    output: json ? asJson({ threads }) : threads.map(threadAsText).join('\n\n'),
    // A quote that is not verified is not counted, so the reader of the report has to know of it.
    diagnostics: [...errorsIn(diagnostics), ...strangers],
  };
}

const threadAsText = ({ thread, title, count, messages, ...share }: ThreadCoverage): string =>
  [
    `${thread}: ${title}`,
    `  ${shareAsText(share)}${sourceOf(share)}`,
    `  ${countAsText(count)}`,
    ...messages.map(messageAsText),
  ].join('\n');

const sourceOf = ({ whole }: Pick<ThreadCoverage, 'whole'>): string =>
  whole === null
    ? '; how many the whole thread has is not told'
    : `, counted at ${whole.at} on ${whole.seen}`;

const messageAsText = ({ message, person, count, passages }: MessageCoverage): string =>
  [
    `\n  ${person ?? 'Unknown writer'}, ${message}: ${countAsText(count)}`,
    ...passages.map(passageAsText),
  ].join('\n');

const countAsText = ({ passages, quotedPassages, words, quotedWords }: Count): string =>
  `${quotedPassages} of ${passages} passages quoted, ${quotedWords} of ${words} words`;

function passageAsText({ state, pages, pieces }: PassageCoverage): string {
  const text = pieces
    .map((piece) => piece.text)
    .join('')
    .replace(/\s+/g, ' ');
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  const by = pages.map(({ page }) => page).join(', ');
  return `    ${state.padEnd('left out'.length)}  ${shown}${by === '' ? '' : `  (${by})`}`;
}

/** Characters of a passage: enough to know it by. */
const SHOWN = 70;
