import { outline } from 'virtual:postil/outline';
import { defineRouteMiddleware, type StarlightRouteData } from '@astrojs/starlight/route-data';
import { type SidebarGroup, type SidebarLink, sidebarOf } from './outline.ts';
import { hrefIn } from './view/href.ts';
import { sayOnSite } from './words/here.ts';

type Entry = StarlightRouteData['sidebar'][number];
type Link = Extract<Entry, { readonly type: 'link' }>;

const href = hrefIn(import.meta.env.BASE_URL);
const sidebarFor = sidebarOf(outline, sayOnSite());

/** Gives each page the sidebar of the section that it is in. Starlight knows one for all pages. */
export const onRequest = defineRouteMiddleware(({ locals: { starlightRoute: route } }) => {
  const { id, sidebar, entry } = route;
  const links: Link[] = [];
  const groups = sidebarFor(id).map((group) => asEntry(group, id, links));
  if (linksIn(sidebar) === links.length) return;
  route.sidebar = groups;
  const at = links.findIndex(({ isCurrent }) => isCurrent);
  if (at === -1) return;
  const { prev, next } = route.pagination;
  route.pagination = {
    prev: entry.data.prev === undefined ? links[at - 1] : prev,
    next: entry.data.next === undefined ? links[at + 1] : next,
  };
});

const linksIn = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + (entry.type === 'link' ? 1 : linksIn(entry.entries)), 0);

function asEntry(item: SidebarGroup | SidebarLink, id: string, links: Link[]): Entry {
  if ('items' in item)
    return {
      type: 'group',
      label: item.label,
      entries: item.items.map((each) => asEntry(each, id, links)),
      collapsed: item.collapsed ?? false,
      badge: undefined,
    };
  const link: Link = {
    type: 'link',
    label: item.label,
    href: href(item.link),
    isCurrent: item.link === (id === '' ? '/' : `/${id}/`),
    badge: undefined,
    attrs: {},
  };
  links.push(link);
  return link;
}
