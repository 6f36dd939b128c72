import assert from 'node:assert/strict';
import { nodeHost } from '../../../src/base/node-host.ts';
import { bundleOf } from '../../../src/citations/bundle/bundle.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { verify } from '../../../src/cli/commands/verify.ts';
import { cacheFolder } from '../../../src/sources/excerpt.ts';

/**
 * Checks what the explainers of a site claim against the site's own mail: each quote holds.
 *
 * @param overrides tree -> folder, where they are not found otherwise.
 * @returns how many explainers there are.
 */
export async function holdingExplainers(
  content: string,
  overrides: Readonly<Record<string, string>> = {},
): Promise<number> {
  const host = nodeHost();
  const { site } = await verifySite({
    contentFolder: content,
    host,
    cacheFolder: cacheFolder(host),
    overrides,
  });
  const pages = site.pages.filter(({ page }) => page.startsWith('explainers/'));
  for (const page of pages) {
    const claimed = bundleOf(page, site);
    assert.ok(claimed.quotes.length > 0 && claimed.excerpts.length > 0, page.page);
    const world = { ...host, read: async () => new TextEncoder().encode(JSON.stringify(claimed)) };
    const report = await verify(
      'x',
      { mail: [`${content}/threads`], json: true },
      { host: world, cacheFolder: '' },
    );
    const counts = JSON.parse(report.output ?? '') as { holds: number; refuted: number };
    // The root of the mail is a claim too, and so is the program of each experiment.
    const programs = claimed.experiments?.length ?? 0;
    assert.deepEqual([counts.holds, counts.refuted], [claimed.quotes.length + 1 + programs, 0], page.page);
  }
  return pages.length;
}
