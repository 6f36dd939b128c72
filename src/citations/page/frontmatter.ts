import { z } from 'zod';
import type { Diagnostic } from '../../base/diagnostic.ts';
import type { YamlText } from '../../base/yaml.ts';

/** What every page's front matter holds; Starlight's own schema checks the rest. */
export const PageFrontmatter = z.looseObject({
  title: z.string().min(1).describe('The heading of the page, and its name in menus.'),
  description: z.string().optional().describe('One sentence for lists and search engines.'),
  answers: z
    .array(z.string().min(1))
    .optional()
    .describe(
      'Questions that the page answers, as readers ask them. The page shows them, and the search leads from them here.',
    ),
  unchecked: z
    .string()
    .min(1)
    .optional()
    .describe('Why nothing that the page says in its own words is looked up.'),
  sidebar: z
    .looseObject({ order: z.number().optional().describe('Its place in menus: small numbers first.') })
    .optional()
    .describe('Settings of Starlight for the menu.'),
});

/** A term of the glossary has its own front matter, which `readGlossary()` checks. */
const TermTitle = z.looseObject({ term: z.string() });

/** What a page says of itself. */
export interface PageFacts {
  readonly title: string;
  /** Its place in menus; pages without one come last. */
  readonly order: number;
  /** Questions that it says it answers. */
  readonly answers: readonly string[];
  readonly faults: readonly Diagnostic[];
}

/** @param page its path, which is its title where it has none. */
export function pageFacts(page: string, frontmatter: YamlText | null): PageFacts {
  const unknown = { title: page, order: Number.MAX_SAFE_INTEGER, answers: [], faults: [] };
  if (frontmatter === null) return unknown;
  if (page.startsWith('glossary/')) {
    const term = frontmatter.read(TermTitle, 'term-invalid');
    return 'value' in term ? { ...unknown, title: term.value.term } : unknown;
  }
  const read = frontmatter.read(PageFrontmatter, 'page-invalid-frontmatter');
  if (!('value' in read)) return { ...unknown, faults: read.diagnostics };
  const { title, sidebar, answers = [] } = read.value;
  return { ...unknown, title, order: sidebar?.order ?? unknown.order, answers };
}
