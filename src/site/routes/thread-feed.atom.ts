import { around } from 'virtual:postil/around';
import { site } from 'virtual:postil/site';
import type { APIRoute, GetStaticPaths } from 'astro';
import { feedsOf, feedText } from '../view/feeds.ts';

const feeds = () => feedsOf(site, around.history).filter(({ thread }) => thread !== null);

export const getStaticPaths: GetStaticPaths = () =>
  feeds().map((feed) => ({ params: { thread: feed.thread ?? '' }, props: { feed } }));

export const GET: APIRoute = ({ site: origin, props }) =>
  feedText(props.feed, origin, import.meta.env.BASE_URL);
