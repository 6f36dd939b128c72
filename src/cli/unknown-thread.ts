import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { startOf } from '../base/position.ts';
import { closestName } from '../citations/closest.ts';

/** Said of a thread that a command was to look at. */
export const unknownThread = (slug: string, content: string, known: readonly string[]): Diagnostic =>
  diagnose('thread-unknown', startOf(`${content}/threads/${slug}`), {
    message: `There is no thread "${slug}".`,
    closest: closestName(slug, known),
  });
