import { site } from 'virtual:postil/site';
import type { APIRoute, GetStaticPaths } from 'astro';
import { cardFile } from '../view/card-file.ts';
import { type Card, cardsOf } from '../view/cards.ts';

interface Props extends Record<string, unknown> {
  readonly cards: Readonly<Record<string, Card>>;
}

export const getStaticPaths = (() =>
  [...Map.groupBy(Object.entries(cardsOf(site)), ([address]) => cardFile(address))].map(([file, cards]) => ({
    params: { file },
    props: { cards: Object.fromEntries(cards) },
  }))) satisfies GetStaticPaths;

/** What is shown beside links when somebody points at them; fetched when that first happens. */
export const GET: APIRoute<Props> = ({ props }) =>
  new Response(JSON.stringify(props.cards), { headers: { 'content-type': 'application/json' } });
