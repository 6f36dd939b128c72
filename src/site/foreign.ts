import type { StarlightRouteData } from '@astrojs/starlight/route-data';
import type { SidebarGroup, SidebarLink } from './outline.ts';

export type Entry = StarlightRouteData['sidebar'][number];
export type Link = Extract<Entry, { readonly type: 'link' }>;

/** Every link of an entry, in order. */
export const linksIn = (entry: Entry): Link[] =>
  entry.type === 'link' ? [entry] : entry.entries.flatMap(linksIn);

/**
 * What other plugins have put into Starlight's sidebar. Our groups are known by their names and by a link of theirs: another plugin
 * may call a group as we do, or lead to a page of ours from its own.
 *
 * @param given the groups that Starlight was given by us.
 * @param href the address of a path in the site.
 */
export function foreignIn(
  sidebar: readonly Entry[],
  given: readonly SidebarGroup[],
  href: (path: string) => string,
): Entry[] {
  const ours = new Map(given.map((group) => [group.label, new Set(pathsIn(group).map(href))]));
  return sidebar.filter(
    (entry) =>
      linksIn(entry).length > 0 &&
      !(entry.type === 'group' && linksIn(entry).some((link) => ours.get(entry.label)?.has(link.href))),
  );
}

/** Every path that an item of ours leads to, in order. */
export const pathsIn = (item: SidebarGroup | SidebarLink): string[] =>
  'items' in item ? item.items.flatMap(pathsIn) : [item.link];
