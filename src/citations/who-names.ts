// What rests on a file, a symbol or a commit: pages, rules, notes, debates and terms, each with its place, and whether
// what it rests on has changed since somebody looked.
import type { Host } from '../base/host.ts';
import { compare } from '../base/order.ts';
import type { Place } from '../base/position.ts';
import { checksOf, placesOf } from '../evidence/run.ts';
import { nameIn } from '../sources/excerpt.ts';
import { partOf } from '../sources/tree.ts';
import type { Drift } from './code/drift.ts';
import { readExcerptUses } from './code/excerpt-use.ts';
import { readDebates } from './debates/debates.ts';
import { newMemory } from './memory.ts';
import { readPages } from './page/pages.ts';
import { commitNamesIn, isSameCommit } from './prose/commits.ts';
import { nameUses } from './prose/names.ts';
import { writtenIn } from './prose/written.ts';
import { readRules } from './rules/rules.ts';
import type { TreeReport } from './rules/tree-report.ts';
import { verifySite } from './verify.ts';

/** A place that names what was asked for. */
export interface Naming {
  readonly place: Place;
  readonly what: 'excerpt' | 'check' | 'place of a rule' | 'name' | 'commit';
  /** What stands there, in words. */
  readonly says: string;
  /** The rule that it is of; null for what is of none. */
  readonly rule: string | null;
  /** Why somebody should look again; null where nothing is known to have changed. */
  readonly stale: string | null;
}

/** Answers who names what, of a site that was verified once. */
export interface Namer {
  /**
   * Everything of the site that names a path, a symbol or a commit, in order of file and place.
   *
   * @param sought `mm/gup.c`, a folder that ends with a slash, `get_user_pages`, or seven digits of a commit or more.
   */
  namings(sought: string): Naming[];
}

export async function namerOf({
  content,
  host,
  cacheFolder,
}: {
  readonly content: string;
  readonly host: Host;
  readonly cacheFolder: string;
}): Promise<Namer> {
  const memory = newMemory();
  const verified = await verifySite({ contentFolder: content, host, cacheFolder, memory });
  const [{ verified: pages }, { verified: debates }] = await Promise.all([
    readPages(content, host, memory),
    readDebates(content, host, memory),
  ]);
  const drift = await verified.drift();
  const drifted = new Map(drift.flatMap((each) => [[lineOf(each.place), staleOf(each)] as const]));
  const excerpts = readExcerptUses(pages, memory).verified;
  const rules = readRules(pages, [], memory).verified;
  const written = writtenIn(pages, debates, memory);
  const names = nameUses(written);
  return { namings };

  function namings(sought: string): Naming[] {
    const isPath = (path: string): boolean =>
      path === sought || (sought.endsWith('/') && path.startsWith(sought)) || path.endsWith(`/${sought}`);
    const bare = sought.replace(/^(?:struct|union|enum) |\(\)$/g, '');
    const isSymbol = (symbol: string | undefined): boolean => symbol !== undefined && nameIn(symbol) === bare;
    const found: Naming[] = [];
    for (const { request, use } of excerpts)
      if (isPath(request.path) || isSymbol(request.symbol))
        found.push({
          place: use.place,
          what: 'excerpt',
          says: `${partOf(request)} in ${request.path} of ${request.tree}`,
          rule: null,
          stale: drifted.get(lineOf(use.place)) ?? null,
        });
    for (const { rule, placeOf, placeIn } of rules) {
      const known = verified.site.rules.find(({ slug }) => slug === rule.slug);
      const unknown = Object.entries(known?.verdicts ?? {}).filter(
        ([, { verdict }]) => verdict === 'unknown',
      );
      const stale = unknown.length === 0 ? null : `unknown in ${unknown.map(([tree]) => tree).join(', ')}`;
      const ofRule = { rule: rule.slug, stale };
      for (const check of checksOf(rule)) {
        const { path, symbol, function: functions } = check;
        if (isPath(path) || [symbol, functions ?? []].flat().some(isSymbol))
          found.push({
            place: placeOf(check, 'path'),
            what: 'check',
            says: `${rule.slug}/${check.id}: ${check.claim}`,
            ...ofRule,
          });
      }
      for (const [at, { path, name }] of placesOf(rule).entries())
        if (isPath(path) || (name !== '' && name === bare))
          found.push({
            place: placeIn('rests-on', at),
            what: 'place of a rule',
            says: `${rule.slug} rests on ${name === '' ? path : `${name} of ${path}`}`,
            ...ofRule,
          });
    }
    for (const { sought: name, statement, at } of names)
      if (name.kind === 'path' ? isPath(name.path) : name.word === bare)
        found.push({
          place: statement.placeOf(at),
          what: 'name',
          says: statement.text,
          rule: null,
          stale: null,
        });
    if (/^[0-9a-f]{7,64}$/.test(sought))
      for (const { statements } of written)
        for (const { text, placeOf } of statements)
          for (const { id, at } of commitNamesIn(text))
            if (isSameCommit(id, sought))
              found.push({ place: placeOf(at), what: 'commit', says: text, rule: null, stale: null });
    const inOrder = found.sort(
      (a, b) =>
        compare(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
    );
    return inOrder.map((each) => ({ ...each, says: sentence(each.says) }));
  }
}

/** What else of a site rests on what an excerpt shows, and reads otherwise in a tree. */
export interface Resting {
  readonly drift: Drift;
  readonly namings: readonly Naming[];
}

/**
 * For each excerpt that reads otherwise in a tree, or is gone there: what else names its symbol, or its file where it shows no symbol;
 * and which of that is stale in this tree.
 */
export const restingIn = (
  { name, drift, rules }: Pick<TreeReport, 'name' | 'drift' | 'rules'>,
  namer: Namer,
): Resting[] => {
  const stale = new Map(drift.map((each) => [lineOf(each.place), staleOf(each)] as const));
  const staleHere = ({ what, place, rule }: Naming): string | null => {
    if (what === 'excerpt') return stale.get(lineOf(place)) ?? null;
    const verdict = rules.find(({ slug }) => slug === rule)?.verdict;
    return verdict === 'broken' || verdict === 'unknown' ? `${verdict} in ${name}` : null;
  };
  return drift.flatMap((each) => {
    if (staleOf(each) === null) return [];
    const { request, place } = each;
    const namings = namer
      .namings(request.symbol === undefined ? request.path : nameIn(request.symbol))
      .filter((naming) => naming.what !== 'excerpt' || lineOf(naming.place) !== lineOf(place))
      .map((naming) => ({ ...naming, stale: staleHere(naming) ?? naming.stale }));
    return [{ drift: each, namings }];
  });
};

/** Why somebody should look at an excerpt again; null where it reads as it did, or nobody knows. */
const staleOf = ({ state, tree }: Drift): string | null =>
  state === 'gone' ? `it is gone in ${tree}` : state === 'changed' ? `it reads otherwise in ${tree}` : null;

const lineOf = ({ file, line }: Place): string => `${file} ${line}`;

/** A naming on one line, for a reader. */
export const namingAsText = ({ place, what, says, stale }: Naming): string =>
  `${place.file}:${place.line}:${place.column} ${what}: ${says}${stale === null ? '' : ` (${stale})`}`;

const LONGEST = 100;

/** The beginning of a sentence, on one line. */
function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
