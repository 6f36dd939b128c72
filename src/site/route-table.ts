import type { Outline } from '../citations/outline.ts';
import { explainersIndex } from './outline.ts';
import { MOST_ON_A_PAGE } from './view/topics.ts';

/** Where a page stands, and the file below `routes/` that makes it. */
type Route = readonly [pattern: string, file: string];

/** The routes of a site: those that each has, and those for what it has. */
export const routesOf = (outline: Outline, { hasFeed }: { readonly hasFeed: boolean }): readonly Route[] => [
  ...ROUTES,
  ...(hasFeed ? FEED_ROUTES : []),
  ...(explainersIndex(outline) ? EXPLAINERS_ROUTES : []),
  ...(outline.threads.length > MOST_ON_A_PAGE ? TOPIC_ROUTES : []),
  ...(outline.hasDebates ? DEBATE_ROUTES : []),
  ...(outline.experiments.length > 0 ? EXPERIMENT_ROUTES : []),
  ...(outline.hasReferences ? REFERENCES_ROUTES : []),
  ...(outline.hasErrata ? ERRATA_ROUTES : []),
  ...(outline.explainsDiagnostics ? REFERENCE_ROUTES : []),
];

const ROUTES = [
  ['/threads', 'threads.astro'],
  ['/threads/[thread]', 'thread.astro'],
  ['/threads/[thread]/coverage', 'coverage.astro'],
  ['/threads/[thread].mbox', 'thread.mbox.ts'],
  ['/threads/[thread]/original/[name].txt', 'original.txt.ts'],
  ['/rules', 'rules.astro'],
  ['/rules/[...rule]', 'rule.astro'],
  ['/symbols', 'symbols.astro'],
  ['/explainers/[...explainer].evidence.json', 'evidence.json.ts'],
  ['/glossary', 'glossary.astro'],
  ['/people', 'people.astro'],
  ['/people/[person]', 'person.astro'],
  ['/cards/[...file].json', 'cards-file.json.ts'],
  ['/favicon.svg', 'favicon.svg.ts'],
  ['/404', '404.astro'],
  ['/robots.txt', 'robots.txt.ts'],
  ['/llms.txt', 'llms.txt.ts'],
] as const;

/** Of a site that has explainers, and no index of its own. */
const EXPLAINERS_ROUTES = [['/explainers', 'explainers.astro']] as const;

/** Of a site that has more threads than one page. */
const TOPIC_ROUTES = [['/topics/[...list]', 'topic.astro']] as const;

/** Of a site that has debates. */
const DEBATE_ROUTES = [['/timeline', 'timeline.astro']] as const;

/** Of a site that has experiments. */
const EXPERIMENT_ROUTES = [
  ['/experiments', 'experiments.astro'],
  ['/experiments/[experiment]', 'experiment.astro'],
] as const;

/** Of a site that relies on what is outside of it. */
const REFERENCES_ROUTES = [['/references', 'references.astro']] as const;

/** Of a site on which something has been corrected. */
const ERRATA_ROUTES = [['/errata', 'errata.astro']] as const;

/** Of a site that knows its own address, and when its pages were changed. */
const FEED_ROUTES = [
  ['/feed.atom', 'feed.atom.ts'],
  ['/threads/[thread]/feed.atom', 'thread-feed.atom.ts'],
  ['/topics/[topic].atom', 'topic-feed.atom.ts'],
] as const;

/** Of a site that has a page of its own to lead to them. */
const REFERENCE_ROUTES = [['/reference/diagnostics/[code]', 'diagnostic.astro']] as const;
