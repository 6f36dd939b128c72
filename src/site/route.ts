import { around } from 'virtual:postil/around';
import { outline } from 'virtual:postil/outline';
import { defineRouteMiddleware, type StarlightRouteData } from '@astrojs/starlight/route-data';
import { type Entry, foreignIn, type Link, linksIn, pathsIn } from './foreign.ts';
import {
  isWalked,
  readingOrder,
  type Section,
  type SidebarGroup,
  type SidebarLink,
  sectionOf,
  sectionsOf,
  sidebarOf,
} from './outline.ts';
import { hrefIn } from './view/href.ts';
import { sayOnSite } from './words/here.ts';

type Route = StarlightRouteData;

const href = hrefIn(import.meta.env.BASE_URL);
const sidebarFor = sidebarOf(outline, sayOnSite());
const neighboursOf = readingOrder(outline, sayOnSite());
const given = sidebarFor(null);
const parts = sectionsOf(outline, sayOnSite());

/** A part of the site in the header, and whether one is in it. */
export interface ShownSection extends Section {
  readonly href: string;
  readonly current: 'page' | 'true' | undefined;
}

const shown = new WeakMap<Route, readonly ShownSection[]>();

/** The parts of the site, as the header of a page shows them. */
export const sectionsOn = (route: Route): readonly ShownSection[] =>
  shown.get(route) ?? parts.map((part) => shownOn(route.id, part));

/**
 * Gives each page the list of the part that it is in, if that is one to walk, and its place in the order of reading. Starlight
 * knows one sidebar for all pages. What other plugins have added stays: each group, and each link, is a part of its own.
 */
export const onRequest = defineRouteMiddleware(({ locals: { starlightRoute: route } }) => {
  // Of a page without headings Starlight lists the page itself.
  if (route.toc && !route.toc.items.some((item, at) => at > 0 || item.children.length > 0))
    route.toc = undefined;
  if (around.hasOwnSidebar) return;
  const { id } = route;
  const foreign = foreignIn(route.sidebar, given, href);
  const groups = sidebarFor(id);
  // A page of ours keeps its place, whoever else leads to it.
  const isOurs = groups.some((group) => pathsIn(group).includes(pathOf(id)));
  const here = isOurs
    ? undefined
    : foreign.find((entry) => entry.type === 'group' && linksIn(entry).some(isCurrent));
  const section = sectionOf(id);
  const own = isWalked(section) ? groups.find((group) => group.section === section) : undefined;
  shown.set(route, [
    ...parts.map((part) => shownOn(id, part)),
    ...foreign.flatMap((entry): ShownSection[] => {
      const [first] = linksIn(entry);
      if (!first) return [];
      const current = entry === here ? 'true' : entry === first && first.isCurrent ? 'page' : undefined;
      return [{ name: null, label: entry.label, link: first.href, href: first.href, current }];
    }),
  ]);
  route.sidebar = here ? [here] : (own?.items ?? []).map((each) => asEntry(each, id));
  route.hasSidebar &&= route.sidebar.length > 0;
  if (here) return;
  const { prev, next } = neighboursOf(id);
  route.pagination = {
    prev: neighbour(prev, route.entry.data.prev),
    next: neighbour(next, route.entry.data.next),
  };
});

const shownOn = (id: string, section: Section): ShownSection => {
  const isPage = section.link === pathOf(id);
  return {
    ...section,
    href: href(section.link),
    current: isPage ? 'page' : section.name !== null && section.name === sectionOf(id) ? 'true' : undefined,
  };
};

/** Where the page stands that Starlight knows by an id; the first page has none. */
const pathOf = (id: string): string => (id === '' ? '/' : `/${id}/`);

const isCurrent = (link: Link): boolean => link.isCurrent;

/** The page before or after one, as the site's settings and the page's front matter have it. */
function neighbour(link: SidebarLink | undefined, wanted: Route['entry']['data']['prev']): Link | undefined {
  if (wanted === false || (wanted === undefined && !around.paginates)) return undefined;
  const own = typeof wanted === 'string' ? { label: wanted } : typeof wanted === 'object' ? wanted : {};
  const label = own.label ?? link?.label;
  const address = ('link' in own ? own.link : undefined) ?? (link && href(link.link));
  return label !== undefined && address !== undefined ? linkEntry(label, address, false) : undefined;
}

const linkEntry = (label: string, address: string, isCurrent: boolean): Link => ({
  type: 'link',
  label,
  href: address,
  isCurrent,
  badge: undefined,
  attrs: {},
});

function asEntry(item: SidebarGroup | SidebarLink, id: string): Entry {
  if ('items' in item)
    return {
      type: 'group',
      label: item.label,
      entries: item.items.map((each) => asEntry(each, id)),
      collapsed: item.collapsed ?? false,
      badge: undefined,
    };
  return linkEntry(item.label, href(item.link), item.link === pathOf(id));
}
