import type { Chart } from './chart.ts';

/** A step of a diagram in words: what the drawing shows with an arrow, a note or a frame. */
export type Step =
  | {
      readonly kind: 'arrow';
      readonly from: string;
      readonly to: string;
      readonly label: string;
      readonly isDashed: boolean;
    }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'frame'; readonly text: string };

export interface DiagramText {
  /** True when the steps follow each other in time. */
  readonly isSequence: boolean;
  readonly steps: readonly Step[];
}

/** What a chart says, for somebody who does not see it drawn: the same arrows, notes and frames, in its order. */
export function textOf(chart: Chart): DiagramText {
  const boxes = chart.kind === 'flow' ? chart.boxes : chart.lanes;
  const named = (id: string): string => boxes.find((box) => box.id === id)?.words ?? id;
  const events =
    chart.kind === 'flow'
      ? chart.arrows.map((arrow) => ({ kind: 'message' as const, ...arrow }))
      : chart.events;
  const steps = events.flatMap((event): Step[] => {
    if (event.kind === 'end') return [];
    if (event.kind !== 'message') return [{ kind: event.kind, text: event.text }];
    const { from, to, label, isDashed } = event;
    return [{ kind: 'arrow', from: named(from), to: named(to), label, isDashed }];
  });
  return { isSequence: chart.kind === 'sequence', steps };
}
