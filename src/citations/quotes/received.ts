import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { ReadMessage } from '../../quoting/passage.ts';
import type { Page } from '../page/page.ts';
import { readProps } from '../page/props.ts';
import type { FigureUse } from '../page/use.ts';
import { messageNamed, messageNames, type Threads } from '../threads/quotable.ts';
import { closestName } from '../words/closest.ts';
import { foldSpace } from '../words/match.ts';

/** A line of a mail, with the quote marks that it has. */
export interface ReceivedLine {
  readonly depth: number;
  readonly text: string;
}

/** What of a mail is to be shown. */
export interface Sample {
  /** Words of the first line. */
  readonly from: string;
  /** Words of the last line. */
  readonly to: string;
  /** Words of a line between them that is pointed out. */
  readonly mark: string | undefined;
}

/** Longer than this it is no sample, and nobody reads it. */
export const MOST_LINES = 24;

/**
 * Lines of a mail as its readers got them: quote marks, line breaks and all. Any run of blanks equals any other.
 *
 * @returns the lines, or the words that do not stand on exactly one line where they should.
 */
export function linesOf(
  { passages }: Pick<ReadMessage, 'passages'>,
  { from, to, mark }: Sample,
): { readonly lines: readonly ReceivedLine[] } | { readonly astray: keyof Sample } {
  const all = passages.flatMap(({ depth, text }, at): ReceivedLine[] => {
    const lines = text.split('\n').map((line) => ({ depth, text: line }));
    const next = passages[at + 1];
    return next ? [...lines, { depth: Math.min(depth, next.depth), text: '' }] : lines;
  });
  const first = onlyLine(all, from);
  if (first === null) return { astray: 'from' };
  const length = all.slice(first).findIndex(({ text }) => holds(text, to)) + 1;
  if (length === 0 || length > MOST_LINES) return { astray: 'to' };
  const lines = all.slice(first, first + length);
  return mark !== undefined && onlyLine(lines, mark) === null ? { astray: 'mark' } : { lines };
}

const holds = (text: string, words: string): boolean =>
  words.trim() !== '' && foldSpace(text).includes(foldSpace(words));

function onlyLine(lines: readonly ReceivedLine[], words: string): number | null {
  const at = lines.flatMap(({ text }, index) => (holds(text, words) ? [index] : []));
  return at.length === 1 ? (at[0] ?? null) : null;
}

/** Checks that each <Received> shows lines of a mail that is at hand. */
export const verifyReceived = (pages: readonly Page[], threads: Threads): Diagnostic[] =>
  pages.flatMap((page) =>
    page.figures.flatMap((use) => (use.component === 'Received' ? faultsOf(use, page, threads) : [])),
  );

function faultsOf({ tag, place }: FigureUse, { lines }: Page, threads: Threads): Diagnostic[] {
  const { values, diagnostics } = readProps(tag, 'Received', place, lines);
  const { mail, from, to, mark } = values;
  if (diagnostics.length > 0 || !mail || !from || !to) return [...diagnostics];
  const found = messageNamed(mail.value ?? '', threads);
  if (!found || found.message.recovered)
    return [
      diagnose('received-unknown', lines.placeAt(mail.valueAt), {
        message: found
          ? `The mail of "${mail.value}" is not here: it is known only from quotes.`
          : `There is no message "${mail.value}".`,
        ...(found ? {} : { closest: closestName(mail.value ?? '', messageNames(threads)) }),
      }),
    ];
  const shown = linesOf(found.message, {
    from: from.value ?? '',
    to: to.value ?? '',
    mark: mark?.value ?? undefined,
  });
  if (!('astray' in shown)) return [];
  const prop = values[shown.astray];
  return [
    diagnose('received-unknown', lines.placeAt(prop?.valueAt ?? from.valueAt), {
      message:
        shown.astray === 'to'
          ? `None of the ${MOST_LINES} lines from there on holds "${prop?.value}".`
          : `Not exactly one line of the mail holds "${prop?.value}".`,
    }),
  ];
}
