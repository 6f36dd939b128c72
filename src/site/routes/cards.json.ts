import { site } from 'virtual:postil/site';
import type { APIRoute } from 'astro';
import { type Cards, cardsOf } from '../view/cards.ts';
import { sayOn } from '../words/here.ts';

/** What is shown beside links when somebody points at them; fetched when that first happens. */
export const GET: APIRoute = (context) => {
  const say = sayOn(context);
  const cards: Cards = {
    cards: cardsOf(site, say),
    readOn: say('card.readOn'),
    readOnAbout: say('card.readOnAbout', { title: '{{title}}' }),
  };
  return new Response(JSON.stringify(cards), { headers: { 'content-type': 'application/json' } });
};
