import type { Step } from '../../citations/diagrams/diagram-text.ts';
import type { SiteDiagram } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';

/** A step of a diagram for somebody who does not see it. */
export function sentenceOf(step: Step, say: Say): string {
  if (step.kind !== 'arrow') return step.text;
  const { from, to, label, isDashed } = step;
  const way = from === to ? from : say('diagram.way', { from, to });
  const drawn = isDashed ? say('diagram.dashed', { way }) : way;
  return label === '' ? drawn : `${drawn}: ${label}`;
}

/** What the colours and dashes of a diagram mean; `drawn` is the class of what is drawn so. What ends well or badly says so itself. */
export const keyOf = ({
  kinds,
  dashed,
}: Pick<SiteDiagram, 'kinds' | 'dashed'>): readonly { readonly drawn: string; readonly words: string }[] => [
  ...kinds.map(({ words, tint }) => ({ drawn: `pt-d-tint-${tint}`, words })),
  ...(dashed === null ? [] : [{ drawn: 'pt-d-dash', words: dashed }]),
];

/** The style sheet knows room for drawings in steps of so many pixels, from the first to the last. */
export const STEP = { size: 40, first: 320, last: 640 };

/** The class of a drawing that is shown where there is that much room, and then instead of the next. */
export const fromWidth = (width: number): string =>
  `pt-from-${Math.min(STEP.last, Math.max(STEP.first, Math.ceil(width / STEP.size) * STEP.size))}`;
