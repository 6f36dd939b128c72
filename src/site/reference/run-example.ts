import { type Diagnostic, inOrder } from '../../base/diagnostic.ts';
import { memoryHost } from '../../base/memory-host.ts';
import { nodeHost } from '../../base/node-host.ts';
import { diagnosticsAsText } from '../../base/print.ts';
import { sealNew } from '../../citations/sealing.ts';
import { verifySite } from '../../citations/verify.ts';
import type { SiteExample } from './example.ts';
import { EXAMPLE_SITE } from './example-site.ts';

export interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  /** As `postil check` prints it. */
  readonly printed: string;
}

/** Checks the example site with the files of an example laid over it. */
export async function runExample(
  files: SiteExample['bad'],
  { hasGrammars = false }: Pick<SiteExample, 'hasGrammars'> = {},
): Promise<Outcome> {
  const all = { ...EXAMPLE_SITE, ...files };
  const there = Object.entries(all).flatMap(([path, content]) =>
    content === null ? [] : [[path, withFrontmatter(path, content)] as const],
  );
  const world = memoryHost(Object.fromEntries(there));
  const host = hasGrammars ? { ...world, packageFile: nodeHost().packageFile } : world;
  // Most examples that bring mail along are about something else than its seal.
  await sealNew('content', host);
  const { diagnostics } = await verifySite({
    contentFolder: 'content',
    host,
    cacheFolder: 'cache',
    overrides: { 'v1.0.3': 'tree' },
  });
  return { diagnostics: inOrder(diagnostics), printed: await diagnosticsAsText(diagnostics, host) };
}

/** Examples are about what stands below the front matter, unless they have some. */
const withFrontmatter = (path: string, content: string | Uint8Array): string | Uint8Array =>
  path.endsWith('.mdx') && typeof content === 'string' && !content.startsWith('---')
    ? `---\ntitle: Lending\n---\n\n${content}`
    : content;
