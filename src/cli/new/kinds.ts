/** What `postil new` writes. */
export const NEW_KINDS = [
  'explainer',
  'rule',
  'term',
  'thread',
  'note',
  'debate',
  'diagram',
  'experiment',
  'tree',
] as const;
export type NewKind = (typeof NEW_KINDS)[number];
