import type { Code } from '../../base/catalogue.ts';
import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Trees } from '../../sources/tree.ts';
import type { Page } from '../page/page.ts';
import { isUnchecked, type Statement } from '../page/statement.ts';
import type { SiteDebate } from '../site.ts';
import type { Threads } from '../threads/quotable.ts';
import { closestName } from '../words/closest.ts';
import { type Backing, backingOf, datesOn } from './backing.ts';
import { ambiguous, type Commits, commitNamesIn } from './commits.ts';
import { type Fact, factsIn, isOfSeries, isSameDate } from './facts.ts';
import { addressOf, byLink, referenceLink, unusedReferences, type WrittenReference } from './references.ts';
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
  readonly debates: Readonly<Record<string, SiteDebate>>;
}

/** A sentence that its author says rests on nothing that is in this site. */
export interface UncheckedStatement {
  readonly page: string;
  readonly text: string;
  readonly why: string;
}

/** Checks commits, releases, dates and shares in what authors say themselves. */
export function verifyProse(
  written: readonly Written[],
  { threads, trees, commits, references, debates }: Backed,
): Checked<null> {
  const byAddress = byLink(references);
  const versions = Object.values(trees).map(({ version }) => version);
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
        .flatMap((fact) =>
          factFaults(fact, statement, backingOf(statement, commits, byAddress), {
            versions,
            dates,
            isRule: each.page?.page.startsWith('rules/') === true,
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
    linked.has(addressOf(url)) ||
    linked.has(referenceLink(name)) ||
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

/** Words of a sentence that says when something came or went. */
const TELLS_WHEN =
  /\b(?:since|until|till|merged|removed|added|introduced|dropped|backported|gone|came|went|appeared|first|no longer|as of|from [^.]{1,30} on)\b/i;

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

function factFaults(
  fact: Fact,
  statement: Statement,
  backing: Backing,
  {
    versions,
    dates,
    isRule,
  }: { readonly versions: readonly string[]; readonly dates: ReadonlySet<string>; readonly isRule: boolean },
): Diagnostic[] {
  const place = statement.placeOf(fact.at);
  switch (fact.kind) {
    case 'release': {
      const ofTree = versions.some((version) => isOfSeries(version, fact.value));
      const releases = [...backing.commits, ...backing.references].flatMap(({ release }) => release ?? []);
      const others = factsIn(statement).filter(({ kind }) => kind === 'release');
      if (
        releases.length > 0 &&
        others.length === 1 &&
        !releases.some((each) => isOfSeries(each, fact.value)) &&
        !ofTree
      )
        return [
          diagnose('release-differs', place, {
            message: `The sentence says ${fact.text}; what it names came with another release.`,
            expected: [...new Set(releases)].join(', '),
          }),
        ];
      if (backing.commits.length > 0 || backing.references.length > 0 || backing.isShown) return [];
      // What a tree has, anybody can look at; when it came, or went, is a claim about what is in no tree.
      if (ofTree && (isRule || statement.codes.length > 0 || !TELLS_WHEN.test(statement.text))) return [];
      return [
        diagnose('release-unbacked', place, {
          message: `Nothing in this sentence shows what it says of ${fact.text}.`,
        }),
      ];
    }
    case 'date':
      return [...dates].some((date) => isSameDate(date, fact.value))
        ? []
        : [
            diagnose('date-unbacked', place, {
              message: `Nothing that this page quotes or names is of ${fact.text}.`,
            }),
          ];
    case 'share':
      return backing.isShown || backing.references.length > 0
        ? []
        : [diagnose('share-unbacked', place, { message: `Nothing in this sentence counts "${fact.text}".` })];
  }
}
