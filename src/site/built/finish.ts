import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { sha256 } from '../../base/hash.ts';
import type { BuiltPage } from '../search/index-site.ts';
import { inlineStyles, lookingForNames } from './inline-styles.ts';
import { type Sources, withPolicy } from './policy.ts';
import { inHead } from './tags.ts';
import { sheetWithoutScripts } from './without-scripts.ts';

export interface FinishOptions {
  /** Where the site was built to. */
  readonly folder: string;
  readonly base: string;
  /** Astro's folder for style sheets and scripts: `_astro`. */
  readonly assets: string;
  /** What the policy allows beside the site itself; false for pages without a policy. */
  readonly policy: Sources | false;
}

/** A page, and the file that it stands in. */
type PageFile = BuiltPage & { readonly file: string };

/**
 * The last work on pages that Astro has written: style attributes become a style sheet, each page gets a policy that allows
 * what is in it and nothing else, and a style sheet for browsers without scripts.
 *
 * @returns the pages as they stand on the disk now.
 */
export async function finishPages({ folder, base, assets, policy }: FinishOptions): Promise<BuiltPage[]> {
  const sheets = join(folder, assets);
  const write = async (name: string, css: string): Promise<string> => {
    const file = `${name}.${shortHash(css)}.css`;
    await writeFile(join(sheets, file), css);
    return `<link rel="stylesheet" href="${base.replace(/\/$/, '')}/${assets}/${file}">`;
  };
  const pages = await builtPages(folder);
  const styled = policy === false ? pages : await withoutInlineStyles(pages, sheets, write);
  const own = (await sheetsIn(sheets)).map(({ css }) => css);
  const link = await write('noscript', sheetWithoutScripts(own));
  const finished = styled.map((page) => {
    const html = inHead(page.html, `<noscript>${link}</noscript>`);
    return { ...page, html: policy === false ? html : withPolicy(html, policy) };
  });
  await Promise.all(finished.map(({ file, html }) => writeFile(file, html)));
  return finished;
}

/** @param write writes a style sheet and returns the link to it. */
async function withoutInlineStyles(
  pages: readonly PageFile[],
  sheets: string,
  write: (name: string, css: string) => Promise<string>,
): Promise<PageFile[]> {
  const styles = inlineStyles(pages.map(({ html }) => html));
  const renamed = await renameSheets(sheets);
  const link = await write('inline', styles.css);
  return pages.map((page) => {
    const html = [...renamed].reduce(
      (text, [from, to]) => text.replaceAll(from, to),
      styles.without(page.html),
    );
    return { ...page, html: inHead(html, link) };
  });
}

/** The style sheets in a folder, each with its name. */
async function sheetsIn(folder: string): Promise<{ readonly name: string; readonly css: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.css')).sort();
  return Promise.all(names.map(async (name) => ({ name, css: await readFile(join(folder, name), 'utf8') })));
}

/** Style sheets that look for style attributes get the names instead, and a file name of their own as browsers keep them for long. */
async function renameSheets(folder: string): Promise<Map<string, string>> {
  const renamed = new Map<string, string>();
  for (const { name, css } of await sheetsIn(folder)) {
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
async function builtPages(folder: string): Promise<PageFile[]> {
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
