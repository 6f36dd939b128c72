import type { Say, Word } from '../words/say.ts';

/** What a search finds. */
export const KINDS = [
  'symbol',
  'term',
  'person',
  'message',
  'passage',
  'rule',
  'experiment',
  'explainer',
  'thread',
  'reference',
  'page',
] as const;

export type Kind = (typeof KINDS)[number];

/** A kind in the word that readers are told. */
export const kindAsText = (kind: Kind, say: Say): string => say(`kind.${kind}` satisfies Word);

export const kindsIn = (say: Say): Readonly<Record<string, string>> =>
  Object.fromEntries(KINDS.map((kind) => [kind, kindAsText(kind, say)]));

/** Several of a kind; a passage stands only with its thread. */
export const groupsIn = (say: Say): Readonly<Record<string, string>> =>
  Object.fromEntries(
    KINDS.flatMap((kind) => (kind === 'passage' ? [] : [[kind, say(`kind.${kind}s` satisfies Word)]])),
  );

/** Kinds that are looked up by their name, and stand before what only mentions it. */
export const NAMED = ['term', 'symbol', 'person', 'message'] as const satisfies readonly Kind[];

/** @param path of a page inside the site: `/rules/two-gates/`. */
export function kindOfPage(path: string): Kind {
  if (/^\/rules\/./.test(path)) return 'rule';
  if (/^\/experiments\/./.test(path)) return 'experiment';
  if (/^\/explainers\/./.test(path)) return 'explainer';
  if (/^\/threads\/./.test(path)) return 'thread';
  if (/^\/people\/./.test(path)) return 'person';
  if (/^\/reference\//.test(path)) return 'reference';
  return 'page';
}

/** As which kind a page is set: the page that readers start with is told as an explainer is. */
export const setAs = (id: string): Kind => (id === 'start' ? 'explainer' : kindOfPage(`/${id}/`));
