import { hiddenAsText, hiddenIn, withHidden } from '../../base/hidden-letters.ts';
import { ELISION, findQuote, type Run } from './match.ts';

/** Words that are those of a mail but for letters that nobody sees. */
export interface UnseenLetters {
  /** The words as the mail has them. */
  readonly words: string;
  /** The letters by name, of the mail's words and of the quote's; empty for none. */
  readonly mail: string;
  readonly quote: string;
}

/**
 * Why a quote is not found that looks like words of a mail.
 *
 * @param words the quote, white space folded.
 * @param runs of one message.
 * @returns null where it is not found without such letters either.
 */
export function withUnseenLetters(words: string, runs: readonly Run[]): UnseenLetters | null {
  const seen = runs.map((run) => ({ ...run, text: without(run.text) }));
  const match = findQuote(without(words), seen);
  if (!match) return null;
  const pieces = match.places.map(({ run, start, end }) => {
    const { text } = runs[seen.indexOf(run as (typeof seen)[number])] as Run;
    return text.slice(offsetIn(text, start), offsetIn(text, end));
  });
  return {
    words: pieces.join(` ${ELISION} `),
    mail: hiddenAsText(pieces.flatMap(hiddenIn)),
    quote: hiddenAsText(hiddenIn(words)),
  };
}

const without = (text: string): string => withHidden(text, () => '');

/** Where a letter of the text without hidden ones stands in the text: behind those before it. */
function offsetIn(text: string, at: number): number {
  let offset = at;
  for (const hidden of hiddenIn(text)) {
    if (hidden.at > offset) break;
    offset += hidden.letter.length;
  }
  return offset;
}
