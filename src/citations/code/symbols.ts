import type { Checked } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import { checksOf } from '../../evidence/run.ts';
import { browseUrl } from '../../sources/browse.ts';
import { called, isHarmlessPath, nameIn, type Sources, type WantedFile } from '../../sources/excerpt.ts';
import type { Lock } from '../../sources/lock.ts';
import type { Tree, Trees } from '../../sources/tree.ts';
import type { WrittenRule } from '../rules/rules.ts';
import type { PageRef, SiteSymbol } from '../site.ts';
import type { ExcerptUse } from './excerpt-use.ts';

/** A symbol that some page names. */
export interface CitedSymbol {
  readonly name: string;
  readonly path: string;
  readonly pages: readonly PageRef[];
}

/** Every symbol that an excerpt shows or a check names, by name and then by path. */
export function citedSymbols(excerpts: readonly ExcerptUse[], rules: readonly WrittenRule[]): CitedSymbol[] {
  const found = new Map<string, { name: string; path: string; pages: Map<string, PageRef> }>();
  const add = (name: string, path: string, { page, title }: PageRef) => {
    const key = `${name} ${path}`;
    const symbol = found.get(key) ?? { name, path, pages: new Map() };
    symbol.pages.set(page, { page, title });
    found.set(key, symbol);
  };
  // A path that leads out of the tree is told where it is written, and is asked of nobody.
  for (const { request, page } of excerpts)
    if (request.symbol !== undefined && isHarmlessPath(request.path))
      add(nameIn(request.symbol), request.path, page);
  for (const { rule, page } of rules)
    for (const { symbol, function: functions, path } of checksOf(rule))
      for (const name of symbol === undefined ? [functions ?? []].flat() : [symbol]) add(name, path, page);
  const inOrder = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.map(([, { name, path, pages }]) => ({ name, path, pages: [...pages.values()] }));
}

/** The files that cited symbols may be in, in every tree. */
export const wantedForSymbols = (cited: readonly CitedSymbol[], trees: Trees): WantedFile[] =>
  Object.keys(trees).flatMap((tree) => cited.map(({ path }) => ({ tree, path })));

export interface LocatedSymbols extends Checked<readonly SiteSymbol[]> {
  readonly locked: Lock['symbols'];
}

/** Where cited symbols are defined in each tree: by the trees at hand, else by the lock. */
export async function locateSymbols(
  cited: readonly CitedSymbol[],
  sources: Sources,
  trees: Trees,
  lock: Lock,
): Promise<LocatedSymbols> {
  const symbols: SiteSymbol[] = [];
  const locked: Record<string, number[]> = {};
  for (const { name, path, pages } of cited) {
    const definitions: Record<string, SiteSymbol['definitions'][string]> = {};
    for (const [treeName, tree] of Object.entries(trees)) {
      const key = `${path} ${name} ${treeName}`;
      const lines = await linesOf(name, { tree: treeName, path }, sources, lookUp(lock.symbols, key), tree);
      if (lines === undefined) continue;
      locked[key] = lines;
      definitions[treeName] = lines.map((line) => ({ path, line, url: browseUrl(tree, path, line) }));
    }
    symbols.push({ name, path, definitions, pages });
  }
  return { verified: symbols, locked, diagnostics: [] };
}

/** A later point release has other lines than the version that links lead to: then the lock's count. */
async function linesOf(
  name: string,
  wanted: WantedFile,
  sources: Sources,
  locked: number[] | undefined,
  { version }: Tree,
): Promise<number[] | undefined> {
  const file = sources.file(wanted);
  if (file.state === 'unavailable') return locked;
  if (file.state === 'absent') return [];
  if (file.version !== version && locked) return locked;
  const read = await sources.definitions(wanted);
  if (read.state !== 'read') return locked;
  const own = called(name, read.definitions).filter((each) => each.alias !== name && each.kind !== 'export');
  return own.map(({ line }) => line);
}
