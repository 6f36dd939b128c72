import type { Box, FlowChart, Meanings } from './chart.ts';
import type { Graph, Place } from './layout.ts';
import { blockOf, wrapped } from './letters.ts';
import { type Area, type Drawing, POINT, type Shape } from './shapes.ts';

/** How wide the words of a box may be: the widest at which the whole has room is taken. */
const WORDS = [220, 185, 160, 140, 120];
export const PAD = { x: 12, y: 8 };

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=2,left=2,bottom=2,right=2]',
  'elk.spacing.nodeNode': '20',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '6',
  'elk.layered.spacing.nodeNodeBetweenLayers': '26',
  'elk.layered.spacing.edgeNodeBetweenLayers': '13',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
  'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.edgeLabels.sideSelection': 'ALWAYS_DOWN',
};

/**
 * A flow chart as the library places it, with boxes as large as their words need.
 *
 * @param least room for the words of a box: in less they are a column of single words.
 * @returns null where there is not that much room.
 */
export async function drawFlow(
  chart: FlowChart,
  meanings: Meanings,
  { room, least }: { readonly room: number; readonly least: number },
  place: Place,
): Promise<Drawing | null> {
  for (const leads of chart.leads === 'right' ? (['right', 'down'] as const) : (['down'] as const))
    for (const most of WORDS.filter((words) => words >= least)) {
      const drawing = await drawnAt({ ...chart, leads }, meanings, most, place);
      if (drawing.width <= room) return drawing;
    }
  return null;
}

/** A box as large as its words need in lines of at most so much room. */
export function sizeOf({ words, shape }: Box, most: number): Size {
  const lines = wrapped(words, most);
  const { width, height } = blockOf(lines);
  const ends = shape === 'question' ? POINT : shape === 'round' ? 4 : 0;
  return { lines, width: Math.max(48, width + 2 * (PAD.x + ends)), height: height + 2 * PAD.y };
}

interface Size {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** A box with its words, where it stands. */
export const boxShapes = (box: Box, { lines, ...area }: Area & Size, meanings: Meanings): Shape[] => {
  const meaning = meanings.get(box.id);
  return [
    { kind: 'area', of: box.shape, ...area, meaning },
    {
      kind: 'text',
      of: 'inside',
      x: area.x + area.width / 2,
      y: area.y + PAD.y,
      lines,
      align: 'middle',
      meaning,
    },
  ];
};

async function drawnAt(
  { leads, boxes, arrows }: FlowChart,
  meanings: Meanings,
  most: number,
  place: Place,
): Promise<Drawing> {
  const sizes = boxes.map((box) => sizeOf(box, most));
  const labels = arrows.map(({ label }) => (label === '' ? [] : wrapped(label, Math.min(most, 150))));
  const graph: Graph = {
    id: 'chart',
    layoutOptions: { ...OPTIONS, 'elk.direction': leads === 'right' ? 'RIGHT' : 'DOWN' },
    children: boxes.map(({ id }, index) => {
      const { width = 0, height = 0 } = sizes[index] ?? {};
      return { id, width, height };
    }),
    edges: arrows.map(({ from, to, label }, index) => {
      const lines = labels[index] ?? [];
      return {
        id: `arrow-${index}`,
        sources: [from],
        targets: [to],
        labels: lines.length > 0 ? [{ text: label, ...blockOf(lines) }] : [],
      };
    }),
  };
  const placed = await place(graph);
  const lines = arrows.flatMap(({ label, isDashed }, index): Shape[] => {
    const { points = [], label: at = null } = placed.arrows[index] ?? {};
    const meaning = meanings.get(label);
    const words = labels[index] ?? [];
    return [
      { kind: 'line', of: 'arrow', points, isDashed, meaning },
      ...(at ? [{ kind: 'text', of: 'label', ...at, lines: words, meaning } as const] : []),
    ];
  });
  const drawn = boxes.flatMap((box, index) => {
    const size = sizes[index];
    const at = placed.boxes[index];
    return size && at ? boxShapes(box, { ...at, ...size }, meanings) : [];
  });
  return { width: placed.width, height: placed.height, shapes: [...lines, ...drawn] };
}
