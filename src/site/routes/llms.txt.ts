import { getCollection } from 'astro:content';
import { around } from 'virtual:postil/around';
import { site } from 'virtual:postil/site';
import type { APIRoute } from 'astro';
import { hrefIn } from '../view/href.ts';
import { llmsTxt } from '../view/llms.ts';

export const GET: APIRoute = async ({ site: origin }) => {
  const docs = await getCollection('docs');
  const href = hrefIn(import.meta.env.BASE_URL);
  const text = llmsTxt(site, {
    title: around.title,
    description: around.description,
    descriptions: new Map(docs.map(({ id, data }) => [id, data.description ?? ''])),
    addressOf: (path) => (origin ? new URL(href(path), origin).href : href(path)),
  });
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
