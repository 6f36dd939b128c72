import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { sha256 } from '../../base/hash.ts';
import type { BuiltPage } from '../search/index-site.ts';
import { inlineStyles, lookingForNames } from './inline-styles.ts';
import { type Sources, withPolicy } from './policy.ts';
import { inHead } from './tags.ts';

export interface FinishOptions {
  /** Where the site was built to. */
  readonly folder: string;
  readonly base: string;
  /** Astro's folder for style sheets and scripts: `_astro`. */
  readonly assets: string;
  /** What the policy allows beside the site itself; false for pages without a policy. */
  readonly policy: Sources | false;
}

/**
 * The last work on pages that Astro has written: style attributes become a style sheet, and each page gets a policy
 * that allows what is in it and nothing else.
 *
 * @returns the pages as they stand on the disk now.
 */
export async function finishPages({ folder, base, assets, policy }: FinishOptions): Promise<BuiltPage[]> {
  const pages = await builtPages(folder);
  if (policy === false) return pages;
  const styles = inlineStyles(pages.map(({ html }) => html));
  const renamed = await renameSheets(join(folder, assets));
  const sheet = `inline.${shortHash(styles.css)}.css`;
  await writeFile(join(folder, assets, sheet), styles.css);
  const link = `<link rel="stylesheet" href="${base.replace(/\/$/, '')}/${assets}/${sheet}">`;
  const finished = pages.map((page) => {
    const html = [...renamed].reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      styles.without(page.html),
    );
    return { ...page, html: withPolicy(inHead(html, link), policy) };
  });
  await Promise.all(finished.map(({ file, html }) => writeFile(file, html)));
  return finished;
}

/** Style sheets that look for style attributes get the names instead, and a file name of their own as browsers keep them for long. */
async function renameSheets(folder: string): Promise<Map<string, string>> {
  const renamed = new Map<string, string>();
  for (const name of (await readdir(folder)).filter((each) => each.endsWith('.css'))) {
    const css = await readFile(join(folder, name), 'utf8');
    const changed = lookingForNames(css);
    if (changed === css) continue;
    const to = name.replace(/[^.]+(?=\.css$)/, shortHash(changed));
    await writeFile(join(folder, to), changed);
    await rm(join(folder, name));
    renamed.set(name, to);
  }
  return renamed;
}

const shortHash = (text: string): string => sha256(text).slice(0, 8);

/** The pages of a built site, by path. */
async function builtPages(folder: string): Promise<(BuiltPage & { readonly file: string })[]> {
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
