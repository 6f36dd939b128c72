import { type Checked, type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { lookUp } from '../../base/look-up.ts';
import type { Place } from '../../base/position.ts';
import type { Sources } from '../../sources/excerpt.ts';
import type { Lock } from '../../sources/lock.ts';
import type { Trees } from '../../sources/tree.ts';

export interface TreeCommits extends Checked<null> {
  readonly locked: Lock['trees'];
}

/** Checks that each tag stands for the commit that was locked: a tag that is moved names another tree. */
export function verifyTreeCommits(
  trees: Trees,
  sources: Pick<Sources, 'commits'>,
  lock: Lock,
  placeOfTree: (tree: string) => Place,
  updating: boolean,
): TreeCommits {
  const locked: Record<string, string> = {};
  const diagnostics: Diagnostic[] = [];
  for (const [name, { tag }] of Object.entries(trees)) {
    const [old, now] = [lookUp(lock.trees, name), sources.commits.get(name)];
    const entry = now ?? old;
    if (entry !== undefined) locked[name] = entry;
    if (updating || old === undefined || now === undefined || old === now) continue;
    diagnostics.push(
      diagnose('tree-moved', placeOfTree(name), {
        message: `${tag} of ${name} is another commit than was locked.`,
        expected: old.slice(0, 12),
        closest: now.slice(0, 12),
      }),
    );
  }
  return { verified: null, locked, diagnostics };
}
