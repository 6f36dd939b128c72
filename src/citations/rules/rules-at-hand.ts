import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { type Host, readText } from '../../base/host.ts';
import { lookUp } from '../../base/look-up.ts';
import { startOf } from '../../base/position.ts';
import { ownTree } from '../../sources/excerpt.ts';
import { EMPTY_LOCK, type Lock, readLock } from '../../sources/lock.ts';
import type { Trees } from '../../sources/tree.ts';
import { overridesFor, readTrees } from '../../sources/trees-file.ts';
import type { Page } from '../page/page.ts';
import { readPages } from '../page/pages.ts';
import { readRules, type WrittenRule } from './rules.ts';

/** The rules of a site, and the trees to ask them of: those of the site, and the reader's own. */
export interface RulesAtHand {
  readonly pages: readonly Page[];
  readonly rules: readonly WrittenRule[];
  /** What somebody has looked at; nothing where the lock cannot be read, which a check of the site tells. */
  readonly looked: Lock['reviews'];
  /** All of them, those of trees.yaml first. */
  readonly trees: Trees;
  /** Of trees.yaml. */
  readonly named: Trees;
  readonly own: Trees;
  /** Where trees are that were named by hand. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param places name -> folder or git repository. A name that trees.yaml does not have is a tree of the reader's own. */
export async function rulesAtHand(
  contentFolder: string,
  places: Readonly<Record<string, string>>,
  host: Host,
): Promise<RulesAtHand> {
  const [pages, forest, locked] = await Promise.all([
    readPages(contentFolder, host),
    readTrees(`${contentFolder}/trees.yaml`, host),
    readText(`${contentFolder}/postil.lock.json`, host),
  ]);
  const known = Object.keys(forest.trees);
  const { own, faults } = await ownTrees(places, known, host);
  const written = readRules(pages.verified, known);
  const read = locked === null ? null : readLock('', locked);
  return {
    pages: pages.verified,
    rules: written.verified,
    looked: (read && 'lock' in read ? read.lock : EMPTY_LOCK).reviews,
    trees: { ...forest.trees, ...own },
    named: forest.trees,
    own,
    overrides: {
      ...overridesFor(forest.trees, host.env, places),
      ...Object.fromEntries(Object.keys(own).map((name) => [name, lookUp(places, name) ?? ''])),
    },
    diagnostics: [...pages.diagnostics, ...forest.diagnostics, ...written.diagnostics, ...faults],
  };
}

/** The trees at places that were named by hand, and have no name of trees.yaml. */
async function ownTrees(
  places: Readonly<Record<string, string>>,
  known: readonly string[],
  host: Host,
): Promise<{ readonly own: Trees; readonly faults: readonly Diagnostic[] }> {
  const own: Record<string, Trees[string]> = {};
  const faults: Diagnostic[] = [];
  for (const [name, place] of Object.entries(places).filter(([each]) => !known.includes(each))) {
    const tree = await ownTree(place, host);
    if (tree) own[name] = tree;
    else
      faults.push(
        diagnose('tree-unreadable', startOf(place), {
          message: `There is no tree at "${place}", which was to be "${name}".`,
        }),
      );
  }
  return { own, faults };
}
