import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { BuiltPage } from '../search/index-site.ts';

/** The pages of a built site, by path. */
export async function builtPages(folder: string): Promise<(BuiltPage & { readonly file: string })[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    files.map(async (file) => ({
      file,
      path: `/${relative(folder, file).split(sep).join('/')}`.replace(/(?<=\/)index\.html$|\.html$/, ''),
      html: await readFile(file, 'utf8'),
    })),
  );
}
