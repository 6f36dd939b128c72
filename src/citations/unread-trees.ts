import type { Diagnostic } from '../base/diagnostic.ts';

/** What is said of a tree that trees.yaml does not name. */
const OF_UNNAMED_TREES = ['excerpt-unknown-tree', 'evidence-unknown-tree'];

/**
 * Where trees.yaml cannot be used, no tree is known, which would be told of everything that names one. It is told once.
 *
 * @param faults what is wrong with trees.yaml.
 */
export const withoutFollowers = (
  diagnostics: readonly Diagnostic[],
  faults: readonly Diagnostic[],
): readonly Diagnostic[] =>
  faults.length === 0 ? diagnostics : diagnostics.filter(({ code }) => !OF_UNNAMED_TREES.includes(code));
