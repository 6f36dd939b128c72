import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { applied } from '../../evidence/run.ts';
import type { Sources } from '../../sources/excerpt.ts';
import type { WrittenRule } from './rules.ts';

/** Edits that cannot be made in any tree at hand, at the words that are not there, or not once. */
export async function breakerFaults(
  { rule, placeIn }: WrittenRule,
  trees: readonly string[],
  sources: Sources,
): Promise<Diagnostic[]> {
  const faults: Diagnostic[] = [];
  for (const [index, breaker] of rule.breaks.entries()) {
    const { id, path } = breaker;
    if (rule.breaks.findIndex((each) => each.id === id) < index)
      faults.push(
        diagnose('evidence-repeated-id', placeIn('breaks', index, 'id'), {
          message: `This rule has a breaker "${id}" already.`,
        }),
      );
    const lines: string[] = [];
    let [looked, edited] = [0, 0];
    for (const tree of trees) {
      const file = sources.file({ tree, path });
      if (file.state === 'unavailable') continue;
      looked += 1;
      if (file.state === 'absent') continue;
      const read = await sources.definitions({ tree, path });
      const broken = applied(breaker, file.text, read.state === 'read' ? read.definitions : []);
      if (broken.state === 'edited') edited += 1;
      if (broken.state === 'ambiguous') lines.push(`lines ${broken.lines.join(', ')} of ${tree}`);
    }
    if (looked === 0 || edited > 0) continue;
    const where = breaker.in === undefined ? path : `${breaker.in} of ${path}`;
    faults.push(
      diagnose('breaker-lost', placeIn('breaks', index, 'find'), {
        message:
          lines.length > 0
            ? `What "${id}" is to edit stands more than once: ${lines.join('; ')}.`
            : `What "${id}" is to edit is not in ${where} in any tree.`,
      }),
    );
  }
  return faults;
}
