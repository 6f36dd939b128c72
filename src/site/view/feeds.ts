import { pageOf } from '../../citations/quotes/citations.ts';
import type { Site } from '../../citations/site.ts';
import { slug } from '../../mail/identity.ts';
import type { History } from '../history.ts';
import { type DatedPage, datedPages } from './dated.ts';
import { atomFeed } from './feed.ts';
import { hrefIn, pagePath, threadPath } from './href.ts';

/** A feed of some pages of a site. */
export interface Feed {
  readonly title: string;
  /** Inside the site. */
  readonly path: string;
  /** Slug of the thread that it is of; null for the feed of a topic. */
  readonly thread: string | null;
  /** The page that it is about, inside the site. */
  readonly home: string;
  /** The last changed first; at least one. */
  readonly pages: readonly DatedPage[];
}

/**
 * Feeds of each thread (itself, and the pages that quote it) and of each topic (its rules and threads). A feed of which
 * nobody knows a date is none.
 */
export function feedsOf(site: Site, history: History): readonly Feed[] {
  // Every page asks.
  const feeds = known.get(site) ?? allFeeds(site, history);
  known.set(site, feeds);
  return feeds;
}

const known = new WeakMap<Site, readonly Feed[]>();

function allFeeds(site: Site, history: History): Feed[] {
  const dated = datedPages(site, history, new Map());
  const quoting = Map.groupBy(Object.entries(site.quotes), ([, { thread }]) => thread);
  const ofThreads = site.threads.map(({ slug: thread, title }) => {
    const paths = new Set([
      threadPath(thread),
      ...(quoting.get(thread) ?? []).map(([key]) => pagePath(pageOf(key))),
    ]);
    return {
      title,
      path: `${threadPath(thread)}feed.atom`,
      thread,
      home: threadPath(thread),
      pages: dated.filter(({ path }) => paths.has(path)),
    };
  });
  // Rules and threads of one topic may spell it in two ways.
  const topics = Map.groupBy([...site.rules, ...site.threads], ({ topic }) => slug(topic) || 'topic');
  const ofTopics = [...topics].map(([name, own]) => {
    const paths = new Set(own.map((each) => ('page' in each ? pagePath(each.page) : threadPath(each.slug))));
    return {
      title: own[0]?.topic ?? name,
      path: `/topics/${name}.atom`,
      thread: null,
      home: '/rules/',
      pages: dated.filter(({ path }) => paths.has(path)),
    };
  });
  return [...ofThreads, ...ofTopics].filter(({ pages }) => pages.length > 0);
}

/** @param origin of the site: a feed needs whole addresses. */
export function feedText(
  { title, path, home, pages }: Feed,
  origin: URL | undefined,
  base: string,
): Response {
  const href = hrefIn(base);
  const addressOf = (to: string) => new URL(href(to), origin).href;
  const text = atomFeed(pages, {
    title,
    home: addressOf(home),
    self: addressOf(path),
    id: addressOf(path),
    addressOf,
  });
  if (text === null) throw new Error('A feed has at least one page with a date.');
  return new Response(text, { headers: { 'content-type': 'application/atom+xml' } });
}
