import { originals } from 'virtual:postil/originals';
import type { APIRoute, GetStaticPaths } from 'astro';

export const getStaticPaths = (() =>
  originals.map(({ thread, name, bytes }) => ({
    params: { thread, name: name.replace(/\.txt$/, '') },
    props: { bytes },
  }))) satisfies GetStaticPaths;

/** A mail file as it was received. */
export const GET: APIRoute<{ bytes: string }> = ({ props }) =>
  new Response(Buffer.from(props.bytes, 'latin1'));
