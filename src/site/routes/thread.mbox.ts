import { mailboxes, mailboxText } from 'virtual:postil/originals';
import type { APIRoute, GetStaticPaths } from 'astro';

export const getStaticPaths = (() =>
  mailboxes.map((thread) => ({ params: { thread } }))) satisfies GetStaticPaths;

/** All mail of a thread that is at hand. */
export const GET: APIRoute = async ({ params }) =>
  new Response(await mailboxText(params.thread ?? ''), {
    headers: { 'Content-Type': 'application/mbox' },
  });
