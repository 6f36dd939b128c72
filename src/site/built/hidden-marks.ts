import { Parser } from 'htmlparser2';
import { codePointOf, hiddenIn, nameOfHidden } from '../../base/hidden-letters.ts';
import type { Change } from '../../base/replaced.ts';
import type { Say } from '../words/say.ts';

/**
 * Puts a mark around each letter of a page that nobody sees or that would turn the text round. The letter stays, so that the
 * words are those that were sent; in an element of its own it turns nothing but itself. Whoever reads sees its name, and so
 * does whoever listens.
 *
 * @param html a page as Astro wrote it.
 */
export function hiddenMarks(html: string, say: Say): Change[] {
  if (hiddenIn(html, 1).length === 0) return [];
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
        for (const { at, letters } of runsIn(text)) {
          const start = parser.startIndex + at;
          const by = changes.length < MOST_NAMED ? namedMark(letters, say) : bareMark(letters);
          changes.push({ start, end: start + letters.length, by });
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

/** A mail may hold a million of such letters; beyond these, a mark has no name. */
const MOST_NAMED = 1000;

/** The hidden letters of a text; of several alike that stand together, one run. */
function* runsIn(text: string): Generator<{ readonly at: number; readonly letters: string }> {
  let run: { at: number; letters: string; letter: string } | null = null;
  for (const { at, letter } of hiddenIn(text)) {
    if (run && run.letter === letter && run.at + run.letters.length === at) run.letters += letter;
    else {
      if (run) yield run;
      run = { at, letters: letter, letter };
    }
  }
  if (run) yield run;
}

/** A <bdi> keeps to itself what is in it, with or without a style sheet. */
function namedMark(letters: string, say: Say): string {
  // By code points: a tag letter is two units.
  const letter = String.fromCodePoint(letters.codePointAt(0) ?? 0);
  const count = letters.length / letter.length;
  const code = `${codePointOf(letter)}${count === 1 ? '' : ` × ${count}`}`;
  const name = `${say('letter.hidden', { code })} (${nameOfHidden(letter)})`;
  return `<bdi class="pt-hidden" role="img" aria-label="${name}" title="${name}" data-letter="${code}">${letters}</bdi>`;
}

const bareMark = (letters: string): string => `<bdi class="pt-hidden">${letters}</bdi>`;
