import type { Outline } from '../citations/outline.ts';
import type { PageRef } from '../citations/site.ts';
import type { Say } from './words/say.ts';

export interface SidebarGroup {
  readonly label: string;
  readonly collapsed?: boolean;
  readonly items: readonly (SidebarLink | SidebarGroup)[];
}

interface SidebarLink {
  readonly label: string;
  readonly link: string;
}

/** The sidebar: where to begin, the explainers in their order, the rules by topic, the threads, and what is said about writing. */
export function sidebarOf(
  { start, hasTerms, hasDebates, pages, threads, rules, reference }: Outline,
  say: Say,
): SidebarGroup[] {
  const groups: SidebarGroup[] = [
    {
      label: say('sidebar.start'),
      items: [
        { label: say('sidebar.home'), link: '/' },
        ...start.map(linkTo),
        ...(hasTerms ? [{ label: say('glossary.title'), link: '/glossary/' }] : []),
        ...(hasDebates ? [{ label: say('timeline.title'), link: '/timeline/' }] : []),
      ],
    },
    { label: say('sidebar.explainers'), items: pages.map(linkTo) },
    ...(rules.length > 0 ? [rulesGroup(rules, say)] : []),
    {
      label: say('threads.title'),
      items: [
        { label: say('threads.all'), link: '/threads/' },
        { label: say('people.title'), link: '/people/' },
        ...threads.map(({ slug, title }) => ({ label: title, link: `/threads/${slug}/` })),
      ],
    },
    { label: say('sidebar.reference'), collapsed: true, items: reference.map(linkTo) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

const linkTo = ({ page, title }: PageRef): SidebarLink => ({ label: title, link: `/${page}/` });

function rulesGroup(rules: Outline['rules'], say: Say): SidebarGroup {
  const topics = Map.groupBy(rules, ({ topic }) => topic);
  return {
    label: say('rules.title'),
    items: [
      { label: say('rules.all'), link: '/rules/' },
      { label: say('symbols.title'), link: '/symbols/' },
      ...[...topics].map(([topic, own]) => ({
        label: topic,
        collapsed: true,
        items: own.map(linkTo),
      })),
    ],
  };
}
