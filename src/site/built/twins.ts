import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltPage } from '../search/index-site.ts';
import type { Say } from '../words/say.ts';
import { twinOf } from './twin.ts';
import { twinPath } from './twin-path.ts';

/** Writes each page as Markdown beside itself. */
export async function writeTwins(
  pages: readonly BuiltPage[],
  folder: string,
  addressOf: (path: string) => string | null,
  say: Say,
): Promise<void> {
  for (const { path, html } of pages.filter((page) => page.path !== '/404')) {
    const twin = twinOf(html, addressOf(path), say);
    if (twin !== null) await writeFile(join(folder, twinPath(path)), twin);
  }
}
