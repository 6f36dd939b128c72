import type { Page } from '../page/page.ts';
import type { Threads } from '../threads/quotable.ts';
import type { QuotedWord, Said } from '../words/quote-words.ts';

/** Words that are said to be somebody's, and where in its file each part of that is said. */
export interface Claim {
  /** At least one word. */
  readonly words: readonly QuotedWord[];
  /** Thread and message. */
  readonly from: Said;
  readonly by: Said;
  /** Words that may turn the meaning round and are left out knowingly, with commas between them. */
  readonly elides: Said | undefined;
  /** How the file says a field: `from="…"` in a tag. */
  readonly written: (field: 'from' | 'by' | 'elides', value: string) => string;
  /** How the file says words in which hidden letters stand. */
  readonly spelled: (words: string) => string;
  readonly page: Pick<Page, 'lines'>;
  readonly threads: Threads;
}
