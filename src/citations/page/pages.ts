import { z } from 'zod';
import type { Diagnostic } from '../../base/diagnostic.ts';
import { diagnose } from '../../base/diagnostic.ts';
import type { Host } from '../../base/host.ts';
import { type Kept, kept } from '../../base/kept.ts';
import { startOf } from '../../base/position.ts';
import { readYaml } from '../../base/yaml.ts';
import { type ScannedPage, scanPage } from './scan.ts';

/** What every page's front matter holds; Starlight's own schema checks the rest. */
export const Frontmatter = z.looseObject({
  title: z.string().min(1).describe('The heading of the page, and its name in menus.'),
  description: z.string().optional().describe('One sentence for lists and search engines.'),
  sidebar: z
    .looseObject({ order: z.number().optional().describe('Its place in menus: small numbers first.') })
    .optional()
    .describe('Settings of Starlight for the menu.'),
});

/** A term of the glossary has its own front matter, which `readGlossary()` checks. */
const TermTitle = z.looseObject({ term: z.string() });

export interface SitePage extends ScannedPage {
  readonly title: string;
  /** Its place in menus; pages without one come last. */
  readonly order: number;
}

export interface ReadPage {
  readonly page: SitePage;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every .mdx below the content folder, outside of threads/. */
export async function readPages(
  contentFolder: string,
  host: Host,
  known: Kept<ReadPage> = kept(),
): Promise<{ readonly pages: readonly SitePage[]; readonly diagnostics: readonly Diagnostic[] }> {
  const pages: SitePage[] = [];
  const diagnostics: Diagnostic[] = [];
  const waiting = [''];
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    for (const { name, kind } of (await host.list(`${contentFolder}/${folder}`)) ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'folder' && path !== 'threads') waiting.push(path);
      if (kind !== 'file' || !name.endsWith('.mdx')) continue;
      const file = `${contentFolder}/${path}`;
      const source = new TextDecoder().decode((await host.read(file)) ?? new Uint8Array());
      const read = known.get(JSON.stringify([file, source]), () =>
        readPage(path.slice(0, -'.mdx'.length), file, source),
      );
      diagnostics.push(...read.diagnostics);
      pages.push(read.page);
    }
  }
  return { pages, diagnostics };
}

/** Notes are shown in their thread and terms in the glossary; every other page has an address of its own. */
export const hasAddress = ({ page }: Pick<ScannedPage, 'page'>): boolean =>
  !/^(?:notes|glossary)\//.test(page);

/** The page that lists the diagnostic codes; a site with it has a page for each code. */
export const explainsDiagnostics = ({ page }: Pick<ScannedPage, 'page'>): boolean =>
  page === 'reference/diagnostics';

function readPage(path: string, file: string, source: string): ReadPage {
  const scanned = scanPage(path, file, source);
  const { title, order, faults } = factsOf(scanned);
  return {
    page: { ...scanned, title, order },
    diagnostics: scanned.diagnostics.length > 0 ? scanned.diagnostics : faults,
  };
}

function factsOf({ frontmatter, file, lines, page }: ScannedPage): {
  title: string;
  order: number;
  faults: readonly Diagnostic[];
} {
  const unknown = { title: page, order: Number.MAX_SAFE_INTEGER };
  if (frontmatter === null) {
    const message = 'The page has no front matter.';
    return { ...unknown, faults: [diagnose('page-invalid-frontmatter', startOf(file), { message })] };
  }
  const { line } = lines.placeAt(frontmatter.start);
  if (page.startsWith('glossary/')) {
    const term = readYaml(file, frontmatter.text, TermTitle, 'term-invalid', line);
    return { ...unknown, title: 'value' in term ? term.value.term : page, faults: [] };
  }
  const read = readYaml(file, frontmatter.text, Frontmatter, 'page-invalid-frontmatter', line);
  if (!('value' in read)) return { ...unknown, faults: read.diagnostics };
  return { title: read.value.title, order: read.value.sidebar?.order ?? unknown.order, faults: [] };
}
