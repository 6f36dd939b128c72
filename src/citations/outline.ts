import type { Diagnostic } from '../base/diagnostic.ts';
import type { Host } from '../base/host.ts';
import { contentFiles } from './content-files.ts';
import { readDebates } from './debates/debates.ts';
import { readErrata } from './errata.ts';
import { TERMS } from './glossary/glossary.ts';
import { type Memory, newMemory } from './memory.ts';
import type { Page } from './page/page.ts';
import { explainsDiagnostics, readPages } from './page/pages.ts';
import { commitNamesIn } from './prose/commits.ts';
import { readReferences } from './prose/references.ts';
import { readRules } from './rules/rules.ts';
import type { PageRef } from './site.ts';
import { readThreads } from './threads/threads.ts';

/** What a site has, without checking any of it: for menus. */
export interface Outline {
  /** Explainers, by the order their front matter gives, then by title. */
  readonly pages: readonly PageRef[];
  /** Pages about writing, in the same order. */
  readonly reference: readonly PageRef[];
  /** Whether there is a page about diagnostics; then each code has one too. */
  readonly explainsDiagnostics: boolean;
  /** The page to begin with, where there is one. */
  readonly start: readonly PageRef[];
  /** What stands in the content folder and is no file, which whoever else reads the folder must not see. */
  readonly refused: readonly Diagnostic[];
  readonly hasTerms: boolean;
  /** Then there is a timeline. */
  readonly hasDebates: boolean;
  /** Whether pages rely on what is outside, or name commits. */
  readonly hasReferences: boolean;
  /** Whether something has been corrected. */
  readonly hasErrata: boolean;
  readonly threads: readonly { readonly slug: string; readonly title: string; readonly topic: string }[];
  /** By topic, then by title. */
  readonly rules: readonly (PageRef & { readonly topic: string })[];
  /** By title; then they have a list of their own. */
  readonly experiments: readonly PageRef[];
}

/** Reads titles only; needs no source tree. Faulty files are left out here and reported by `verifySite()`. */
export async function outlineSite(
  contentFolder: string,
  world: Host,
  memory: Memory = newMemory(),
): Promise<Outline> {
  const { host, refused } = contentFiles(contentFolder, world);
  const [
    { verified: pages },
    { verified: threads },
    { verified: debates },
    { verified: references },
    { verified: errata },
  ] = await Promise.all([
    readPages(contentFolder, host, memory),
    readThreads(contentFolder, host, memory),
    readDebates(contentFolder, host, memory),
    readReferences(contentFolder, host),
    readErrata(contentFolder, host),
  ]);
  const rules = readRules(pages, [], memory).verified.map(({ rule: { topic, title }, page: { page } }) => ({
    page,
    title,
    topic,
  }));
  const below = (folder: string) =>
    pages
      .filter(({ page }) => page.startsWith(`${folder}/`))
      .sort((a, b) => a.order - b.order || inAlphabet(a.title, b.title))
      .map(({ page, title }) => ({ page, title }));
  return {
    refused: refused(),
    rules: rules.sort((a, b) => inAlphabet(a.topic, b.topic) || inAlphabet(a.title, b.title)),
    pages: below('explainers'),
    experiments: below('experiments'),
    reference: below('reference'),
    start: pages.filter(({ page }) => page === 'start').map(({ page, title }) => ({ page, title })),
    hasDebates: [...debates.values()].some((debate) => debate !== null),
    hasReferences: references.length > 0 || pages.some(namesCommit),
    hasErrata: errata.length > 0,
    hasTerms: pages.some(({ page }) => page.startsWith(TERMS)),
    threads: [...threads.values()].map(({ thread: { slug, title, topic } }) => ({ slug, title, topic })),
    explainsDiagnostics: pages.some(explainsDiagnostics),
  };
}

const namesCommit = ({ paragraphs }: Page): boolean =>
  paragraphs.some(({ text }) => commitNamesIn(text).length > 0);

const inAlphabet = (a: string, b: string): number => a.localeCompare(b, 'en');
