import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { sealNew } from '../../../src/citations/sealing.ts';
import { type Verified, verifySite } from '../../../src/citations/verify.ts';
import { openCache } from '../../../src/sources/cache.ts';
import type { Tree } from '../../../src/sources/tree.ts';
import { readTrees } from '../../../src/sources/trees-file.ts';
import { FILES, folder, host, writeTree } from '../sources/fixture-tree.ts';

export interface SmallOptions {
  /** False when the tree is not on this machine. */
  readonly tree?: boolean;
  readonly updating?: boolean;
  /** The file of a later point release; then the text before it is only in the cache. */
  readonly laterText?: string;
  readonly today?: string;
}

export interface SmallSite {
  readonly content: string;
  /** Writes the text of one page, unless it is null, and verifies the site. */
  verify(page: string | null, options?: SmallOptions): Promise<Verified>;
  write(path: string, text: string): void;
}

/** The line of the page on which the text of a test starts, after the front matter. */
export const FIRST_LINE = 5;

export const TREES_YAML =
  'v9.9.3:\n  version: 9.9.3\n  tag: v9.9.3\n  browse: https://source.example/{tag}/{path}#L{line}\n';

/**
 * A site with one real thread, a tree of one file, and one page that each test writes itself.
 *
 * @param more files of the tree.
 */
export function smallSite(context: TestContext, more: Readonly<Record<string, string>> = {}): SmallSite {
  const content = folder(context);
  const tree = folder(context);
  const cacheFolder = folder(context);
  writeTree(tree, { ...FILES, ...more });
  cpSync('tests/threads/unsafe-follow-pfn', join(content, 'threads/unsafe-follow-pfn'), {
    recursive: true,
  });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(content, path)), { recursive: true });
    writeFileSync(join(content, path), text);
  };
  write('trees.yaml', TREES_YAML);
  const publishLater = async (text: string): Promise<void> => {
    const bytes = new TextEncoder().encode(FILES['mm/basket.c']);
    const forest = await readTrees(join(content, 'trees.yaml'), host);
    const known = forest.trees['v9.9.3'] as Tree;
    await openCache(cacheFolder, host).put(known, 'mm/basket.c', { version: '9.9.3', provider: 'x', bytes });
    writeTree(tree, { Makefile: FILES.Makefile.replace('= 3', '= 4'), 'mm/basket.c': text });
  };
  return {
    content,
    write,
    async verify(page, { tree: withTree = true, updating = false, laterText, today } = {}) {
      if (laterText !== undefined) await publishLater(laterText);
      if (page !== null) write('explainers/page.mdx', `---\ntitle: A page\n---\n\n${page}\n`);
      // What most tests are about is not whether somebody changed their mail.
      await sealNew(content, host);
      const verified = await verifySite({
        contentFolder: content,
        host,
        cacheFolder,
        overrides: withTree ? { 'v9.9.3': tree } : {},
        updating,
        ...(today === undefined ? {} : { today }),
      });
      if (updating) write('postil.lock.json', verified.lock);
      return verified;
    },
  };
}

/** Code, line and column of each diagnostic. */
export const summary = ({ diagnostics }: Verified): string[] =>
  diagnostics.map(
    ({ code, place }) => `${place.file.split('/').at(-1)}:${place.line}:${place.column} ${code}`,
  );
