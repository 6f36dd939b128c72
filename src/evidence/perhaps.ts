import { notUnderstood, type Unknown } from './answer.ts';
import type { TreeText } from './kind.ts';

/** The answer where a name that nothing is known to define stands where something may; null where it stands nowhere. */
export async function perhapsDefined(path: string, name: string, tree: TreeText): Promise<Unknown | null> {
  const lines = await tree.mentions(path, name);
  return lines.length === 0
    ? null
    : notUnderstood(path, `nobody can tell whether line ${lines.slice(0, 3).join(', ')} defines ${name}`);
}
