import { commitTemplate } from '../../sources/servers.ts';
import type { Trees } from '../../sources/tree.ts';
import { type Edit, property } from '../page/edits.ts';
import type { Page } from '../page/page.ts';
import { propOf } from '../page/use.ts';
import type { PageRef, SiteCommit, SiteReference, UncheckedWords } from '../site.ts';
import { type Commits, commitNamesIn, isSameCommit } from './commits.ts';
import { furtherReadingOf } from './further-reading.ts';
import { addressOf, referencePlace, type WrittenReference } from './references.ts';
import type { Written } from './written.ts';

/** The names of all commits that authors write, in their sentences and in <Since>. */
export const commitsNamed = (written: readonly Written[], pages: readonly Page[]): string[] => [
  ...written.flatMap(({ statements }) =>
    statements.flatMap(({ text }) => commitNamesIn(text).map(({ id }) => id)),
  ),
  ...pages.flatMap(({ facts }) =>
    facts.flatMap(({ component, tag }) =>
      component === 'Since' ? [propOf(tag, 'commit')?.value ?? ''] : [],
    ),
  ),
];

/** What a site shows of what its authors' own words rest on. */
export interface Shown {
  readonly commits: readonly SiteCommit[];
  readonly references: readonly SiteReference[];
  readonly unchecked: Readonly<Record<string, readonly UncheckedWords[]>>;
}

export function shownOf(
  written: readonly Written[],
  pages: readonly Page[],
  commits: Commits,
  references: readonly WrittenReference[],
  trees: Trees,
): Shown {
  const naming = new Map<string, Map<string, PageRef>>();
  const leading = new Map<string, Map<string, PageRef>>();
  const add = (into: typeof naming, key: string, { page, title }: PageRef): void => {
    into.set(key, (into.get(key) ?? new Map()).set(page, { page, title }));
  };
  for (const { page, statements } of written)
    for (const { text, links } of statements) {
      for (const { id } of commitNamesIn(text)) if (page) add(naming, id, page);
      for (const { url } of links) if (page) add(leading, addressOf(url), page);
    }
  for (const page of pages) {
    for (const { component, tag } of page.facts)
      if (component === 'Since') add(naming, propOf(tag, 'commit')?.value ?? '', page);
    for (const name of furtherReadingOf(page)) add(leading, referencePlace(name), page);
  }
  const template = commitTemplate(Object.values(trees).flatMap(({ browse, raw }) => [raw, browse]));
  const inOrder = (refs: ReadonlyMap<string, PageRef> | undefined): PageRef[] =>
    [...(refs?.values() ?? [])].sort((a, b) => a.title.localeCompare(b.title, 'en'));
  return {
    commits: Object.entries(commits.locked).map(([name, known]) => ({
      name,
      known,
      url: template?.replace('{commit}', known.id) ?? null,
      pages: inOrder(naming.get(name)),
    })),
    references: references
      .map(({ place: _, placeOf: __, ...facts }) => ({
        ...facts,
        pages: inOrder(
          new Map([
            ...[facts.url === undefined ? '' : addressOf(facts.url), referencePlace(facts.name)].flatMap(
              (key) => [...(leading.get(key) ?? [])],
            ),
            ...[...naming].flatMap(([name, of]) =>
              facts.commit !== undefined && isSameCommit(facts.commit, name) ? [...of] : [],
            ),
          ]),
        ),
      }))
      .sort((a, b) => a.title.localeCompare(b.title, 'en')),
    unchecked: Object.fromEntries(
      pages.flatMap(({ page, facts }) => {
        const own = facts.flatMap(({ component, tag, content }) =>
          component === 'Unchecked'
            ? [{ words: content.text.replace(/\s+/g, ' ').trim(), why: propOf(tag, 'why')?.value ?? '' }]
            : [],
        );
        return own.length > 0 ? [[page, own]] : [];
      }),
    ),
  };
}

/** The anchor of a commit on the page that lists them. */
export const commitAnchor = (name: string): string => `commit-${name}`;

/** Has the first mention of each commit lead to what is known of it, and tells each <Since> and <Count> its value. */
export function factEdits(
  page: Page,
  commits: readonly SiteCommit[],
  countOf: (of: string, tree: string) => number | null,
): Edit[] {
  const known = new Map(commits.map((each) => [each.name, each]));
  const seen = new Set<string>();
  const links = [...page.prose, ...page.code].flatMap(({ start, end, text }): Edit[] =>
    commitNamesIn(text).flatMap(({ id, at }): Edit[] => {
      if (!known.has(id) || seen.has(id)) return [];
      // Of code in backticks the whole is linked, and only where it is nothing else.
      const isCode = end - start !== text.length;
      if (isCode && text.trim() !== id) return [];
      seen.add(id);
      const span = isCode ? { start, end } : { start: start + at, end: start + at + id.length };
      return [{ kind: 'link', ...span, to: `/references/#${commitAnchor(id)}` }];
    }),
  );
  const values = page.facts.flatMap(({ component, tag }): Edit[] => {
    if (component === 'Since') {
      const name = propOf(tag, 'commit')?.value ?? '';
      const commit = known.get(name);
      return commit
        ? [
            property(
              tag,
              'value',
              commit.known.release ?? commit.known.date?.slice(0, 'yyyy-mm'.length) ?? name,
            ),
          ]
        : [];
    }
    if (component === 'Count') {
      const count = countOf(propOf(tag, 'of')?.value ?? '', propOf(tag, 'tree')?.value ?? '');
      return count === null ? [] : [property(tag, 'value', String(count))];
    }
    return [];
  });
  return [...links, ...values];
}
