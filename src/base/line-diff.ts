/** A line of a comparison: kept, taken away from the first text, or new in the second. */
export interface DiffLine {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
  /** 1-based line in the first text; null for a new line. */
  readonly before: number | null;
  /** 1-based line in the second text; null for a line that was taken away. */
  readonly after: number | null;
}

/**
 * Compares two texts line by line, with as many lines kept as possible. The cost is lines x lines of what lies between
 * the first difference and the last, so it is meant for functions, not for files.
 */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [a, b] = [before.length, after.length];
  while (a > start && b > start && before[a - 1] === after[b - 1]) [a, b] = [a - 1, b - 1];
  const kept = keptBetween(before.slice(start, a), after.slice(start, b));
  const lines: DiffLine[] = [];
  const push = (mark: DiffLine['mark'], i: number | null, j: number | null) =>
    lines.push({
      mark,
      text: (j === null ? before[i ?? 0] : after[j]) ?? '',
      before: i === null ? null : i + 1,
      after: j === null ? null : j + 1,
    });
  for (let each = 0; each < start; each += 1) push(' ', each, each);
  let [i, j] = [start, start];
  for (const [x, y] of [...kept.map(([x, y]) => [x + start, y + start] as const), [a, b] as const]) {
    for (; i < x; i += 1) push('-', i, null);
    for (; j < y; j += 1) push('+', null, j);
    if (x < a || y < b) push(' ', i++, j++);
  }
  for (; i < before.length; i += 1, j += 1) push(' ', i, j);
  return lines;
}

/** Pairs of lines of a longest common subsequence (dynamic programming from the ends). */
function keptBetween(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Only what differs, with some lines around it; a mark stands where lines are left out. */
export function withContext(lines: readonly DiffLine[], around = 2): (DiffLine | null)[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some(({ mark }) => mark !== ' '),
  );
  return lines.flatMap((line, index) => {
    if (near[index]) return [line];
    return near[index + 1] ? [null] : [];
  });
}
