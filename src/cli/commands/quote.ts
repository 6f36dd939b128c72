import { diagnose } from '../../base/diagnostic.ts';
import { startOf } from '../../base/position.ts';
import { type FoundWords, searchThreads } from '../../citations/threads/search.ts';
import { readThreads } from '../../citations/threads/threads.ts';
import { hiddenWritten, writtenWords } from '../../citations/words/quote-words.ts';
import { memoryFor } from '../memory-for.ts';
import { asJson } from '../output/json.ts';
import type { Context, Report } from '../report.ts';
import { unknownThread } from '../unknown-thread.ts';

export interface QuoteOptions {
  readonly content: string;
  /** Only this thread. */
  readonly thread?: string;
  /** Only people whose name holds this. */
  readonly by?: string;
  /** How many passages to show. */
  readonly max: number;
  readonly json?: boolean;
}

/** `postil quote "words"`: finds a passage by words that are remembered, and prints the MDX to paste. */
export async function quote(words: string, options: QuoteOptions, context: Context): Promise<Report> {
  const { verified: threads, diagnostics } = await readThreads(
    options.content,
    context.host,
    await memoryFor(context),
  );
  if (options.thread !== undefined && !threads.has(options.thread)) {
    const unknown = unknownThread(options.thread, options.content, [...threads.keys()]);
    return {
      output: options.json ? asJson({ found: [] }) : null,
      diagnostics: [...diagnostics, unknown],
    };
  }
  const asked = [...threads.values()].filter(
    ({ thread }) => options.thread === undefined || thread.slug === options.thread,
  );
  const person = options.by?.toLowerCase() ?? '';
  const found = searchThreads(words, asked, Number.POSITIVE_INFINITY)
    .filter(({ by }) => by.toLowerCase().includes(person))
    .slice(0, options.max);
  const nothing = diagnose('quote-not-found', startOf(`${options.content}/threads`), {
    message: `Nobody says anything near to "${words}".`,
  });
  return {
    output: options.json
      ? asJson({ found: found.map((each) => ({ ...each, mdx: mdxOf(each) })) })
      : found.length > 0
        ? found.map(asText).join('\n\n')
        : null,
    diagnostics: [...diagnostics, ...(found.length === 0 ? [nothing] : [])],
  };
}

function asText(found: FoundWords): string {
  const { thread, by, date, distance } = found;
  const near = distance === 0 ? 'these words' : 'near';
  return `${by}, ${date?.slice(0, 10) ?? 'no date'}, in ${thread} (${near})\n${mdxOf(found)}`;
}

const mdxOf = ({ thread, message, by, text }: FoundWords): string =>
  `<Quote from="${thread}/${message}" by="${attribute(by)}">${writtenWords(text)}</Quote>`;

const attribute = (text: string): string =>
  hiddenWritten(text.replace(/&/g, '&amp;').replace(/"/g, '&quot;'));
