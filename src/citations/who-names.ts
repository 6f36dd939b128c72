// What rests on a file, a symbol or a commit: pages, rules, notes, debates and terms, each with its place, and whether
// what it rests on has changed since somebody looked.
import type { Host } from '../base/host.ts';
import { compare } from '../base/order.ts';
import type { Place } from '../base/position.ts';
import { checksOf, placesOf } from '../evidence/run.ts';
import { nameIn } from '../sources/excerpt.ts';
import { partOf } from '../sources/tree.ts';
import { readExcerptUses } from './code/excerpt-use.ts';
import { readDebates } from './debates/debates.ts';
import { newMemory } from './memory.ts';
import { readPages } from './page/pages.ts';
import { commitNamesIn } from './prose/commits.ts';
import { nameUses } from './prose/names.ts';
import { writtenIn } from './prose/written.ts';
import { readRules } from './rules/rules.ts';
import { type Verified, verifySite } from './verify.ts';

/** A place that names what was asked for. */
export interface Naming {
  readonly place: Place;
  readonly what: 'excerpt' | 'check' | 'place of a rule' | 'name' | 'commit';
  /** What stands there, in words. */
  readonly says: string;
  /** Why somebody should look again; null where nothing is known to have changed. */
  readonly stale: string | null;
}

/**
 * Everything of a site that names a path, a symbol or a commit.
 *
 * @param sought `mm/gup.c`, a folder that ends with a slash, `get_user_pages`, or seven digits of a commit or more.
 */
export async function whoNames(
  sought: string,
  {
    content,
    host,
    cacheFolder,
  }: { readonly content: string; readonly host: Host; readonly cacheFolder: string },
): Promise<{ readonly namings: readonly Naming[]; readonly verified: Verified }> {
  const memory = newMemory();
  const verified = await verifySite({ contentFolder: content, host, cacheFolder, memory });
  const [{ verified: pages }, { verified: debates }] = await Promise.all([
    readPages(content, host, memory),
    readDebates(content, host, memory),
  ]);
  const { site } = verified;
  const isPath = (path: string): boolean =>
    path === sought || (sought.endsWith('/') && path.startsWith(sought)) || path.endsWith(`/${sought}`);
  const bare = sought.replace(/^(?:struct|union|enum) |\(\)$/g, '');
  const isSymbol = (symbol: string | undefined): boolean => symbol !== undefined && nameIn(symbol) === bare;
  const drifted = new Map(
    (await verified.drift())
      .filter(({ state }) => state === 'changed' || state === 'gone')
      .map(({ place, tree, state }) => [
        `${place.file} ${place.line}`,
        state === 'gone' ? `it is gone in ${tree}` : `it reads otherwise in ${tree}`,
      ]),
  );
  const found: Naming[] = [];
  for (const { request, use } of readExcerptUses(pages, memory).verified)
    if (isPath(request.path) || isSymbol(request.symbol))
      found.push({
        place: use.place,
        what: 'excerpt',
        says: `${partOf(request)} in ${request.path} of ${request.tree}`,
        stale: drifted.get(`${use.place.file} ${use.place.line}`) ?? null,
      });
  for (const { rule, placeOf, placeIn } of readRules(pages, [], memory).verified) {
    const known = site.rules.find(({ slug }) => slug === rule.slug);
    const unknown = Object.entries(known?.verdicts ?? {}).filter(([, { verdict }]) => verdict === 'unknown');
    const stale = unknown.length === 0 ? null : `unknown in ${unknown.map(([tree]) => tree).join(', ')}`;
    for (const check of checksOf(rule)) {
      const { path, symbol, function: functions } = check;
      if (isPath(path) || [symbol, functions ?? []].flat().some(isSymbol))
        found.push({
          place: placeOf(check, 'path'),
          what: 'check',
          says: `${rule.slug}/${check.id}: ${check.claim}`,
          stale,
        });
    }
    for (const [at, { path, name }] of placesOf(rule).entries())
      if (isPath(path) || (name !== '' && name === bare))
        found.push({
          place: placeIn('rests-on', at),
          what: 'place of a rule',
          says: `${rule.slug} rests on ${name === '' ? path : `${name} of ${path}`}`,
          stale,
        });
  }
  const written = writtenIn(pages, debates, memory);
  for (const { sought: name, statement, at } of nameUses(written))
    if (name.kind === 'path' ? isPath(name.path) : name.word === bare)
      found.push({
        place: statement.placeOf(at),
        what: 'name',
        says: statement.text,
        stale: null,
      });
  if (/^[0-9a-f]{7,64}$/.test(sought))
    for (const { statements } of written)
      for (const { text, placeOf } of statements)
        for (const { id, at } of commitNamesIn(text))
          if (id.startsWith(sought) || sought.startsWith(id))
            found.push({ place: placeOf(at), what: 'commit', says: text, stale: null });
  const inOrder = found.sort(
    (a, b) =>
      compare(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
  );
  return { namings: inOrder.map((each) => ({ ...each, says: sentence(each.says) })), verified };
}

const LONGEST = 100;

/** The beginning of a sentence, on one line. */
function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
