import type { Step } from '../../citations/diagrams/diagram-text.ts';

/** A step of a diagram for somebody who does not see it. */
export function sentenceOf(step: Step): string {
  if (step.kind !== 'arrow') return step.text;
  const { from, to, label, isDashed } = step;
  const way = from === to ? from : `${from} to ${to}`;
  return `${way}${isDashed ? ' (dashed)' : ''}${label === '' ? '' : `: ${label}`}`;
}
