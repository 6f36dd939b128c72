import type { Site } from '../../citations/site.ts';
import { type FileHistory, type History, historyBelow } from '../history.ts';
import { explainersOf } from './bundle.ts';
import { pagePath, threadPath } from './href.ts';

/** A page, and when it was changed. */
export interface DatedPage {
  readonly title: string;
  readonly description: string;
  /** Inside the site. */
  readonly path: string;
  readonly kind: 'explainer' | 'rule' | 'thread';
  readonly history: FileHistory;
}

/** Of a page by its path under the content folder. */
export const pageHistory = (history: History, page: string): FileHistory | null =>
  history[`${page}.mdx`] ?? null;

/** A thread changes with its files and with the notes in its margin. */
export const threadHistory = (history: History, slug: string): FileHistory | null =>
  historyBelow(history, (file) => file.startsWith(`threads/${slug}/`) || file === `notes/${slug}.mdx`);

/** Explainers, rules and threads whose dates are known, the last changed first. */
export function datedPages(
  site: Site,
  history: History,
  descriptions: ReadonlyMap<string, string>,
): DatedPage[] {
  const explainers = explainersOf(site).map(({ page, title }) => ({
    title,
    description: descriptions.get(page) ?? '',
    path: pagePath(page),
    kind: 'explainer' as const,
    history: pageHistory(history, page),
  }));
  const rules = site.rules.map(({ page, title, statement }) => ({
    title,
    description: statement,
    path: pagePath(page),
    kind: 'rule' as const,
    history: pageHistory(history, page),
  }));
  const threads = site.threads.map(({ slug, title, summary }) => ({
    title,
    description: summary,
    path: threadPath(slug),
    kind: 'thread' as const,
    history: threadHistory(history, slug),
  }));
  return [...explainers, ...rules, ...threads]
    .flatMap((page) => (page.history ? [{ ...page, history: page.history }] : []))
    .sort((a, b) => Date.parse(b.history.last) - Date.parse(a.history.last) || (a.path < b.path ? -1 : 1));
}
