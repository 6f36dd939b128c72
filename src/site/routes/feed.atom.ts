import { getCollection } from 'astro:content';
import { around } from 'virtual:postil/around';
import { site } from 'virtual:postil/site';
import type { APIRoute } from 'astro';
import { datedPages } from '../view/dated.ts';
import { atomFeed } from '../view/feed.ts';
import { hrefIn } from '../view/href.ts';

/** Only of a site that says where it will stand: a feed needs whole addresses. */
export const GET: APIRoute = async ({ site: origin }) => {
  const docs = await getCollection('docs');
  const descriptions = new Map(docs.map(({ id, data }) => [id, data.description ?? '']));
  const href = hrefIn(import.meta.env.BASE_URL);
  const addressOf = (path: string) => new URL(href(path), origin).href;
  const feed = atomFeed(datedPages(site, around.history, descriptions), {
    title: around.title,
    home: addressOf('/'),
    self: addressOf('/feed.atom'),
    addressOf,
  });
  if (feed === null) throw new Error('The route is there only where dates are known.');
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml' } });
};
