/** What a search finds, in the word that readers are told. */
export const KINDS = {
  symbol: 'Symbol',
  term: 'Term',
  person: 'Person',
  message: 'Message',
  passage: 'Passage',
  rule: 'Rule',
  explainer: 'Explainer',
  thread: 'Thread',
  reference: 'Reference',
  page: 'Page',
} as const;

export type Kind = keyof typeof KINDS;

/** Kinds that are looked up by their name, and stand before what only mentions it. */
export const NAMED = ['symbol', 'term', 'person', 'message'] as const satisfies readonly Kind[];

/** @param path of a page inside the site: `/rules/two-gates/`. */
export function kindOfPage(path: string): Kind {
  if (/^\/rules\/./.test(path)) return 'rule';
  if (/^\/explainers\/./.test(path)) return 'explainer';
  if (/^\/threads\/./.test(path)) return 'thread';
  if (/^\/people\/./.test(path)) return 'person';
  if (/^\/reference\//.test(path)) return 'reference';
  return 'page';
}

/** The heading over the words of a page that only the search engine reads. */
export const UNSEEN = 'pt-unseen';
