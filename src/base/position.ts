/** A place in a file: 1-based line, 1-based column counted in UTF-16 code units, as editors count. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A stretch of a text, by its offsets. */
export interface Slice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The start of a file, for faults that concern the whole of it. */
export const startOf = (file: string): Place => ({ file, line: 1, column: 1 });

/** Turns offsets (UTF-16 code units) into places; built once a file, a look-up is a binary search. */
export interface LineMap {
  placeAt(offset: number): Place;
}

/** @param text the file's whole text, front matter included; line ends are LF or CRLF. */
export function lineMap(file: string, text: string): LineMap {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    placeAt(offset) {
      const index = lastAtMost(starts, Math.max(0, Math.min(offset, text.length)));
      return { file, line: index + 1, column: offset - (starts[index] ?? 0) + 1 };
    },
  };
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
