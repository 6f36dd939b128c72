import { nodeHost } from '../base/node-host.ts';
import { outlineSite } from '../citations/outline.ts';
import type { PageRef } from '../citations/site.ts';

export interface SidebarGroup {
  readonly label: string;
  readonly items: readonly (SidebarLink | (SidebarGroup & { readonly collapsed: true }))[];
}

interface SidebarLink {
  readonly label: string;
  readonly link: string;
}

/** The sidebar: where to begin, the explainers in their order, then the rules by topic, then the threads. */
export async function sidebarFor(contentFolder: string): Promise<SidebarGroup[]> {
  const { start, hasTerms, pages, threads, rules } = await outlineSite(contentFolder, nodeHost());
  const topics = Map.groupBy(rules, ({ topic }) => topic);
  return [
    {
      label: 'Start',
      items: [
        { label: 'What this is', link: '/' },
        ...start.map(linkTo),
        ...(hasTerms ? [{ label: 'Glossary', link: '/glossary/' }] : []),
      ],
    },
    { label: 'Explainers', items: pages.map(linkTo) },
    {
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
    },
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
