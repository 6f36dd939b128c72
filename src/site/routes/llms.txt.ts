import { getCollection } from 'astro:content';
import { around } from 'virtual:postil/around';
import { site } from 'virtual:postil/site';
import type { APIRoute } from 'astro';
import { hrefIn } from '../view/href.ts';
import { llmsTxt } from '../view/llms.ts';
import { sayOn } from '../words/here.ts';

export const GET: APIRoute = async (context) => {
  const { site: origin } = context;
  const docs = await getCollection('docs');
  const href = hrefIn(import.meta.env.BASE_URL);
  const options = {
    title: around.title,
    description: around.description,
    descriptions: new Map(docs.map(({ id, data }) => [id, data.description ?? ''])),
    addressOf: (path: string) => (origin ? new URL(href(path), origin).href : href(path)),
  };
  const text = llmsTxt(site, options, sayOn(context));
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
