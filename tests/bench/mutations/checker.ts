import { type Diagnostic, errorsIn } from '../../../src/base/diagnostic.ts';
import { memoryHost, overlaid } from '../../../src/base/memory-host.ts';
import { nodeHost } from '../../../src/base/node-host.ts';
import { lineMap } from '../../../src/base/position.ts';
import { newMemory } from '../../../src/citations/memory.ts';
import { verifySite } from '../../../src/citations/verify.ts';
import { openCache } from '../../../src/sources/cache.ts';
import { cacheFolder } from '../../../src/sources/excerpt.ts';
import type { Mutant } from './mutant.ts';
import type { Subject } from './subject.ts';

/** Checks the site with something in it changed, as `postil check --watch` does after an edit. */
export interface Checker {
  /** What is wrong with it: errors, and for what is only unfair warnings too. */
  mutant(mutant: Mutant): Promise<readonly Diagnostic[]>;
  page(file: string, source: string): Promise<readonly Diagnostic[]>;
}

/** Everything comes from the cache: what a tree has is known there, and nobody is asked. */
const none = memoryHost({});
const host = { ...nodeHost(), fetch: none.fetch, run: none.run };
const CACHE = cacheFolder(host);

export function checkerOf(subject: Subject): Checker {
  const memory = newMemory();
  const { content: contentFolder } = subject;
  let before: Promise<ReadonlySet<string>> | undefined;
  const idOf = ({ code, message, place }: Diagnostic): string => `${place.file} ${code} ${message}`;
  /** What is told of the site as it is, which no mutant has brought. */
  const known = async (): Promise<ReadonlySet<string>> => {
    before ??= verifySite({ contentFolder, host, cacheFolder: CACHE, memory }).then(
      ({ diagnostics }) => new Set(diagnostics.map(idOf)),
    );
    return await before;
  };
  return {
    page: (file, source) => checkPage({ file, source }),
    async mutant(mutant) {
      const { page, source, files = {}, absent } = mutant;
      const [served] = Object.entries(files).filter(([path]) => !path.startsWith(`${contentFolder}/`));
      const diagnostics = await (served
        ? checkAlone(mutant, served, subject)
        : checkPage({ file: page.file, source, files, absent }));
      if (!mutant.isUnfair) return errorsIn(diagnostics);
      const own = await known();
      return diagnostics.filter((each) => !own.has(idOf(each)));
    },
  };

  async function checkPage({ file, source, files = {}, absent }: Edited): Promise<readonly Diagnostic[]> {
    const edited = overlaid(host, { [file]: source, ...files });
    const tree = subject.trees[absent?.tree ?? ''];
    const nothing = { version: tree?.version ?? '', provider: 'none', bytes: null };
    if (tree && absent) await openCache(CACHE, edited).put(tree, absent.path, nothing);
    return (await verifySite({ contentFolder, host: edited, cacheFolder: CACHE, memory })).diagnostics;
  }
}

interface Edited {
  readonly file: string;
  readonly source: string;
  readonly files?: NonNullable<Mutant['files']>;
  readonly absent?: Mutant['absent'] | undefined;
}

/** A site of one page and one tree, which serves the corrupted file. */
async function checkAlone(
  { page, source }: Mutant,
  [path, text]: readonly [string, string],
  { content, excerpts, lockText, treesText }: Subject,
): Promise<readonly Diagnostic[]> {
  const tree = path.slice(0, path.indexOf('/'));
  const files = {
    [page.file]: source,
    [`${content}/trees.yaml`]: treesText,
    [`${content}/postil.lock.json`]: lockText,
    [`/trees/${path}`]: text,
    [`/trees/${tree}/Makefile`]: excerpts.find(({ request }) => request.tree === tree)?.makefile ?? '',
  };
  const overrides = { [tree]: `/trees/${tree}` };
  const alone = { contentFolder: content, host: memoryHost(files), cacheFolder: '/cache', overrides };
  const { diagnostics } = await verifySite(alone);
  // A page cut down to one excerpt may link to pages that are not here.
  return diagnostics.filter(({ code }) => code.startsWith('excerpt-'));
}

/** Whether a diagnostic stands where the mistake is. */
export function pointsAt({ place }: Diagnostic, { page, source, mistake }: Mutant): boolean {
  if (place.file !== page.file) return false;
  const lines = lineMap(page.file, source);
  const [start, end] = [lines.placeAt(mistake.start), lines.placeAt(mistake.end)];
  const after = place.line > start.line || (place.line === start.line && place.column >= start.column);
  const before = place.line < end.line || (place.line === end.line && place.column <= end.column);
  return after && before;
}
