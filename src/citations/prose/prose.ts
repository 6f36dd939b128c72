import type { Code } from '../../base/catalogue.ts';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Lock } from '../../sources/lock.ts';
import type { Trees } from '../../sources/tree.ts';
import type { Page } from '../page/page.ts';
import { isUnchecked, type Statement } from '../page/statement.ts';
import type { People } from '../people/people-file.ts';
import type { SiteDebate, SiteExperiment, SiteRule } from '../site.ts';
import type { Threads } from '../threads/quotable.ts';
import { closestName } from '../words/closest.ts';
import {
  type Backing,
  backingOf,
  datesBeside,
  datesOn,
  experimentsBeside,
  type Known,
  mailsByLink,
  NO_BACKING,
  treesBeside,
} from './backing.ts';
import { changesIn } from './changes.ts';
import { ambiguous, type Commits, commitNamesIn, isSameCommit } from './commits.ts';
import { dateFaults } from './dates.ts';
import { type Fact, factsIn } from './facts.ts';
import { furtherReadingOf } from './further-reading.ts';
import {
  addressOf,
  byLink,
  referenceLink,
  referencePlace,
  unusedReferences,
  type WrittenReference,
} from './references.ts';
import { releaseFaults } from './releases.ts';
import type { Written } from './written.ts';

/** Codes of what rests on nothing in the site. */
export const UNBACKED: ReadonlySet<Code> = new Set<Code>([
  'name-unknown',
  'names-unread',
  'commit-unknown',
  'release-unbacked',
  'date-unbacked',
  'share-unbacked',
  'link-unbacked',
]);

/** What sentences are held against. */
export interface Backed {
  readonly threads: Threads;
  readonly trees: Trees;
  readonly commits: Commits;
  readonly references: readonly WrittenReference[];
  readonly people: People;
  readonly debates: Readonly<Record<string, SiteDebate>>;
  readonly rules: readonly SiteRule[];
  /** On the page of one, what it says of a version in which it was run is shown by what that answered. */
  readonly experiments: readonly SiteExperiment[];
  /** Name of code -> tree -> whether it is in there. */
  readonly names: Lock['names'];
}

/** Checks commits, releases, dates and shares in what authors say themselves. */
export function verifyProse(written: readonly Written[], backed: Backed): Checked<null> {
  const { threads, trees, commits, references, people, rules, experiments, names } = backed;
  const known = {
    commits,
    references: byLink(references),
    mails: mailsByLink(threads),
    changes: changesIn(trees, rules, experiments, names),
  };
  const diagnostics = written.flatMap((each) => ofWritten(each, backed, known));
  const named = commits.asked;
  const linked = new Set(
    written.flatMap(({ statements }) =>
      statements.flatMap(({ links }) => links.map(({ url }) => addressOf(url))),
    ),
  );
  const listed = new Set(written.flatMap(({ page }) => (page === null ? [] : furtherReadingOf(page))));
  const isUsed = ({ url, commit, name }: WrittenReference): boolean =>
    (url !== undefined && linked.has(addressOf(url))) ||
    linked.has(referencePlace(name)) ||
    linked.has(referenceLink(name)) ||
    listed.has(name) ||
    people.people.some(({ roles }) => roles.some(({ reference }) => reference === name)) ||
    (commit !== undefined && named.some((id) => isSameCommit(commit, id)));
  return { verified: null, diagnostics: [...diagnostics, ...unusedReferences(references, isUsed)] };
}

function ofWritten(written: Written, { threads, debates }: Backed, known: Known): Diagnostic[] {
  const { page, statements } = written;
  const backings = new Map<Statement, Backing>();
  const backing = (statement: Statement): Backing => {
    const own = backings.get(statement) ?? backingOf(statement, page, known);
    backings.set(statement, own);
    return own;
  };
  const threadsOfDebates = (of: Page): string[] =>
    Object.values(debates)
      .filter(({ pages }) => pages.some((each) => each.page === of.page))
      .flatMap(({ positions }) => positions.map(({ quote }) => quote.thread));
  const ofPage = datesOn(written, threads, statements.map(backing), threadsOfDebates);
  /** Where nothing of a day stands around a sentence, it may speak of anything on the page. */
  const datesFor = (statement: Statement): Iterable<string> => {
    const beside = page === null ? [] : datesBeside(statement, page, threads, known, backings);
    return beside.length > 0 ? beside : ofPage;
  };
  const own = (folder: string): string[] =>
    page?.page.startsWith(`${folder}/`) ? [page.page.split('/')[1] ?? ''] : [];
  const factFaults = (fact: Fact, statement: Statement): Diagnostic[] => {
    const around = { own: backing(statement), paragraph: backing(statement.paragraph ?? statement) };
    switch (fact.kind) {
      case 'release': {
        const ofPage = {
          ...NO_BACKING,
          rules: own('rules'),
          experiments: [...own('experiments'), ...(page === null ? [] : experimentsBeside(statement, page))],
          trees: page === null ? [] : treesBeside(statement, page),
        };
        return releaseFaults(fact, statement, { ...around, page: ofPage }, known);
      }
      case 'date':
        return dateFaults(fact, statement, { ...around, page: datesFor(statement) }, known.commits);
      case 'share':
        return shareFaults(fact, statement, around.own);
    }
  };
  return statements.flatMap((statement) => [
    ...unknownReferences(statement, known.references),
    ...commitFaults(statement, known.commits),
    ...factsIn(statement)
      .filter(({ at }) => !isUnchecked(statement, at))
      .flatMap((fact) => factFaults(fact, statement)),
  ]);
}

/** References that a field names and that are not there; told once, where the field has nothing else in it. */
const unknownReferences = (
  { text, links, placeOf }: Statement,
  references: ReadonlyMap<string, WrittenReference>,
): Diagnostic[] =>
  links.some(({ url }) => url === referenceLink(text)) && !references.has(referenceLink(text))
    ? [
        diagnose('reference-unknown', placeOf(0), {
          message: `There is no reference "${text}".`,
          closest: closestName(
            text,
            [...references.values()].map(({ name }) => name),
          ),
        }),
      ]
    : [];

function commitFaults(statement: Statement, commits: Commits): Diagnostic[] {
  return commitNamesIn(statement.text).flatMap(({ id, at }) => {
    const found = commits.resolve(id);
    if (found.state === 'known' || isUnchecked(statement, at)) return [];
    const place = statement.placeOf(at);
    return found.state === 'ambiguous'
      ? [ambiguous(id, found.among, place)]
      : [diagnose('commit-unknown', place, { message: `Nothing here tells of a commit ${id}.` })];
  });
}

const shareFaults = ({ text, at }: Fact, statement: Statement, { references }: Backing): Diagnostic[] =>
  references.some(({ words }) => words.includes(text)) || isCounted(statement)
    ? []
    : [
        diagnose('share-unbacked', statement.placeOf(at), {
          message: `Nothing in this sentence counts "${text}".`,
        }),
      ];

/** Whether a number of the sentence is counted when the site is built. */
const isCounted = ({ marks }: Statement): boolean => marks.some(({ name }) => name === 'Count');
