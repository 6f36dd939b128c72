import { Parser } from 'htmlparser2';
import { codePointOf, hiddenIn, nameOfHidden } from '../../base/hidden-letters.ts';
import type { Say } from '../words/say.ts';
import type { Change } from './tree.ts';

/**
 * Puts a mark around each letter of a page that nobody sees or that would turn the text round. The letter stays, so that the
 * words are those that were sent; in an element of its own it turns nothing but itself. Whoever reads sees its name, and so
 * does whoever listens.
 *
 * @param html a page as Astro wrote it.
 */
export function hiddenMarks(html: string, say: Say): Change[] {
  if (hiddenIn(html).length === 0) return [];
  const changes: Change[] = [];
  let without = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (WITHOUT_MARKS.has(name)) without += 1;
      },
      onclosetag(name) {
        if (WITHOUT_MARKS.has(name)) without -= 1;
      },
      ontext(text) {
        if (without > 0) return;
        for (const { at, letter } of hiddenIn(text)) {
          const start = parser.startIndex + at;
          changes.push({ start, end: start + letter.length, by: markOf(letter, say) });
        }
      },
    },
    { decodeEntities: false },
  );
  parser.end(html);
  return changes;
}

/** What holds text and no elements, or elements of its own. */
const WITHOUT_MARKS: ReadonlySet<string> = new Set([
  'title',
  'script',
  'style',
  'textarea',
  'option',
  'svg',
  'math',
]);

/** A <bdi> keeps to itself what is in it, with or without a style sheet. */
function markOf(letter: string, say: Say): string {
  const code = codePointOf(letter);
  const name = `${say('letter.hidden', { code })} (${nameOfHidden(letter)})`;
  return `<bdi class="pt-hidden" role="img" aria-label="${name}" title="${name}" data-letter="${code}">${letter}</bdi>`;
}
