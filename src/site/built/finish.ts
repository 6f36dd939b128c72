import { open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { sha256 } from '../../base/hash.ts';
import { type Lane, lane } from '../../base/lane.ts';
import { replaced } from '../../base/replaced.ts';
import { shownText } from '../../base/shown-text.ts';
import type { Say } from '../words/say.ts';
import { hiddenMarks } from './hidden-marks.ts';
import { inlineStyles, lookingForNames } from './inline-styles.ts';
import {
  type KnownScripts,
  type UnknownScript,
  unknownScripts,
  unknownScriptsAsText,
} from './known-scripts.ts';
import { policyElement, type Sources } from './policy.ts';
import { type Tree, treeOf } from './tree.ts';
import { sheetWithoutScripts } from './without-scripts.ts';

export interface FinishOptions {
  /** Where the site was built to. */
  readonly folder: string;
  readonly base: string;
  /** Astro's folder for style sheets and scripts: `_astro`. */
  readonly assets: string;
  /** What the policy allows beside the site itself; false for pages without a policy. */
  readonly policy: Sources | false;
  readonly scripts: KnownScripts;
  readonly say: Say;
}

export interface FinishedPage {
  /** Inside the site: `/rules/two-gates/`. */
  readonly path: string;
  /** As Astro wrote it. */
  readonly tree: Tree;
}

/** As many as hide that disks and drawings are slow. What a build holds does not grow with the site. */
const PAGES_IN_FLIGHT = 8;

/**
 * The last work on pages that Astro has written: style attributes become a style sheet, each page gets a policy that allows
 * what is known to be in it and nothing else, letters that nobody sees get a mark, and a style sheet for browsers without scripts. Each page is read once.
 *
 * @throws Error for scripts that are not known, when all pages are written.
 * @param use what else is to be made of each page; called page by page, in the order of their paths. What it returns goes on
 *   beside the next pages.
 */
export async function finishPages(
  { folder, base, assets, policy, scripts, say }: FinishOptions,
  use: (page: FinishedPage) => readonly (() => Promise<void>)[],
): Promise<void> {
  const sheets = join(folder, assets);
  const linkTo = (file: string): string =>
    `<link rel="stylesheet" href="${base.replace(/\/$/, '')}/${assets}/${file}">`;
  const styles = policy === false ? null : inlineStyles();
  const renamed = styles ? await renameSheets(sheets) : new Map<string, string>();
  const noscript = sheetWithoutScripts((await sheetsIn(sheets)).map(({ css }) => css));
  const noscriptFile = `noscript.${shortHash(noscript)}.css`;
  await writeFile(join(sheets, noscriptFile), noscript);
  const end = `${styles ? linkTo(inlineSheet(UNKNOWN)) : ''}<noscript>${linkTo(noscriptFile)}</noscript>`;
  const beside = lane(PAGES_IN_FLIGHT);
  const blanks: Blank[] = [];
  const unknown: UnknownScript[] = [];
  for (const file of await htmlIn(folder)) {
    const tree = treeOf(await readFile(file, 'utf8'));
    const changes = [...(styles?.changesIn(tree) ?? []), ...hiddenMarks(tree.html, say)];
    const head = tree.elements.find(({ name }) => name === 'head');
    if (head) {
      if (policy !== false)
        changes.push({ start: head.inside, end: head.inside, by: policyElement(tree, scripts, policy) });
      changes.push({ start: head.end, end: head.end, by: end });
    }
    if (policy !== false)
      unknown.push(...unknownScripts(pathOf(file, folder), tree, scripts, policy['script-src'] ?? []));
    const text = replaced(
      tree.html,
      changes.sort((a, b) => a.start - b.start),
    );
    const html = [...renamed].reduce((all, [from, to]) => all.replaceAll(from, to), text);
    // The whole link is looked for: dashes may stand in any title.
    const link = styles ? html.indexOf(linkTo(inlineSheet(UNKNOWN))) : -1;
    if (link !== -1) blanks.push({ file, at: Buffer.byteLength(html.slice(0, html.indexOf(UNKNOWN, link))) });
    await beside.add(() => writeFile(file, html));
    for (const work of use({ path: pathOf(file, folder), tree })) await beside.add(work);
  }
  await beside.done();
  if (unknown.length > 0) throw new Error(shownText(unknownScriptsAsText(unknown)));
  if (!styles) return;
  const css = styles.css();
  await writeFile(join(sheets, inlineSheet(shortHash(css))), css);
  await fillIn(blanks, shortHash(css), lane(PAGES_IN_FLIGHT));
}

/** The sheet is named by what is in it, which is known when the last page was read. */
const inlineSheet = (hash: string): string => `inline.${hash}.css`;
const UNKNOWN = '--------';

/** Where a page names the sheet, in bytes. */
interface Blank {
  readonly file: string;
  readonly at: number;
}

async function fillIn(blanks: readonly Blank[], hash: string, beside: Lane): Promise<void> {
  for (const { file, at } of blanks)
    await beside.add(async () => {
      const handle = await open(file, 'r+');
      try {
        await handle.write(hash, at);
      } finally {
        await handle.close();
      }
    });
  await beside.done();
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

const shortHash = (text: string): string => sha256(text).slice(0, UNKNOWN.length);

async function htmlIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const pathOf = (file: string, folder: string): string =>
  `/${relative(folder, file).split(sep).join('/')}`.replace(/(?<=\/)index\.html$|\.html$/, '');
