import { nodeHost } from '../base/node-host.ts';
import { type Outline, outlineSite } from '../citations/outline.ts';
import type { PageRef } from '../citations/site.ts';

export interface SidebarGroup {
  readonly label: string;
  readonly items: readonly (SidebarLink | (SidebarGroup & { readonly collapsed: true }))[];
}

interface SidebarLink {
  readonly label: string;
  readonly link: string;
}

/** The sidebar: the explainers in their order, then the rules by topic, then the threads. */
export async function sidebarFor(contentFolder: string): Promise<SidebarGroup[]> {
  const { pages, threads, rules } = await outlineSite(contentFolder, nodeHost());
  return [
    { label: 'Start', items: [{ label: 'What this is', link: '/' }] },
    { label: 'Explainers', items: pages.map(linkTo) },
    ...(rules.length > 0 ? [rulesGroup(rules)] : []),
    {
      label: 'Threads',
      items: [
        { label: 'All threads', link: '/threads/' },
        ...threads.map(({ slug, title }) => ({ label: title, link: `/threads/${slug}/` })),
      ],
    },
  ];
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
        collapsed: true as const,
        items: own.map(linkTo),
      })),
    ],
  };
}
