import { site } from 'virtual:postil/site';
import type { APIRoute, GetStaticPaths } from 'astro';
import { bundleOf } from '../../citations/bundle/bundle.ts';
import type { SitePageRef } from '../../citations/site.ts';
import { explainersOf } from '../view/bundle.ts';

export const getStaticPaths: GetStaticPaths = () =>
  explainersOf(site).map((page) => ({
    params: { explainer: page.page.slice('explainers/'.length) },
    props: { page },
  }));

/** What an explainer claims of its sources, for `postil verify`. */
export const GET: APIRoute<{ page: SitePageRef }> = ({ props: { page } }) =>
  new Response(`${JSON.stringify(bundleOf(page, site), null, 2)}\n`, {
    headers: { 'content-type': 'application/json' },
  });
