import type { Outline } from '../citations/outline.ts';
import type { PageRef } from '../citations/site.ts';
import type { Say } from './words/say.ts';

export interface SidebarGroup {
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
        label: say('sidebar.start'),
        items: [
          { label: say('sidebar.home'), link: '/' },
          ...start.map(linkTo),
          ...(hasTerms ? [{ label: say('glossary.title'), link: '/glossary/' }] : []),
          ...(hasDebates ? [{ label: say('timeline.title'), link: '/timeline/' }] : []),
          ...(hasReferences ? [{ label: say('references.title'), link: '/references/' }] : []),
        ],
      },
      {
        label: say('sidebar.explainers'),
        items: [
          ...(explainersIndex(outline) ? [{ label: say('explainers.all'), link: '/explainers/' }] : []),
          ...explainers(page).map(linkTo),
        ],
      },
      {
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
        label: say('experiments.title'),
        items:
          experiments.length === 0
            ? []
            : [{ label: say('experiments.all'), link: '/experiments/' }, ...tried(page).map(linkTo)],
      },
      {
        label: say('threads.title'),
        items: [
          { label: say('threads.all'), link: '/threads/' },
          { label: say('people.title'), link: '/people/' },
          ...threads(page).map(linkTo),
        ],
      },
      { label: say('sidebar.reference'), collapsed: true, items: reference.map(linkTo) },
    ];
    return groups.filter(({ items }) => items.length > 0);
  };
}

/** Whether explainers have an index of their own: where the sidebar of other pages has no room for them. */
export const explainersIndex = ({ pages }: Outline): boolean =>
  pages.length > MOST_LISTED &&
  !pages.some(({ page }) => page === 'explainers' || page === 'explainers/index');

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
