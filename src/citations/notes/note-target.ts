import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { goesBy } from '../../quoting/passage.ts';
import type { SitePage } from '../page/pages.ts';
import type { Prop } from '../page/tag.ts';
import type { Quotable } from '../quotes/quote.ts';
import type { SiteMessage } from '../site.ts';
import { closestName } from '../words/closest.ts';

/** What a note may stand on and lead to. */
export interface Notable {
  readonly pages: readonly SitePage[];
  readonly threads: ReadonlyMap<string, Quotable>;
}

/** The message a note stands on; it must be of the thread that the note's file is named after. */
export function targetOf(
  on: Prop,
  { page, lines }: SitePage,
  { threads }: Notable,
): {
  readonly found: { readonly thread: Quotable; readonly message: SiteMessage } | null;
  readonly faults: readonly Diagnostic[];
} {
  const value = on.value ?? '';
  const slash = value.indexOf('/');
  const slug = value.slice(0, slash);
  const thread = threads.get(slug);
  const message = thread?.thread.messages.find((each) => goesBy(each, value.slice(slash + 1)));
  if (!thread || !message) {
    const known = [...threads.values()].flatMap(({ thread: { slug: own, messages } }) =>
      messages.map(({ id }) => `${own}/${id}`),
    );
    const fault = diagnose('note-unknown-message', lines.placeAt(on.valueAt), {
      message: `There is no message "${value}".`,
      expected: 'a thread and a message of it: thread/message',
      closest: closestName(value, known),
    });
    return { found: null, faults: [fault] };
  }
  if (page === `notes/${slug}`) return { found: { thread, message }, faults: [] };
  const fault = diagnose('note-misplaced', lines.placeAt(on.valueAt), {
    message: `A note on the thread "${slug}" stands in ${page}.mdx.`,
    fix: `Move it to notes/${slug}.mdx.`,
  });
  return { found: { thread, message }, faults: [fault] };
}
