import { site } from 'virtual:postil/site';
import type { APIRoute } from 'astro';
import { cardsOf } from '../view/cards.ts';

/** What is shown beside links when somebody points at them; fetched when that first happens. */
export const GET: APIRoute = () =>
  new Response(JSON.stringify(cardsOf(site)), { headers: { 'content-type': 'application/json' } });
