import type { APIRoute } from 'astro';
import { hrefIn } from '../view/href.ts';

export const GET: APIRoute = ({ site: origin }) => {
  const href = hrefIn(import.meta.env.BASE_URL);
  const sitemap = origin ? `Sitemap: ${new URL(href('/sitemap-index.xml'), origin).href}\n` : '';
  return new Response(`User-agent: *\nAllow: /\n${sitemap}`, { headers: { 'content-type': 'text/plain' } });
};
