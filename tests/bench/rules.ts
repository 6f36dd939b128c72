/**
 * Measures what the evidence of rules notices, on the trees of content/trees.yaml as they are in the cache:
 *
 *     npm run bench:rules -- [RULE…] [--mutants NUMBER] [--check] [--verbose]
 *
 * Each breaker that a rule declares is applied to each tree; then, seeded, everything that rules rest on is broken a piece
 * at a time, and edited in ways that change nothing. Nothing is written: edits are made in memory.
 */

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nodeHost } from '../../src/base/node-host.ts';
import { readPages } from '../../src/citations/page/pages.ts';
import { readRules } from '../../src/citations/rules/rules.ts';
import { placesIn } from '../../src/citations/rules/seen.ts';
import {
  applied,
  checksOf,
  judge,
  pathsOf,
  placesOf,
  type Rule,
  runCheck,
  type Verdict,
  wantedBy,
} from '../../src/evidence/run.ts';
import { editedSources } from '../../src/sources/edited.ts';
import {
  cacheFolder,
  type Definition,
  HERE_ONLY,
  linesBetween,
  openSources,
  type Sources,
} from '../../src/sources/excerpt.ts';
import { readLock } from '../../src/sources/lock.ts';
import { overridesFor, readTrees } from '../../src/sources/trees-file.ts';
import { figure, finish, skipped } from './figures.ts';
import { harmless, type Mutant, mutantsOf } from './mutants.ts';
import { seeded } from './random.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mutants: { type: 'string', default: '2000' },
    check: { type: 'boolean' },
    verbose: { type: 'boolean' },
  },
});

const host = nodeHost();
const { trees } = await readTrees('content/trees.yaml', host);
const names = Object.keys(trees);
const { verified: pages } = await readPages('content', host);
const all = readRules(pages, names).verified.map(({ rule }) => rule);
const rules = all.filter(
  ({ slug, kind }) => kind === 'rule' && (positionals.length === 0 || positionals.includes(slug)),
);
const read = readLock('', readFileSync('content/postil.lock.json', 'utf8'));
const looked = 'lock' in read ? read.lock.reviews : {};
const sources = await openSources(wantedBy(rules, names), {
  trees,
  host,
  cacheFolder: cacheFolder(host),
  overrides: overridesFor(trees, host.env),
  providers: HERE_ONLY,
});
const { base, verdictOfRule } = await baseline();

await breakers();
await machine();
finish(values.check ?? false);

type Answers = ReadonlyMap<string, Awaited<ReturnType<typeof runCheck>>>;

/** What every rule says of every tree as it is. */
async function baseline() {
  const answered = new Map<string, Answers>();
  const verdicts = new Map<string, Verdict>();
  const ask = async (rule: Rule, tree: string, from: Sources, path: string | null, noReview = false) => {
    const before = answered.get(`${rule.slug} ${tree}`);
    const answers = new Map(before);
    for (const check of checksOf({ ...rule, history: [] }))
      if (path === null || looksAt(check, path)) answers.set(check.id, await runCheck(check, tree, from));
    if (path === null) answered.set(`${rule.slug} ${tree}`, answers);
    const steps = (checks: Rule['evidence']) =>
      checks.map(({ id, step }) => ({ step, state: answers.get(id)?.state ?? ('unknown' as const) }));
    const places = noReview ? [] : await placesIn(rule, tree, from, looked);
    return judge(rule, {
      version: trees[tree]?.version ?? '',
      when: steps(rule.when),
      evidence: steps(rule.evidence),
      places: places.map(({ seen }) => seen),
    }).verdict;
  };
  for (const rule of rules)
    for (const tree of names) verdicts.set(`${rule.slug} ${tree}`, await ask(rule, tree, sources, null));
  return { base: verdicts, verdictOfRule: ask };
}

function looksAt(check: Rule['evidence'][number], path: string): boolean {
  return pathsOf(check).some((each) => each === path || (each.endsWith('/') && path.startsWith(each)));
}

/** Every declared edit, in every tree in which it can be made and the rule holds. */
async function breakers(): Promise<void> {
  let [made, noticed, byChecks] = [0, 0, 0];
  for (const rule of rules)
    for (const breaker of rule.breaks)
      for (const tree of names) {
        if (base.get(`${rule.slug} ${tree}`) !== 'holds') continue;
        const { path } = breaker;
        const file = sources.file({ tree, path });
        if (file.state !== 'found') continue;
        const defined = await sources.definitions({ tree, path });
        const edit = applied(breaker, file.text, defined.state === 'read' ? defined.definitions : []);
        if (edit.state !== 'edited') continue;
        const after = editedSources(sources, { tree, path, text: edit.text });
        const verdict = await verdictOfRule(rule, tree, after, path);
        made += 1;
        if (verdict !== 'holds') noticed += 1;
        else
          console.log(`      ${rule.slug}: "${breaker.id}" is not noticed in ${tree} (${path}:${edit.line})`);
        if ((await verdictOfRule(rule, tree, after, path, true)) !== 'holds') byChecks += 1;
        else if (values.verbose) console.log(`      ${rule.slug}: no check sees "${breaker.id}" in ${tree}`);
      }
  const few = rules.filter(({ breaks }) => breaks.length < 3).map(({ slug }) => slug);
  if (few.length > 0 && values.verbose) console.log(`      fewer than three breakers: ${few.join(', ')}`);
  figure('rules with three breakers or more', rules.length - few.length, 'rules', 'at least', rules.length);
  figure('breakers declared', rules.flatMap(({ breaks }) => breaks).length, 'edits', 'at least', 200);
  shareOf('breakers noticed', noticed, made, 'at least', 100);
  shareOf('breakers that a check sees by itself', byChecks, made, 'at least', 90);
}

interface Target {
  readonly tree: string;
  readonly path: string;
  readonly text: string;
  readonly definition: Definition;
  readonly older: string | null;
  readonly rules: readonly Rule[];
}

/** Every function that some rule rests on and holds in. */
async function targets(): Promise<Target[]> {
  const found = new Map<string, Target & { rules: Rule[] }>();
  for (const rule of rules)
    for (const [index, tree] of names.entries()) {
      if (base.get(`${rule.slug} ${tree}`) !== 'holds') continue;
      for (const { path, sort, name } of placesOf(rule)) {
        if (sort !== 'function') continue;
        const own = await functionIn(tree, path, name);
        if (!own) continue;
        const key = `${tree} ${path} ${name}`;
        const before = names[index - 1];
        const old = before === undefined ? null : await functionIn(before, path, name);
        const older = old && old.body !== own.body ? old.body : null;
        const target = found.get(key) ?? {
          tree,
          path,
          text: own.text,
          definition: own.definition,
          older,
          rules: [],
        };
        target.rules.push(rule);
        found.set(key, target);
      }
    }
  return [...found.values()];
}

async function functionIn(tree: string, path: string, name: string) {
  const file = sources.file({ tree, path });
  if (file.state !== 'found') return null;
  const defined = await sources.definitions({ tree, path });
  const definition =
    defined.state === 'read'
      ? defined.definitions.find(
          (each) => each.kind === 'function' && (each.name === name || each.alias === name),
        )
      : undefined;
  if (!definition) return null;
  return {
    text: file.text,
    definition,
    body: linesBetween(file.text, definition.firstLine, definition.lastLine),
  };
}

async function machine(): Promise<void> {
  const places = await targets();
  const most = Number(values.mutants);
  const random = seeded(20261129);
  const pick = (make: (target: Target) => readonly Mutant[], count: number) => {
    const every = places.flatMap((target) => make(target).map((mutant) => ({ target, mutant })));
    for (let at = every.length - 1; at > 0; at -= 1) {
      const other = random.below(at + 1);
      const [a, b] = [every[at], every[other]];
      if (a && b) [every[at], every[other]] = [b, a];
    }
    return every.slice(0, count);
  };
  const broken = pick(({ text, definition, older }) => mutantsOf(text, definition, older), most);
  let [held, asked, seen] = [0, 0, 0];
  const unseen = new Map<string, number>();
  for (const { target, mutant } of broken) {
    const after = editedSources(sources, { tree: target.tree, path: target.path, text: mutant.text });
    let isSeen = false;
    let isHeld = false;
    for (const rule of target.rules) {
      if ((await verdictOfRule(rule, target.tree, after, target.path)) === 'holds') isHeld = true;
      if ((await verdictOfRule(rule, target.tree, after, target.path, true)) !== 'holds') isSeen = true;
    }
    asked += 1;
    if (isHeld) {
      held += 1;
      console.log(
        `      ${mutant.sort} in ${target.definition.name}, ${target.path}:${mutant.line} of ${target.tree}: a rule still holds`,
      );
    }
    if (isSeen) seen += 1;
    else
      unseen.set(
        `${target.definition.name} (${target.path})`,
        (unseen.get(`${target.definition.name} (${target.path})`) ?? 0) + 1,
      );
  }
  if (values.verbose)
    for (const [name, count] of [...unseen].sort((a, b) => b[1] - a[1]).slice(0, 40))
      console.log(`      no check sees ${count} mutants of ${name}`);
  figure('mutants of places', asked, 'edits', 'at least', positionals.length === 0 ? 2000 : 0);
  shareOf('mutants after which a rule still holds', held, asked, 'at most', 2);
  if (asked > 0)
    console.log(
      `      ${share(seen, asked)} % of them are seen by a check of some rule; of the rest only review tells`,
    );
  const same = pick(({ text, definition }) => harmless(text, definition), 300);
  let [wrong, unknown] = [0, 0];
  const sorts = new Map<string, number>();
  for (const { target, mutant } of same) {
    const after = editedSources(sources, { tree: target.tree, path: target.path, text: mutant.text });
    const verdicts: Verdict[] = [];
    for (const rule of target.rules)
      verdicts.push(await verdictOfRule(rule, target.tree, after, target.path));
    if (verdicts.includes('broken')) {
      wrong += 1;
      console.log(
        `      ${mutant.sort} of ${target.definition.name}, ${target.path} of ${target.tree}: broken`,
      );
    } else if (verdicts.includes('unknown')) {
      unknown += 1;
      sorts.set(mutant.sort, (sorts.get(mutant.sort) ?? 0) + 1);
    }
  }
  if (unknown > 0)
    console.log(`      unknown after: ${[...sorts].map(([sort, count]) => `${count} ${sort}`).join(', ')}`);
  figure(`false alarms in ${same.length} edits that change nothing`, wrong, 'edits', 'at most', 0);
  shareOf('of these unknown', unknown, same.length, 'at most', 10);
}

/** A share of nothing is no figure. */
function shareOf(
  name: string,
  part: number,
  whole: number,
  bound: 'at least' | 'at most',
  limit: number,
): void {
  if (whole === 0) skipped(name, 'there is nothing to measure');
  else figure(name, share(part, whole), '%', bound, limit);
}

function share(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10;
}
