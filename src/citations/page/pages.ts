import type { Checked } from '../../base/diagnostic.ts';
import { sha256 } from '../../base/hash.ts';
import { type Host, readText } from '../../base/host.ts';
import { type Memory, newMemory } from '../memory.ts';
import { type Page, readPage } from './page.ts';

/** Reads every .mdx below the content folder, outside of threads/. */
export async function readPages(
  contentFolder: string,
  host: Host,
  memory: Memory = newMemory(),
): Promise<Checked<readonly Page[]>> {
  const paths: string[] = [];
  const waiting = [''];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    for (const { name, kind } of (await host.list(`${contentFolder}/${folder}`)) ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder' && path !== 'threads') waiting.push(path);
      if (kind === 'file' && name.endsWith(ENDING)) paths.push(path);
    }
  }
  const pages = await Promise.all(
    paths.map(async (path) => {
      const file = `${contentFolder}/${path}`;
      const source = (await readText(file, host)) ?? '';
      return memory.once('page', [file, sha256(source)], () => readPage(pageAt(path), file, source));
    }),
  );
  return { verified: pages, diagnostics: pages.flatMap(({ diagnostics }) => diagnostics) };
}

const ENDING = '.mdx';

/** An experiment is a folder: its page has the folder's name, as it has on the site. */
export const pageAt = (path: string): string =>
  path.slice(0, -ENDING.length).replace(/^(experiments\/.{1,200})\/index$/, '$1');

/** Notes are shown in their thread and terms in the glossary; every other page has an address of its own. */
export const hasAddress = ({ page }: Pick<Page, 'page'>): boolean => !/^(?:notes|glossary)\//.test(page);

/** The page that lists the diagnostic codes; a site with it has a page for each code. */
export const explainsDiagnostics = ({ page }: Pick<Page, 'page'>): boolean =>
  page === 'reference/diagnostics';
