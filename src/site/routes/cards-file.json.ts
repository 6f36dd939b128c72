import { site } from 'virtual:postil/site';
import type { APIRoute, GetStaticPaths } from 'astro';
import { cardFile } from '../view/card-file.ts';
import { type Cards, cardsOf } from '../view/cards.ts';
import { sayOnSite } from '../words/here.ts';

interface Props extends Record<string, unknown> {
  readonly cards: Cards;
}

export const getStaticPaths = (() => {
  const say = sayOnSite();
  const words = {
    readOn: say('card.readOn'),
    readOnAbout: say('card.readOnAbout', { title: '{{title}}' }),
  };
  const files = Map.groupBy(Object.entries(cardsOf(site, say)), ([address]) => cardFile(address));
  return [...files].map(([file, own]) => ({
    params: { file },
    props: { cards: { ...words, cards: Object.fromEntries(own) } },
  }));
}) satisfies GetStaticPaths;

/** What is shown beside links when somebody points at them; fetched when that first happens. */
export const GET: APIRoute<Props> = ({ props }) =>
  new Response(JSON.stringify(props.cards), { headers: { 'content-type': 'application/json' } });
