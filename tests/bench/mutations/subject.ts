import { readFileSync } from 'node:fs';
import { errorsIn } from '../../../src/base/diagnostic.ts';
import { nodeHost } from '../../../src/base/node-host.ts';
import { type ExcerptUse, readExcerptUse } from '../../../src/citations/code/excerpt-use.ts';
import type { DebateFile } from '../../../src/citations/debates/debate-file.ts';
import { readDebates } from '../../../src/citations/debates/debates.ts';
import type { Page } from '../../../src/citations/page/page.ts';
import { readPages } from '../../../src/citations/page/pages.ts';
import type { Prop } from '../../../src/citations/page/tag.ts';
import { propOf, type Use } from '../../../src/citations/page/use.ts';
import { readThreads } from '../../../src/citations/threads/threads.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import type { ReadMessage } from '../../../src/quoting/passage.ts';
import { openCache } from '../../../src/sources/cache.ts';
import { cacheFolder } from '../../../src/sources/excerpt.ts';
import { type Lock, readLock } from '../../../src/sources/lock.ts';
import type { Excerpt, Trees } from '../../../src/sources/tree.ts';
import { readTrees } from '../../../src/sources/trees-file.ts';
import type { Mutant } from './mutant.ts';

/** The site as it is, every claim in it true: what the benchmark corrupts. */
export interface Subject {
  readonly content: string;
  readonly pages: readonly Page[];
  readonly quotes: readonly QuoteClaim[];
  readonly notes: readonly NoteInMargin[];
  readonly debates: readonly DebateInFile[];
  /** Every position of the debates. */
  readonly positions: readonly PositionClaim[];
  readonly excerpts: readonly ExcerptClaim[];
  readonly conversations: ReadonlyMap<string, readonly ReadMessage[]>;
  readonly trees: Trees;
  readonly lock: Lock;
  readonly lockText: string;
  readonly treesText: string;
}

export interface QuoteClaim {
  readonly page: Page;
  readonly use: Use;
  readonly from: Prop & { readonly value: string };
  readonly by: Prop & { readonly value: string };
}

export interface NoteInMargin {
  readonly page: Page;
  readonly on: Prop & { readonly value: string };
  readonly exact: Prop & { readonly value: string };
}

export interface DebateInFile {
  readonly page: Mutant['page'];
  readonly facts: DebateFile;
}

export interface PositionClaim {
  readonly page: Mutant['page'];
  /** Which of the file's positions it is, from 0. */
  readonly index: number;
  readonly position: DebateFile['positions'][number];
}

export interface ExcerptClaim {
  readonly page: Page;
  readonly use: Use;
  readonly request: ExcerptUse['request'];
  readonly excerpt: Excerpt;
  /** The whole file that the excerpt is cut from. */
  readonly file: string;
  readonly makefile: string;
}

/** Reads the site. Throws when it is not clean: then there is nothing to corrupt. */
export async function readSubject(content: string): Promise<Subject> {
  const host = nodeHost();
  const cache = cacheFolder(host);
  const verified = await verifySite({ contentFolder: content, host, cacheFolder: cache });
  if (errorsIn(verified.diagnostics).length > 0)
    throw new Error('The site itself is not clean: run "postil check".');
  const [{ verified: pages }, { verified: threads }, { trees }, { verified: written }] = await Promise.all([
    readPages(content, host),
    readThreads(content, host),
    readTrees(`${content}/trees.yaml`, host),
    readDebates(content, host),
  ]);
  const lockText = readFileSync(`${content}/postil.lock.json`, 'utf8');
  const read = readLock('lock', lockText);
  if (!('lock' in read)) throw new Error('The lock cannot be read.');
  const excerpts: ExcerptClaim[] = [];
  for (const { page, use } of usesOf(pages, 'Excerpt')) {
    const request = readExcerptUse(use, page).verified?.request;
    const shown = verified.site.excerpts[use.key];
    const tree = trees[request?.tree ?? ''];
    if (!request || !tree || shown?.state !== 'shown') continue;
    const open = openCache(cache, host);
    const [file, makefile] = [await open.get(tree, request.path), `${tree.version}`];
    if (!file?.bytes) continue;
    excerpts.push({
      page,
      use,
      request,
      excerpt: shown.excerpt,
      file: new TextDecoder().decode(file.bytes),
      makefile: makefileOf(makefile),
    });
  }
  const debates = [...written.values()].flatMap((debate) =>
    debate
      ? [
          {
            page: { file: `${content}/debates/${debate.name}.yaml`, source: debate.text },
            facts: debate.facts,
          },
        ]
      : [],
  );
  return {
    content,
    pages,
    quotes: usesOf(pages, 'Quote').map(({ page, use }) => ({
      page,
      use,
      from: literal(use, 'from'),
      by: literal(use, 'by'),
    })),
    // A value with a character reference is longer on the page than what it says.
    notes: usesOf(pages, 'Note').flatMap(({ page, use }) => {
      const [on, exact] = [literal(use, 'on'), literal(use, 'exact')];
      return page.source.startsWith(exact.value, exact.valueAt) ? [{ page, on, exact }] : [];
    }),
    debates,
    positions: debates.flatMap(({ page, facts }) =>
      facts.positions.map((position, index) => ({ page, index, position })),
    ),
    excerpts,
    conversations: new Map([...threads].map(([slug, { thread }]) => [slug, thread.messages])),
    trees,
    lock: read.lock,
    lockText,
    treesText: readFileSync(`${content}/trees.yaml`, 'utf8'),
  };
}

const usesOf = (pages: readonly Page[], component: Use['component']) =>
  pages.flatMap((page) =>
    page.uses.filter((use) => use.component === component).map((use) => ({ page, use })),
  );

function literal(use: Use, name: string): Prop & { readonly value: string } {
  const prop = propOf(use.tag, name);
  if (prop?.value == null) throw new Error(`${use.key} has no ${name}.`);
  return { ...prop, value: prop.value };
}

function makefileOf(version: string): string {
  const [major, minor, patch = '0'] = version.split('.');
  return `VERSION = ${major}\nPATCHLEVEL = ${minor}\nSUBLEVEL = ${patch}\nEXTRAVERSION =\n`;
}
