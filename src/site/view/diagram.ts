import type { Meaning } from '../../citations/diagrams/chart.ts';
import type { Step } from '../../citations/diagrams/diagram-text.ts';
import type { SiteDiagram } from '../../citations/site.ts';
import type { Say, Word } from '../words/say.ts';

/** A step of a diagram for somebody who does not see it. */
export function sentenceOf(step: Step, say: Say): string {
  if (step.kind !== 'arrow') return step.text;
  const { from, to, label, isDashed } = step;
  const way = from === to ? from : say('diagram.way', { from, to });
  const drawn = isDashed ? say('diagram.dashed', { way }) : way;
  return label === '' ? drawn : `${drawn}: ${label}`;
}

/** What goes right or wrong is said by the words that are drawn so. */
const TOLD = {
  user: 'diagram.user',
  kernel: 'diagram.kernel',
  hardware: 'diagram.hardware',
} as const satisfies Partial<Record<Meaning, Word>>;
const isTold = (meaning: Meaning): meaning is keyof typeof TOLD => meaning in TOLD;

/** What the colours and dashes of a diagram mean, in words; `mark` names how each is drawn. */
export const keyOf = (
  { means, dashed }: Pick<SiteDiagram, 'means' | 'dashed'>,
  say: Say,
): readonly { readonly mark: Meaning | 'dashed'; readonly words: string }[] => [
  ...means.filter(isTold).map((mark) => ({ mark, words: say(TOLD[mark]) })),
  ...(dashed === null ? [] : [{ mark: 'dashed', words: dashed } as const]),
];

/** The style sheet knows room for drawings in steps of so many pixels, from the first to the last. */
export const STEP = { size: 40, first: 320, last: 640 };

/** The class of a drawing that is shown where there is that much room, and then instead of the next. */
export const fromWidth = (width: number): string =>
  `pt-from-${Math.min(STEP.last, Math.max(STEP.first, Math.ceil(width / STEP.size) * STEP.size))}`;
