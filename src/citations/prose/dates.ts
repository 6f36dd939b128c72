import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Statement } from '../page/statement.ts';
import type { Backing } from './backing.ts';
import { type Commits, commitNamesIn } from './commits.ts';
import { type Fact, isSameDate } from './facts.ts';

/** What may show that something is of a date, the nearest first. */
export interface AroundDate {
  readonly own: Backing;
  readonly paragraph: Backing;
  /** The days of all that the page quotes or names. */
  readonly page: Iterable<string>;
}

/**
 * Checks a date in a sentence. The day of a commit that stands right before it is its own; else it is of what the sentence
 * names, else of what its paragraph names. Where neither names anything that has a day, it is of something on the page.
 */
export function dateFaults(
  { value, text, at }: Fact,
  statement: Statement,
  { own, paragraph, page }: AroundDate,
  commits: Commits,
): Diagnostic[] {
  const isOne = (dates: Iterable<string>): boolean => [...dates].some((date) => isSameDate(date, value));
  const fault = (message: string, dates: readonly string[]): Diagnostic[] => [
    diagnose('date-unbacked', statement.placeOf(at), {
      message,
      ...(dates.length > 0 ? { expected: [...new Set(dates)].sort().slice(0, 3).join(', ') } : {}),
    }),
  ];
  const ofCommit = daysOfCommitBefore(at, statement.text, commits);
  if (ofCommit.length > 0)
    return isOne(ofCommit) ? [] : fault(`The commit before ${text} is of another date.`, ofCommit);
  if (isOne(own.dates)) return [];
  const near = [...own.dates, ...paragraph.dates];
  if (near.length > 0)
    return isOne(paragraph.dates) ? [] : fault(`Nothing that is named here is of ${text}.`, near);
  return isOne(page) ? [] : fault(`Nothing that this page quotes or names is of ${text}.`, []);
}

/** `a7f226604170 of May 2022`, `… (a7f226604170) in May 2022`. */
const RIGHT_AFTER = /^\)?,? (?:of|from|in) $/;

function daysOfCommitBefore(at: number, text: string, commits: Commits): string[] {
  const before = commitNamesIn(text).findLast((each) => each.at < at);
  if (!before || !RIGHT_AFTER.test(text.slice(before.at + before.id.length, at).replace(/\s+/g, ' ')))
    return [];
  const found = commits.resolve(before.id);
  return found.state === 'known' && found.commit.date !== undefined ? [found.commit.date] : [];
}
