import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Page } from '../page/page.ts';
import type { Prop } from '../page/tag.ts';
import { messageNamed, messageNames, type NamedMessage, type Threads } from '../threads/quotable.ts';
import { closestName } from '../words/closest.ts';

/** What a note may stand on and lead to. */
export interface Notable {
  readonly pages: readonly Page[];
  readonly threads: Threads;
}

/** The message a note stands on; it must be of the thread that the note's file is named after. */
export function targetOf(
  on: Prop,
  { page, lines }: Page,
  { threads }: Notable,
): { readonly found: NamedMessage | null; readonly faults: readonly Diagnostic[] } {
  const value = on.value ?? '';
  const found = messageNamed(value, threads);
  if (!found) {
    const fault = diagnose('note-unknown-message', lines.placeAt(on.valueAt), {
      message: `There is no message "${value}".`,
      expected: 'a thread and a message of it: thread/message',
      closest: closestName(value, messageNames(threads)),
    });
    return { found, faults: [fault] };
  }
  const { slug } = found.quotable.thread;
  if (page === `notes/${slug}`) return { found, faults: [] };
  const fault = diagnose('note-misplaced', lines.placeAt(on.valueAt), {
    message: `A note on the thread "${slug}" stands in ${page}.mdx.`,
    fix: `Move it to notes/${slug}.mdx.`,
  });
  return { found, faults: [fault] };
}
