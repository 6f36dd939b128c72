import { originals } from 'virtual:postil/originals';
import type { APIRoute, GetStaticPaths } from 'astro';

export const getStaticPaths = (() =>
  originals.map(({ thread, name, text }) => ({
    params: { thread, name },
    props: { text },
  }))) satisfies GetStaticPaths;

/** A mail by itself. */
export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
