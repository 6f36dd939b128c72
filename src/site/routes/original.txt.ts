import { originals, originalText } from 'virtual:postil/originals';
import type { APIRoute, GetStaticPaths } from 'astro';
import type { Original } from '../originals.ts';

export const getStaticPaths = (() =>
  originals.map((original) => ({
    params: { ...original },
    props: { original },
  }))) satisfies GetStaticPaths;

/** A mail by itself. */
export const GET: APIRoute<{ original: Original }> = async ({ props }) =>
  new Response(await originalText(props.original), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
