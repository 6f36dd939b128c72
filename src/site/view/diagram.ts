import type { Step } from '../../citations/diagrams/diagram-text.ts';
import type { Say } from '../words/say.ts';

/** A step of a diagram for somebody who does not see it. */
export function sentenceOf(step: Step, say: Say): string {
  if (step.kind !== 'arrow') return step.text;
  const { from, to, label, isDashed } = step;
  const way = from === to ? from : say('diagram.way', { from, to });
  const drawn = isDashed ? say('diagram.dashed', { way }) : way;
  return label === '' ? drawn : `${drawn}: ${label}`;
}
