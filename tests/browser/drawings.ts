import type { Page } from 'playwright-core';
import type { Measured } from '../drawing-faults.ts';

export interface MeasuredDrawing extends Measured {
  readonly name: string;
  /** By how many pixels it is wider than its column. */
  readonly overflow: number;
  /** Of its letters on the screen, in pixels. */
  readonly letters: number;
}

/** Every drawing that a page shows, measured as the browser has drawn it. */
export function measuredIn(page: Page): Promise<MeasuredDrawing[]> {
  return page.evaluate(() => {
    /** How far letters reach above and below the line they stand on, in em. */
    const REACH = { above: 0.74, below: 0.24 };
    const STEP = 3;
    const boxOf = (element: Element) => {
      const { x, y, right, bottom } = element.getBoundingClientRect();
      return { x, y, right, bottom };
    };
    const shown = [...document.querySelectorAll('.pt-drawing svg')].filter((svg) => svg.checkVisibility());
    return shown.map((svg) => {
      const frame = boxOf(svg);
      const scale = (frame.right - frame.x) / Number(svg.getAttribute('width'));
      const size = Number.parseFloat(getComputedStyle(svg).fontSize) * scale;
      const areas = [...svg.querySelectorAll('.pt-d-area:not(.pt-d-frame)')].map(boxOf);
      const texts = [...svg.querySelectorAll('.pt-d-text')].flatMap((text, of) =>
        [...text.querySelectorAll('tspan')].map((line) => {
          const { x, right } = boxOf(line);
          const base = frame.y + Number(line.getAttribute('y')) * scale;
          const box = { x, right, y: base - REACH.above * size, bottom: base + REACH.below * size };
          const [middle, height] = [(x + right) / 2, base - size / 3];
          const holding = areas.findLast(
            (area) => area.x < middle && middle < area.right && area.y < height && height < area.bottom,
          );
          const inside = text.classList.contains('pt-d-inside') ? (holding ?? null) : null;
          return { ...box, words: line.textContent ?? '', of, inside };
        }),
      );
      const along = (path: SVGPathElement) => {
        const length = path.getTotalLength();
        const steps = Math.max(1, Math.ceil(length / STEP));
        const points = Array.from({ length: steps + 1 }, (_, at) => {
          const { x, y } = path.getPointAtLength((length * at) / steps);
          return { x: frame.x + x * scale, y: frame.y + y * scale };
        });
        const pairs = points.slice(1).map((point, at) => [points[at] ?? point, point] as const);
        // Where a path leaves something out, the next point is further off than a step.
        return pairs.filter(([from, to]) => Math.hypot(to.x - from.x, to.y - from.y) <= STEP * scale + 1);
      };
      const sides = [...svg.querySelectorAll('.pt-d-frame')].map(boxOf).flatMap(({ x, y, right, bottom }) => {
        const corners = [
          { x, y },
          { x: right, y },
          { x: right, y: bottom },
          { x, y: bottom },
        ] as const;
        return corners.map((corner, at) => [corner, corners[(at + 1) % 4] ?? corner] as const);
      });
      const lines = [...[...svg.querySelectorAll<SVGPathElement>('path.pt-d-line')].flatMap(along), ...sides];
      const column = svg.closest('.pt-drawing');
      const named = column?.getAttribute('aria-label') ?? '';
      const overflow = Math.max(0, frame.right - (column?.getBoundingClientRect().right ?? 0));
      return { name: named, overflow, letters: size, frame, texts, areas, lines };
    });
  });
}
