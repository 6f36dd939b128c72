import { lookUp } from '../base/look-up.ts';
import type { Outline } from '../citations/outline.ts';
import type { PageRef } from '../citations/site.ts';
import type { Say } from './words/say.ts';

/** The parts of a site: what its pages are grouped by. */
export type SectionName =
  | 'start'
  | 'explainers'
  | 'rules'
  | 'experiments'
  | 'threads'
  | 'glossary'
  | 'reference';

export interface SidebarGroup {
  /** Of a group of the first level: which part of the site it is. */
  readonly section?: SectionName;
  readonly label: string;
  readonly collapsed?: boolean;
  readonly items: readonly (SidebarLink | SidebarGroup)[];
}

export interface SidebarLink {
  readonly label: string;
  readonly link: string;
}

/**
 * As many entries as a section shows on every page. Of a longer one, only its own pages show any, and of these only those
 * around the page one is on: so that no page grows with the site.
 */
export const MOST_LISTED = 12;

/** The sidebar of a page: `threads/page-count-cow`; of `null`, of whatever page is in no long section. */
export type SidebarFor = (page: string | null) => SidebarGroup[];

/**
 * The sidebar: where to begin, the explainers in their order, the rules by topic, the experiments, the threads, and what is said about writing.
 */
export function sidebarOf(outline: Outline, say: Say): SidebarFor {
  const { start, hasTerms, hasDebates, hasReferences, rules, experiments, reference } = outline;
  const explainers = section(outline.pages, 'explainers/');
  const topics = [...Map.groupBy(rules, ({ topic }) => topic)].map(
    ([topic, own]) => [topic, section(own, 'rules/')] as const,
  );
  const tried = section(experiments, 'experiments/');
  const threads = section(
    outline.threads.map(({ slug, title, topic }) => ({ page: `threads/${slug}`, title, topic })),
    'threads/',
  );
  return (page) => {
    const hasFewRules = rules.length <= MOST_LISTED;
    const groups: SidebarGroup[] = [
      {
        section: 'start',
        label: say('sidebar.start'),
        items: [
          { label: say('sidebar.home'), link: '/' },
          ...start.map(linkTo),
          ...(hasTerms ? [{ label: say('glossary.title'), link: '/glossary/' }] : []),
        ],
      },
      {
        section: 'explainers',
        label: say('sidebar.explainers'),
        items: [
          ...(explainersIndex(outline) ? [{ label: say('explainers.all'), link: '/explainers/' }] : []),
          ...explainers(page).map(linkTo),
        ],
      },
      {
        section: 'rules',
        label: say('rules.title'),
        items:
          rules.length === 0
            ? []
            : [
                { label: say('rules.all'), link: '/rules/' },
                { label: say('symbols.title'), link: '/symbols/' },
                ...topics.flatMap(([topic, own]) => {
                  const shown = own(page);
                  const isMeant = hasFewRules || shown.some((each) => each.page === page);
                  return isMeant ? [{ label: topic, collapsed: true, items: shown.map(linkTo) }] : [];
                }),
              ],
      },
      {
        section: 'experiments',
        label: say('experiments.title'),
        items:
          experiments.length === 0
            ? []
            : [{ label: say('experiments.all'), link: '/experiments/' }, ...tried(page).map(linkTo)],
      },
      {
        section: 'threads',
        label: say('threads.title'),
        items: [
          { label: say('threads.all'), link: '/threads/' },
          { label: say('people.title'), link: '/people/' },
          ...(hasDebates ? [{ label: say('timeline.title'), link: '/timeline/' }] : []),
          ...(hasReferences ? [{ label: say('references.title'), link: '/references/' }] : []),
          ...threads(page).map(linkTo),
        ],
      },
      { section: 'reference', label: say('sidebar.reference'), items: reference.map(linkTo) },
    ];
    return groups.filter(({ items }) => items.length > 0);
  };
}

/** A part of the site, as the header leads to it. */
export interface Section {
  /** Null for a group that another plugin has added. */
  readonly name: SectionName | null;
  readonly label: string;
  readonly link: string;
}

/** The parts that a site has, for its header. */
export function sectionsOf(outline: Outline, say: Say): Section[] {
  const { pages, start, rules, experiments, threads, reference, hasTerms } = outline;
  const explainers = explainersIndex(outline) ? '/explainers/' : pages[0] && linkTo(pages[0]).link;
  const all: readonly Partial<Section>[] = [
    { name: 'start', label: say('sidebar.start'), ...(start[0] && { link: linkTo(start[0]).link }) },
    { name: 'explainers', label: say('sidebar.explainers'), ...(explainers && { link: explainers }) },
    { name: 'rules', label: say('rules.title'), ...(rules.length > 0 && { link: '/rules/' }) },
    {
      name: 'experiments',
      label: say('experiments.title'),
      ...(experiments.length > 0 && { link: '/experiments/' }),
    },
    { name: 'threads', label: say('threads.title'), ...(threads.length > 0 && { link: '/threads/' }) },
    { name: 'glossary', label: say('glossary.title'), ...(hasTerms && { link: '/glossary/' }) },
    {
      name: 'reference',
      label: say('sidebar.reference'),
      ...(reference[0] && { link: linkTo(reference[0]).link }),
    },
  ];
  return all.filter((each): each is Section => each.link !== undefined);
}

/** First part of a page's path -> the part of the site that it belongs to. */
const SECTIONS: Readonly<Record<string, SectionName>> = {
  start: 'start',
  explainers: 'explainers',
  rules: 'rules',
  symbols: 'rules',
  experiments: 'experiments',
  threads: 'threads',
  topics: 'threads',
  people: 'threads',
  timeline: 'threads',
  references: 'threads',
  glossary: 'glossary',
  reference: 'reference',
};

/** The part of the site that a page belongs to: `rules` for `symbols`; null for the first page, and one that is missing. */
export const sectionOf = (page: string): SectionName | null =>
  lookUp(SECTIONS, page.split('/')[0] ?? '') ?? null;

/** Parts that one walks from page to page, and needs a list of beside each. A long read has none. */
export const isWalked = (section: SectionName | null): boolean =>
  section === 'rules' || section === 'experiments' || section === 'threads' || section === 'reference';

/** The pages before and after a page. */
export interface Neighbours {
  readonly prev?: SidebarLink;
  readonly next?: SidebarLink;
}

/**
 * In which order pages are read: from the first page by way of the start through the explainers; the rules, the experiments,
 * the threads and the reference each for itself, after their list. What is looked up (terms, people, symbols) has no order.
 */
export function readingOrder(outline: Outline, say: Say): (page: string) => Neighbours {
  const { pages, start, rules, experiments, threads, reference } = outline;
  const list = (link: string, label: string, all: readonly PageRef[]): SidebarLink[] =>
    all.length > 0 ? [{ label, link }, ...all.map(linkTo)] : [];
  const orders = [
    [{ label: say('sidebar.home'), link: '/' }, ...start.map(linkTo), ...pages.map(linkTo)],
    list('/rules/', say('rules.all'), rules),
    list('/experiments/', say('experiments.all'), experiments),
    list(
      '/threads/',
      say('threads.all'),
      threads.map(({ slug, title }) => ({ page: `threads/${slug}`, title })),
    ),
    reference.map(linkTo),
  ];
  const neighbours = new Map<string, Neighbours>();
  for (const order of orders)
    for (const [at, { link }] of order.entries()) {
      const [prev, next] = [order[at - 1], order[at + 1]];
      neighbours.set(link, { ...(prev && { prev }), ...(next && { next }) });
    }
  return (page) => neighbours.get(page === '' ? '/' : `/${page}/`) ?? {};
}

/** Whether explainers have an index that we make: wherever the site has not written one. */
export const explainersIndex = ({ pages }: Outline): boolean =>
  pages.length > 0 && !pages.some(({ page }) => page === 'explainers' || page === 'explainers/index');

const linkTo = ({ page, title }: PageRef): SidebarLink => ({ label: title, link: `/${page}/` });

type Entry = PageRef & { readonly topic?: string };

/** What a section shows on a page: all of few; of many those of one topic around the page, and nothing elsewhere. */
function section(all: readonly Entry[], folder: string): (page: string | null) => readonly Entry[] {
  if (all.length <= MOST_LISTED) return () => all;
  const topics = Map.groupBy(all, ({ topic }) => topic ?? '');
  const places = new Map(
    [...topics.values()].flatMap((own) => own.map(({ page }, at) => [page, { own, at }] as const)),
  );
  return (page) => {
    if (!page?.startsWith(folder)) return [];
    // What belongs to a page stands below it: the coverage of a thread.
    const place = places.get(page) ?? places.get(page.slice(0, page.lastIndexOf('/')));
    if (!place) return [];
    const from = Math.max(0, Math.min(place.at - MOST_LISTED / 2, place.own.length - MOST_LISTED));
    return place.own.slice(from, from + MOST_LISTED);
  };
}
