import { apart } from '../../base/apart.ts';
import { decoded } from '../../base/decoded.ts';
import { closestName } from '../../citations/words/closest.ts';
import type { FinishedPage } from './finish.ts';

/** A link of a built page that leads to no place. */
export interface DeadLink {
  readonly page: string;
  readonly href: string;
  /** A place of the page that was meant, or null. */
  readonly closest: string | null;
}

/** Holds every link to a place against the ids that pages have, as they were written. */
export interface BuiltLinks {
  add(page: FinishedPage): void;
  /** Once all pages are there: in the order of the pages. */
  dead(): DeadLink[];
}

/** @param base path that the site is served under. */
export function builtLinks(base: string): BuiltLinks {
  const root = base.replace(/\/+$/, '');
  const ids = new Map<string, ReadonlySet<string>>();
  /** Of each page, those that its own ids do not answer. */
  const links: { readonly page: string; readonly hrefs: readonly string[] }[] = [];
  /** Where a link leads; null where it is not to a place of this site. */
  const targetOf = (href: string, page: string): { readonly to: string; readonly id: string } | null => {
    const hash = href.indexOf('#');
    if (hash === -1 || hash === href.length - 1) return null;
    const place = href.slice(0, hash).replace(/\?.*$/, '');
    if (place !== '' && !place.startsWith(`${root}/`)) return null;
    if (/^\/\//.test(place)) return null;
    // What follows `:~:` is told to the browser and names no place: words that it looks for itself.
    const [id = ''] = href.slice(hash + 1).split(':~:', 1);
    if (id === '') return null;
    return { to: place === '' ? page : decoded(place.slice(root.length)), id: decoded(id) };
  };
  return {
    add({ path, tree }) {
      const own = apart(tree.elements.flatMap(({ attributes: { id, name } }) => [id, name].filter(isThere)));
      const there = new Set(own);
      ids.set(path, there);
      const open = tree.elements.flatMap(({ name, attributes: { href } }) => {
        if (name !== 'a' || href === undefined) return [];
        const target = targetOf(href, path);
        return target === null || (target.to === path && there.has(target.id)) ? [] : [href];
      });
      if (open.length > 0) links.push({ page: path, hrefs: apart(open) });
    },
    dead: () =>
      links.flatMap(({ page, hrefs }) =>
        hrefs.flatMap((href) => {
          const { to, id } = targetOf(href, page) ?? { to: '', id: '' };
          const there = ids.get(to) ?? ids.get(`${to}/`);
          // Not a page of ours: a file beside the site, or a part of its host.
          if (there === undefined || there.has(id) || id === 'top') return [];
          return [{ page, href, closest: closestName(id, [...there]) ?? null }];
        }),
      ),
  };
}

const isThere = (value: string | undefined): value is string => value !== undefined;

/** What is wrong, for who builds the site. */
export const deadLinksAsText = (dead: readonly DeadLink[]): string =>
  [
    `${dead.length} ${dead.length === 1 ? 'link leads' : 'links lead'} to a place that its page does not have:`,
    ...dead
      .slice(0, LISTED)
      .map(
        ({ page, href, closest }) =>
          `- on ${page}: ${href}${closest === null ? '' : `; did you mean "#${closest}"?`}`,
      ),
    ...(dead.length > LISTED ? [`- and ${dead.length - LISTED} more`] : []),
  ].join('\n');

const LISTED = 40;
