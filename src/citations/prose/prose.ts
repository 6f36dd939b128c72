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
import { type Backing, backingOf, datesOn } from './backing.ts';
import { type Changes, changesIn } from './changes.ts';
import { ambiguous, type Commits, commitNamesIn } from './commits.ts';
import { type Fact, factsIn, isSameDate } from './facts.ts';
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
export function verifyProse(
  written: readonly Written[],
  { threads, trees, commits, references, people, debates, rules, experiments, names }: Backed,
): Checked<null> {
  const byAddress = byLink(references);
  const changes = changesIn(trees, rules, names);
  const isAnswered = (page: Written['page'], release: string): boolean => {
    const own = experiments.find((each) => each.page === page?.page);
    return own !== undefined && changes.treesOf(release).some((tree) => tree in own.runs);
  };
  const threadsOfDebates = (page: Page): string[] =>
    Object.values(debates)
      .filter(({ pages }) => pages.some((each) => each.page === page.page))
      .flatMap(({ positions }) => positions.map(({ quote }) => quote.thread));
  const diagnostics = written.flatMap((each) => {
    const dates = datesOn(each, threads, commits, byAddress, threadsOfDebates);
    return each.statements.flatMap((statement) => [
      ...unknownReferences(statement, byAddress),
      ...commitFaults(statement, commits),
      ...factsIn(statement)
        .filter(({ at }) => !isUnchecked(statement, at))
        .filter(({ kind, value }) => !(kind === 'release' && isAnswered(each.page, value)))
        .flatMap((fact) =>
          factFaults(fact, statement, backingOf(statement, commits, byAddress), {
            dates,
            changes,
            ownRule: /^rules\/(.+)$/.exec(each.page?.page ?? '')?.[1] ?? null,
          }),
        ),
    ]);
  });
  const named = commits.asked;
  const linked = new Set(
    written.flatMap(({ statements }) =>
      statements.flatMap(({ links }) => links.map(({ url }) => addressOf(url))),
    ),
  );
  const isUsed = ({ url, commit, name }: WrittenReference): boolean =>
    (url !== undefined && linked.has(addressOf(url))) ||
    linked.has(referencePlace(name)) ||
    linked.has(referenceLink(name)) ||
    people.people.some(({ roles }) => roles.some(({ reference }) => reference === name)) ||
    (commit !== undefined && named.some((id) => commit.startsWith(id) || id.startsWith(commit)));
  return { verified: null, diagnostics: [...diagnostics, ...unusedReferences(references, isUsed)] };
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

/** What a fact is held against, beside what its sentence names. */
interface Around {
  readonly dates: ReadonlySet<string>;
  readonly changes: Changes;
  readonly ownRule: string | null;
}

function factFaults(
  fact: Fact,
  statement: Statement,
  backing: Backing,
  { dates, changes, ownRule }: Around,
): Diagnostic[] {
  const place = statement.placeOf(fact.at);
  switch (fact.kind) {
    case 'release':
      return releaseFaults(fact, statement, backing, changes, ownRule);
    case 'date':
      return [...dates].some((date) => isSameDate(date, fact.value))
        ? []
        : [
            diagnose('date-unbacked', place, {
              message: `Nothing that this page quotes or names is of ${fact.text}.`,
            }),
          ];
    case 'share':
      return backing.references.some(({ words }) => words.includes(fact.text)) || isCounted(statement)
        ? []
        : [diagnose('share-unbacked', place, { message: `Nothing in this sentence counts "${fact.text}".` })];
  }
}

/** Whether a number of the sentence is counted when the site is built. */
const isCounted = ({ marks }: Statement): boolean => marks.some(({ name }) => name === 'Count');
