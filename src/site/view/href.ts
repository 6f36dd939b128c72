import type { SitePlace } from '../../citations/site.ts';

/** Addresses inside the site, under whatever base path it is served. */
export function hrefIn(base: string): (path: string) => string {
  const root = base.replace(/\/+$/, '');
  return (path) => `${root}${path}`;
}

/** A message or passage in the thread reader; ids are the anchors. */
export const threadPath = (slug: string, anchor?: string): string =>
  `/threads/${slug}/${anchor === undefined ? '' : `#${anchor}`}`;

/** A page by its path under the content folder; `index` is the root, notes stand in their thread, terms in the glossary. */
export function pagePath(page: string): string {
  if (page === 'index') return '/';
  const [, kind, name] = /^(notes|glossary)\/(.+)$/.exec(page) ?? [];
  if (kind === 'notes') return `/threads/${name}/`;
  return kind === 'glossary' ? `/glossary/#${name}` : `/${page}/`;
}

/** The way to a place on a page. */
export const placePath = ({ page, anchor }: SitePlace): string =>
  `${pagePath(page)}${anchor === null ? '' : `#${anchor}`}`;
