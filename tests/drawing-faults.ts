/** Where parts of a drawing come into each other's way: measured boxes of text, and the lines beside them. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Measured {
  /** What nothing may leave. */
  readonly frame: Box;
  /** Lines of text; `of` tells pieces of text apart, and `inside` is the area that text belongs into. */
  readonly texts: readonly (Box & {
    readonly words: string;
    readonly of: number;
    readonly inside: Box | null;
  })[];
  /** What holds text: no other text may come into it. */
  readonly areas: readonly Box[];
  /** Straight stretches. */
  readonly lines: readonly (readonly [Point, Point])[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Less than this is no fault: letters have room around them. */
const HAIR = 0.75;

/** Every text that is cut, that lies over another, or that a line runs through. */
export function faultsIn({ frame, texts, areas, lines }: Measured): string[] {
  const faults: string[] = [];
  const isOut = (box: Box, of: Box) =>
    box.x < of.x - HAIR ||
    box.right > of.right + HAIR ||
    box.y < of.y - HAIR ||
    box.bottom > of.bottom + HAIR;
  for (const [index, text] of texts.entries()) {
    if (isOut(text, frame)) faults.push(`"${text.words}" is cut`);
    if (text.inside && isOut(text, text.inside)) faults.push(`"${text.words}" leaves its box`);
    for (const other of texts.slice(index + 1)) {
      const wide = Math.min(text.right, other.right) - Math.max(text.x, other.x);
      const high = Math.min(text.bottom, other.bottom) - Math.max(text.y, other.y);
      // Lines of one text stand closer than their letters are high.
      if (wide > HAIR && high > (text.of === other.of ? 6 : HAIR))
        faults.push(`"${text.words}" lies over "${other.words}"`);
    }
    for (const area of areas) {
      const isIn = text.x < area.right - HAIR && text.right > area.x + HAIR;
      if (isIn && text.y < area.bottom - HAIR && text.bottom > area.y + HAIR && !isSame(area, text.inside))
        faults.push(`"${text.words}" lies over a box`);
    }
    for (const line of lines) if (crosses(line, text)) faults.push(`a line runs through "${text.words}"`);
  }
  return [...new Set(faults)];
}

const isSame = (a: Box, b: Box | null): boolean => a.x === b?.x && a.y === b.y && a.right === b.right;

function crosses([from, to]: readonly [Point, Point], box: Box): boolean {
  // Liang and Barsky: the part of the line that is in the box, if any.
  let [start, end] = [0, 1];
  const clip = (by: number, room: number): boolean => {
    if (by === 0) return room >= 0;
    const at = room / by;
    if (by < 0) start = Math.max(start, at);
    else end = Math.min(end, at);
    return start <= end;
  };
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return (
    clip(-dx, from.x - box.x - HAIR) &&
    clip(dx, box.right - HAIR - from.x) &&
    clip(-dy, from.y - box.y - HAIR) &&
    clip(dy, box.bottom - HAIR - from.y)
  );
}
