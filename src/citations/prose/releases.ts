import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Statement } from '../page/statement.ts';
import type { Backing, Known } from './backing.ts';
import { type Changes, inOrder, type When } from './changes.ts';
import { namesIn } from './code-names.ts';
import { type Commits, commitNamesIn } from './commits.ts';
import { type Fact, factsIn, isOfSeries } from './facts.ts';

/** What may show what a sentence says of a release. */
export interface AroundRelease {
  /** What the sentence names, with its row. */
  readonly own: Backing;
  /** What its paragraph names. */
  readonly paragraph: Backing;
  /** The rule, or the experiment, whose page this is, and the trees of the code that stands next to the sentence. */
  readonly page: Backing;
}

/**
 * Checks a release in a sentence: something that is named there, or stands beside it, has to agree. A commit or a reference has
 * its own release; a rule, an experiment, or a name of code is otherwise before it than after; code is shown of one tree.
 */
export function releaseFaults(
  fact: Fact,
  statement: Statement,
  around: AroundRelease,
  { changes, commits }: Pick<Known, 'changes' | 'commits'>,
): Diagnostic[] {
  const { value, text, at } = fact;
  const { own, paragraph, page } = around;
  const place = statement.placeOf(at);
  const unbacked = (message: string): Diagnostic[] => [diagnose('release-unbacked', place, { message })];
  const differs = (message: string, expected: readonly string[] = []): Diagnostic[] => [
    diagnose('release-differs', place, {
      message,
      ...(expected.length > 0 ? { expected: [...new Set(expected)].join(', ') } : {}),
    }),
  ];
  const isOne = (releases: readonly string[]): boolean => releases.some((each) => isOfSeries(each, value));
  const trees = changes.treesOf(value);
  if (isTwin(fact, statement))
    return unbacked(`${text} does not come after the release that it is set against.`);
  if (isRepeated(fact, statement)) return unbacked(`${text} stands here twice, as if there were two.`);
  const absent = absentIn(fact, statement, changes);
  if (absent !== null) return differs(`"${absent}" is not in ${trees.join(', ')}.`);
  const ofCommit = releasesOfCommitBeside(fact, statement, commits);
  if (ofCommit.length > 0 && !isOne(ofCommit))
    return differs(`The commit beside ${text} came with another release.`, ofCommit);
  const told = releasesOf(own);
  if (isOne(told)) return [];
  const said = [statement.text, statement.beside ?? ''].flatMap((each) =>
    factsIn({ ...statement, text: each }).flatMap((other) => (other.kind === 'release' ? other.value : [])),
  );
  const missing = told.filter((release) => !said.some((each) => isOfSeries(release, each)));
  // A stretch that begins with the oldest tree says nothing of what was before.
  const isOldest = trees.length > 0 && changes.neighboursOf(value)[0] === undefined;
  const when = isOldest && stretchIn(fact, statement) === 'from' ? 'in' : whenOf(fact, statement);
  // The first tree that has a commit may be named in the place of its release, where the sentence says that it speaks of trees.
  const isFirstWith =
    OF_TREES.test(statement.text) &&
    missing.some((release) => isOne([changes.neighboursOf(release)[1] ?? '']));
  if (missing.length > 0 && (trees.length === 0 || (when === 'from' && !isFirstWith)))
    return differs(`The sentence says ${text}; what it names came with another release.`, missing);
  const words = [
    ...own.references.flatMap((each) => [each.title, each.words]),
    ...own.mails.flatMap(({ passages }) => passages.map((each) => each.text)),
  ];
  if (words.some((each) => hasRelease(each, value)) || isOne(releasesOf(paragraph))) return [];
  if (isFirstWith || (changes.isOnly(value) && when !== 'from')) return [];
  if (isInner(fact, statement, changes)) return [];
  if (isOfAll(fact, statement, changes) && own.names.some(changes.isEverywhere)) return [];
  // What is said to be from a release on is not shown by code of it alone; two pieces of code may show what is between them.
  const byCode = when !== 'from' || isBetween(fact, statement) || stretchIn(fact, statement) !== null;
  const run = when === 'in' && trees.length > 0 ? runOf(fact, statement, changes) : [value];
  const isShown = ({ trees: shown, rules, experiments, names }: Backing): boolean =>
    (byCode && shown.some((tree) => trees.includes(tree))) ||
    run.some(
      (release) =>
        rules.some((rule) => changes.ofRule(rule, release, when)) ||
        experiments.some((name) => changes.ofExperiment(name, release, when)) ||
        names.some((name) => changes.ofName(name, release, when)),
    );
  if ([own, page, paragraph].some(isShown)) return [];
  if (own.rules.length > 0)
    return unbacked(`What this sentence leads to is the same before ${text} and after it.`);
  return unbacked(`Nothing beside this sentence shows what it says of ${text}.`);
}

/** Words of what was looked at, and not of when it came. */
const OF_TREES = /\b(?:seen|found|shown|measured|trees?|here|already|by)\b/i;

const releasesOf = ({ commits, references }: Backing): string[] =>
  [...commits, ...references].flatMap(({ release }) => release ?? []);

/** Words by which a sentence says that something is not there, or is of another time. */
const ABSENCE =
  /\b(?:no|not|nor|none|never|neither|nothing|without|gone|lacks?|lost|went|removed|dropped|replaced|instead|before|until|since|later|once|used to|renamed|new|last|yet)\b/i;

/** A name of code that a sentence speaks of in one release, and that this release does not have though others do. */
function absentIn({ value }: Fact, statement: Statement, changes: Changes): string | null {
  const releases = new Set(factsIn(statement).flatMap((each) => (each.kind === 'release' ? each.value : [])));
  if (releases.size !== 1 || ABSENCE.test(statement.text)) return null;
  const names = statement.codes.flatMap(({ text }) => namesIn(text).map(({ name }) => name));
  return names.find((name) => changes.isAbsent(name, value)) ?? null;
}

const FROM_BEFORE =
  /\b(?:since|as of|starting (?:with|in)|(?:removed|added|merged|introduced|dropped|landed|appeared|came|went|moved|converted)\b[^.;:,()]{0,40} (?:in|for|with))(?: (?:Linux|the kernel|version|release))? $/i;
const FROM_AFTER = /^(?: on\b| onwards?\b| and (?:later|newer|after)\b)/i;
const UNTIL_BEFORE = /\b(?:up to|until|till|through|still in|last in)(?: (?:Linux|version|release))? $/i;
const UNTIL_AFTER = /^ and (?:earlier|older|before)\b/i;

/** What a sentence says of a release, by the words next to it. */
export function whenOf(fact: Fact, statement: Statement): When {
  const { at, text: written } = fact;
  const { text } = statement;
  const flat = (words: string): string => words.replace(/\s+/g, ' ');
  const before = flat(text.slice(Math.max(0, at - REACH), at));
  const after = flat(text.slice(at + written.length, at + written.length + REACH));
  if (/\bbetween $/i.test(before) || /^ is the last\b/i.test(after)) return 'until';
  const stretch = stretchIn(fact, statement);
  if (stretch !== null) return stretch;
  if (
    isBetween(fact, statement) ||
    FROM_BEFORE.test(before) ||
    /^ is the first\b/i.test(after) ||
    (/\bfrom $/i.test(before) && /^ on/.test(after)) ||
    FROM_AFTER.test(after)
  )
    return 'from';
  return UNTIL_BEFORE.test(before) || UNTIL_AFTER.test(after) ? 'until' : 'in';
}

const REACH = 80;

/** "between 6.1 and 7.2": the second of the two. */
const isBetween = ({ at }: Fact, { text }: Statement): boolean =>
  /\bbetween\s+v?[\d.]{1,20}\s+and\s+$/i.test(text.slice(Math.max(0, at - REACH), at));

/** Whether it is an end of "6.1 to 7.2". */
function stretchIn({ at, text }: Fact, { text: all }: Statement): When | null {
  if (/^\s+to\s+v?\d+\.\d/.test(all.slice(at + text.length))) return 'from';
  return /\d\.\d+\s+to\s+$/.test(all.slice(Math.max(0, at - REACH), at)) ? 'until' : null;
}

/** Whether a sentence says the same of a release twice, as of two: "while in 6.12 …, in 6.12 …". */
function isRepeated(fact: Fact, statement: Statement): boolean {
  return factsIn(statement).some((other) => {
    if (other.kind !== 'release' || other.at === fact.at || other.value !== fact.value) return false;
    const [first, second] = other.at < fact.at ? [other, fact] : [fact, other];
    const between = statement.text.slice(first.at + first.text.length, second.at);
    return (
      !/[.;:?!]\s/.test(between) &&
      !/\bbefore\s+(?:v|Linux\s+)?$/i.test(between) &&
      whenOf(first, statement) === whenOf(second, statement)
    );
  });
}

/** Two releases that a sentence sets against each other: a list, a stretch, and two cells of a head. */
const PAIR = /^(?:, | and | or | to |, not | and in |, and in )$/;

/** Whether it is the same as a release that it is set against, or before the one that a stretch begins with. */
function isTwin({ value, at, text }: Fact, statement: Statement): boolean {
  const before = factsIn(statement).findLast((each) => each.kind === 'release' && each.at < at);
  if (before) {
    const between = statement.text.slice(before.at + before.text.length, at).replace(/\s+/g, ' ');
    const order = inOrder(before.value, value);
    if ((PAIR.test(between) && order === 0) || (between === ' to ' && order > 0)) return true;
  }
  const cells = (statement.beside ?? '').split(' | ').map((cell) => cell.trim());
  const isHead = cells.filter((cell) => !/^v?\d+\.\d+(?:\.\d+)?$/.test(cell)).length <= 1;
  return statement.text.trim() === text && isHead && cells.includes(text);
}

/** Whether it stands in a list between its neighbours, as "6.12" in "6.1, 6.12 and 7.2": it says what these two say. */
function isInner({ at, text, value }: Fact, statement: Statement, { neighboursOf }: Changes): boolean {
  const releases = factsIn(statement).filter(({ kind }) => kind === 'release');
  const index = releases.findIndex((each) => each.at === at);
  const [before, after] = [releases[index - 1], releases[index + 1]];
  if (!before || !after) return false;
  const joins = [
    statement.text.slice(before.at + before.text.length, at),
    statement.text.slice(at + text.length, after.at),
  ].map((words) => words.replace(/\s+/g, ' '));
  if (!joins.every((words) => PAIR.test(words))) return false;
  const [older, newer] = neighboursOf(value);
  return (
    older !== undefined &&
    newer !== undefined &&
    isOfSeries(older, before.value) &&
    isOfSeries(newer, after.value)
  );
}

/** A release, and the one that it is said with: of "in 6.1 and 6.12" both, where no tree of the site is between the two. */
function runOf({ at, text, value }: Fact, statement: Statement, { neighboursOf }: Changes): string[] {
  const releases = factsIn(statement).filter(({ kind }) => kind === 'release');
  const index = releases.findIndex((each) => each.at === at);
  const [older, newer] = neighboursOf(value);
  const joined = (a: number, b: number): boolean =>
    /^(?:,| and|, and) (?:in )?$/.test(statement.text.slice(a, b).replace(/\s+/g, ' '));
  const [before, after] = [releases[index - 1], releases[index + 1]];
  return [
    value,
    ...(before && older && isOfSeries(older, before.value) && joined(before.at + before.text.length, at)
      ? [before.value]
      : []),
    ...(after && newer && isOfSeries(newer, after.value) && joined(at + text.length, after.at)
      ? [after.value]
      : []),
  ];
}

/** Whether it is an end of "from 5.10 to 7.2", which are all the trees that there are. */
function isOfAll({ at }: Fact, statement: Statement, { neighboursOf, treesOf }: Changes): boolean {
  const releases = factsIn(statement).filter(({ kind }) => kind === 'release');
  const first = releases.findIndex((each, index) => {
    const next = releases[index + 1];
    return next && /^\s+to\s+$/.test(statement.text.slice(each.at + each.text.length, next.at));
  });
  const ends = first === -1 ? [] : releases.slice(first, first + 2);
  const [oldest, newest] = ends.map(({ value }) => neighboursOf(value));
  return (
    ends.some((each) => each.at === at) &&
    ends.every(({ value }) => treesOf(value).length > 0) &&
    oldest?.[0] === undefined &&
    newest?.[1] === undefined
  );
}

/** The release of a commit that stands right beside: `6.10 (cb10c28ac82c)`, `cb10c28ac82c, in 6.10`. */
function releasesOfCommitBeside(
  { at, text: written }: Fact,
  { text }: Statement,
  commits: Commits,
): string[] {
  const end = at + written.length;
  return commitNamesIn(text).flatMap(({ id, at: from }) => {
    const isAfter = from > end && /^\s\($/.test(text.slice(end, from));
    const isBefore = from < at && /^\)?,?\s(?:in|for|with)\s$/.test(text.slice(from + id.length, at));
    const found = isAfter || isBefore ? commits.resolve(id) : undefined;
    return found?.state === 'known' ? (found.commit.release ?? []) : [];
  });
}

const hasRelease = (words: string, release: string): boolean =>
  words.includes(release) &&
  words.split(/[^\w.-]/).some((word) => word.replace(/^v|[.,]$|-rc\d{1,2}$/g, '') === release);
