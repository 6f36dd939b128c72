import type { Host } from '../base/host.ts';
import { TERMS } from './glossary.ts';
import { readPages } from './pages.ts';
import { readRules } from './rules.ts';
import type { PageRef } from './site.ts';
import { readThreads } from './threads.ts';

/** What a site has, without checking any of it: for menus. */
export interface Outline {
  /** Explainers, by the order their front matter gives, then by title. */
  readonly pages: readonly PageRef[];
  /** The page to begin with, where there is one. */
  readonly start: readonly PageRef[];
  readonly hasTerms: boolean;
  readonly threads: readonly { readonly slug: string; readonly title: string }[];
  /** By topic, then by title. */
  readonly rules: readonly (PageRef & { readonly topic: string })[];
}

/** Reads titles only; needs no source tree. Faulty files are left out here and reported by `verifySite()`. */
export async function outlineSite(contentFolder: string, host: Host): Promise<Outline> {
  const [{ pages }, { threads }] = await Promise.all([
    readPages(contentFolder, host),
    readThreads(contentFolder, host),
  ]);
  const explainers = pages
    .filter(({ page }) => page.startsWith('explainers/'))
    .sort((a, b) => a.order - b.order || compare(a.title, b.title));
  const rules = readRules(pages, []).rules.map(({ rule: { topic, title }, page: { page } }) => ({
    page,
    title,
    topic,
  }));
  return {
    rules: rules.sort((a, b) => compare(a.topic, b.topic) || compare(a.title, b.title)),
    pages: explainers.map(({ page, title }) => ({ page, title })),
    start: pages.filter(({ page }) => page === 'start').map(({ page, title }) => ({ page, title })),
    hasTerms: pages.some(({ page }) => page.startsWith(TERMS)),
    threads: [...threads.values()].map(({ thread: { slug, title } }) => ({ slug, title })),
  };
}

const compare = (a: string, b: string): number => a.localeCompare(b, 'en');
