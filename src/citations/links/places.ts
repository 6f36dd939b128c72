import { CATALOGUE } from '../../base/catalogue.ts';
import { TERMS } from '../glossary/glossary.ts';
import type { Page } from '../page/page.ts';
import { explainsDiagnostics, hasAddress } from '../page/pages.ts';
import { positionId } from '../quotes/citations.ts';
import type { Site, SiteDebate, SiteThread, VerifiedNote } from '../site.ts';
import { personPath, writersIn } from '../threads/people.ts';

/** Pages that are made of the whole site. */
const LISTS = [
  '/references/',
  '/errata/',
  '/threads/',
  '/rules/',
  '/experiments/',
  '/symbols/',
  '/timeline/',
  '/people/',
];

/** Notes have no page of their own: they are shown in the thread. */
const NOTES = 'notes/';

/** The address of a page; of notes, that of their thread. */
export const addressOf = ({ page }: Page): string =>
  page === 'index' ? '/' : `/${page.startsWith(NOTES) ? `threads/${page.slice(NOTES.length)}` : page}/`;

/** Address of a page -> what a link may name on it; null where anything will do. */
export type Places = ReadonlyMap<string, ReadonlySet<string> | null>;

/** What a site shows, by the addresses that it has. */
export interface Placed {
  /** All pages of the site; `index` is its root. */
  readonly pages: readonly Page[];
  readonly threads: readonly SiteThread[];
  readonly notes: Readonly<Record<string, VerifiedNote>>;
  readonly debates: Readonly<Record<string, SiteDebate>>;
  /** By key; each line of one is a place. */
  readonly excerpts: Site['excerpts'];
}

/** Every place of a site that a link may name. */
export function placesOf({ pages, threads, notes, debates, excerpts }: Placed): Places {
  const places = new Map<string, ReadonlySet<string> | null>(LISTS.map((list) => [list, null]));
  const terms = pages
    .filter(({ page }) => page.startsWith(TERMS))
    .map(({ page }) => page.slice(TERMS.length));
  if (terms.length > 0) places.set('/glossary/', new Set(terms));
  for (const page of pages.filter(hasAddress))
    places.set(
      addressOf(page),
      /^(?:rules|experiments)\//.test(page.page)
        ? null
        : new Set([...placesOn(page, Object.values(debates)), ...linesOn(page, excerpts)]),
    );
  for (const name of writersIn(threads)) places.set(personPath(name, threads), null);
  for (const { slug, messages } of threads) {
    const ids = messages.flatMap(({ id, aliases, passages }) => [
      id,
      ...aliases,
      ...passages.map((passage) => passage.id),
    ]);
    const noted = Object.values(notes)
      .filter(({ thread }) => thread === slug)
      .map(({ id }) => id);
    places.set(`/threads/${slug}/`, new Set([...ids, ...noted]));
    places.set(`/threads/${slug}/coverage/`, null);
  }
  if (pages.some(explainsDiagnostics))
    for (const code of Object.keys(CATALOGUE)) places.set(`/reference/diagnostics/${code}/`, null);
  return places;
}

/** Headings, uses and what stands in them, and the positions of debates that are shown. */
const placesOn = ({ page, anchors, uses, pointers }: Page, debates: readonly SiteDebate[]): string[] => [
  ...anchors,
  ...uses.flatMap(({ name, notes }) => [name, ...notes.map((note) => note.name)]),
  ...pointers.map(({ name }) => name),
  ...debates
    .filter((debate) => debate.pages.some((each) => each.page === page))
    .flatMap((debate) => debate.positions.map((position) => positionId(debate, position))),
];

/** The lines of code that is shown, by the numbers beside them. */
const linesOn = ({ page, uses }: Page, excerpts: Site['excerpts']): string[] =>
  uses.flatMap(({ name }) => {
    const shown = excerpts[`${page}#${name}`];
    if (!shown) return [];
    const { firstLine, lastLine } = shown.excerpt;
    return Array.from({ length: lastLine - firstLine + 1 }, (_, at) => `${name}-L${firstLine + at}`);
  });
