import { z } from 'zod';
import type { LineMap, Place } from '../../base/position.ts';
import { OUTCOME_STATUSES } from '../site.ts';
import { foldSpace } from '../words/match.ts';

// A line break that YAML keeps is one that an editor made.
const words = z.string().overwrite(foldSpace).min(1);
const ids = z.array(z.string()).default([]);

const Position = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'small letters, digits and hyphens')
    .describe('Its name in this file, and in the addresses of links to it.'),
  by: words.describe('The person who held it, under the name that the mail has.'),
  says: words.describe('What they held, in one short sentence of your own.'),
  from: words.describe('The thread, and the message of it that shows it.'),
  quote: words.describe('Words of that message, by that person, as in a Quote; […] skips some.'),
  elides: words.optional().describe('Words such as "not" that the quote leaves out, as in a Quote.'),
  supports: ids.describe('Positions of others that it speaks for.'),
  attacks: ids.describe('Positions of others that it speaks against.'),
  concedes: ids.describe('Positions of others that it grants.'),
  'moved-to': z
    .string()
    .optional()
    .describe('The later position of the same person for which it was given up: a change of mind.'),
});

/** Whether a month has a number and the day is one of it: nobody can look up the thirty-first of February. */
const isInCalendar = (date: string): boolean => {
  const day = new Date(`${date}-01`.slice(0, 'yyyy-mm-dd'.length));
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
};

const Outcome = z
  .strictObject({
    of: z.array(z.string()).min(1).describe('The positions that it is about.'),
    what: words.describe('What became of them, in one sentence.'),
    status: z.enum(OUTCOME_STATUSES).describe('In a word.'),
    date: z
      .string()
      .regex(/^\d{4}-\d{2}(?:-\d{2})?$/, {
        error: 'a day or a month: 2022-12-01 or 2022-12',
        abort: true,
      })
      .refine(isInCalendar, 'there is no such day or month')
      .optional()
      .describe('When: a day or a month. Without one it stands at the end of the timeline.'),
    release: z
      .string()
      .regex(/^\d+\.\d+$/, 'a version in quotation marks: "6.10"')
      .optional()
      .describe('The version that has it first.'),
    rule: words.optional().describe('The name of the rule whose evidence shows it.'),
    position: words.optional().describe('The position whose quoted words show it.'),
    commits: z
      .array(z.string().regex(/^[0-9a-f]{7,40}$/, 'a hash in hexadecimal digits'))
      .default([])
      .describe('The commits that did it, by seven digits or more.'),
    reference: words.optional().describe('The name of a reference of references.yaml that shows it.'),
    source: words
      .optional()
      .describe('Where it was learnt, in words for a reader. It is shown as not checked.'),
    page: words.optional().describe('The path of a page to read on.'),
  })
  .refine(({ date, release }) => release === undefined || date !== undefined, {
    message: 'a release needs a date too, by which it stands on the timeline',
    path: ['release'],
  });

/** What a file of `debates/` holds. */
export const DebateFile = z.strictObject({
  question: words.describe('What was argued about, as a question.'),
  topic: words.describe('Debates of one topic are one story on the timeline.'),
  positions: z.array(Position).min(1, 'give at least one position').describe('Who held what.'),
  outcomes: z.array(Outcome).default([]).describe('What became of it.'),
});
export type DebateFile = z.infer<typeof DebateFile>;
export type WrittenPosition = DebateFile['positions'][number];
export type WrittenOutcome = DebateFile['outcomes'][number];

/** A debate as its author wrote it, and where each part of it stands. */
export interface WrittenDebate {
  /** Name of its file, without its ending. */
  readonly name: string;
  readonly facts: DebateFile;
  readonly text: string;
  readonly lines: LineMap;
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
  readonly offsetOf: (path: readonly PropertyKey[]) => number;
}
