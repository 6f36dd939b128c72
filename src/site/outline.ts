import type { Outline } from '../citations/outline.ts';
import type { PageRef } from '../citations/site.ts';

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
export function sidebarOf({
  start,
  hasTerms,
  hasDebates,
  pages,
  threads,
  rules,
  reference,
}: Outline): SidebarGroup[] {
  const groups: SidebarGroup[] = [
    {
      label: 'Start',
      items: [
        { label: 'What this is', link: '/' },
        ...start.map(linkTo),
        ...(hasTerms ? [{ label: 'Glossary', link: '/glossary/' }] : []),
        ...(hasDebates ? [{ label: 'Timeline', link: '/timeline/' }] : []),
      ],
    },
    { label: 'Explainers', items: pages.map(linkTo) },
    ...(rules.length > 0 ? [rulesGroup(rules)] : []),
    {
      label: 'Threads',
      items: [
        { label: 'All threads', link: '/threads/' },
        { label: 'People', link: '/people/' },
        ...threads.map(({ slug, title }) => ({ label: title, link: `/threads/${slug}/` })),
      ],
    },
    { label: 'Reference', collapsed: true, items: reference.map(linkTo) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

const linkTo = ({ page, title }: PageRef): SidebarLink => ({ label: title, link: `/${page}/` });

function rulesGroup(rules: Outline['rules']): SidebarGroup {
  const topics = Map.groupBy(rules, ({ topic }) => topic);
  return {
    label: 'Rules',
    items: [
      { label: 'All rules', link: '/rules/' },
      { label: 'Symbols', link: '/symbols/' },
      ...[...topics].map(([topic, own]) => ({
        label: topic,
        collapsed: true,
        items: own.map(linkTo),
      })),
    ],
  };
}
