import type { Chart, Meanings } from './chart.ts';
import { drawFlow } from './flow.ts';
import { drawRows } from './flow-rows.ts';
import type { Place } from './layout.ts';
import { drawSequence } from './sequence.ts';
import { drawNarrowSequence } from './sequence-narrow.ts';
import type { Drawing } from './shapes.ts';

/** The room that a drawing has, in pixels: beside a page's other columns, and on the narrowest screens. */
export const ROOM = { wide: 600, narrow: 284 };

export interface Drawn {
  /** For pages that have so much room; null where one drawing is right for all. */
  readonly wide: Drawing | null;
  readonly narrow: Drawing;
}

/** Draws a chart twice: letters keep their size, so a narrow page needs another drawing and not a smaller one. */
export async function drawChart(chart: Chart, meanings: Meanings, place: Place): Promise<Drawn> {
  if (chart.kind === 'sequence')
    return {
      wide: drawSequence(chart, meanings, ROOM.wide),
      narrow: drawNarrowSequence(chart, meanings, ROOM.narrow),
    };
  const wide =
    (await drawFlow(chart, meanings, { room: ROOM.wide, least: 120 }, place)) ??
    drawRows(chart, meanings, ROOM.wide, true);
  if (wide.width <= ROOM.narrow) return { wide: null, narrow: wide };
  const narrow = await drawFlow(chart, meanings, { room: ROOM.narrow, least: 160 }, place);
  return { wide, narrow: narrow ?? drawRows(chart, meanings, ROOM.narrow, false) };
}
