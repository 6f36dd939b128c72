import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { sha256 } from '../../base/hash.ts';
import type { Host } from '../../base/host.ts';
import { keptAt } from '../../base/kept-at.ts';

/** The library that places boxes and arrows: what another version has placed is not used. A test says what it has to be. */
export const PLACED_BY = 'elkjs-0.11.1';

/** Boxes and arrows as large as they are, in the shape in which the library takes them. */
export interface Graph {
  readonly id: string;
  readonly layoutOptions: Readonly<Record<string, string>>;
  readonly children: readonly { readonly id: string; readonly width: number; readonly height: number }[];
  readonly edges: readonly {
    readonly id: string;
    readonly sources: readonly string[];
    readonly targets: readonly string[];
    readonly labels: readonly { readonly text: string; readonly width: number; readonly height: number }[];
  }[];
}

interface At {
  readonly x: number;
  readonly y: number;
}

/** Where they stand; in the order of the graph. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly At[];
  readonly arrows: readonly { readonly points: readonly At[]; readonly label: At | null }[];
}

export type Place = (graph: Graph) => Promise<Placed>;

/** Places each graph once and keeps that in the user's cache folder: it takes longer than to check the site. */
export const placedIn =
  (cacheFolder: string, host: Host): Place =>
  (graph) =>
    keptAt(`${cacheFolder}/derived/${PLACED_BY}/${sha256(JSON.stringify(graph))}`, () => place(graph), host);

async function place(graph: Graph): Promise<Placed> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  // It writes into what it is given.
  const {
    width = 0,
    height = 0,
    children = [],
    edges = [],
  } = (await new Elk().layout(structuredClone(graph) as ElkNode)) as ElkNode;
  return {
    width,
    height,
    boxes: children.map(({ x = 0, y = 0 }) => ({ x, y })),
    arrows: edges.map(({ sections = [], labels = [] }) => ({
      points: sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
        startPoint,
        ...bendPoints,
        endPoint,
      ]),
      label: labels[0] ? { x: labels[0].x ?? 0, y: labels[0].y ?? 0 } : null,
    })),
  };
}
