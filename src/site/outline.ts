import { nodeHost } from '../base/node-host.ts';
import { outlineSite } from '../citations/outline.ts';

export interface SidebarGroup {
  readonly label: string;
  readonly items: readonly { readonly label: string; readonly link: string }[];
}

/** The sidebar: the explainers in their order, then the threads. */
export async function sidebarFor(contentFolder: string): Promise<SidebarGroup[]> {
  const { pages, threads } = await outlineSite(contentFolder, nodeHost());
  return [
    { label: 'Start', items: [{ label: 'What this is', link: '/' }] },
    { label: 'Explainers', items: pages.map(({ page, title }) => ({ label: title, link: `/${page}/` })) },
    {
      label: 'Threads',
      items: [
        { label: 'All threads', link: '/threads/' },
        ...threads.map(({ slug, title }) => ({ label: title, link: `/threads/${slug}/` })),
      ],
    },
  ];
}
