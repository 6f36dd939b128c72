import type { Run } from './match.ts';

/** The passage text that is nearest to words that were not found. */
export interface Closest {
  readonly run: Run;
  readonly text: string;
  /** How many words of the quote stand there unchanged, of how many. */
  readonly distance: number;
}

/**
 * Finds the stretch of text with the fewest word edits from a quote (Sellers' approximate matching, on words).
 *
 * @param words of the quote.
 * @returns null when nothing shares even a third of the words.
 */
export function closestText(words: readonly string[], runs: readonly Run[]): Closest | null {
  let best: Closest | null = null;
  for (const run of runs) {
    const found = closestIn(words, run);
    if (best === null || found.distance < best.distance) best = found;
  }
  return best && best.distance <= words.length * (2 / 3) ? best : null;
}

/** A quote longer than this is compared by its beginning; the cost is words of the quote x words of the run. */
const MOST_WORDS = 400;

function closestIn(quote: readonly string[], run: Run): Closest {
  const words = quote.slice(0, MOST_WORDS);
  const text = run.text.split(' ');
  // cost[j]: edits that turn words[0..i] into some stretch of text that ends before j; begin[j]: its start.
  let cost = new Array<number>(text.length + 1).fill(0);
  let begin = Array.from({ length: text.length + 1 }, (_, j) => j);
  for (let i = 1; i <= words.length; i += 1) {
    const nextCost = [i];
    const nextBegin = [0];
    for (let j = 1; j <= text.length; j += 1) {
      const same = (cost[j - 1] ?? 0) + (words[i - 1] === text[j - 1] ? 0 : 1);
      const dropped = (cost[j] ?? 0) + 1;
      const added = (nextCost[j - 1] ?? 0) + 1;
      const least = Math.min(same, dropped, added);
      nextCost.push(least);
      nextBegin.push((least === same ? begin[j - 1] : least === dropped ? begin[j] : nextBegin[j - 1]) ?? 0);
    }
    cost = nextCost;
    begin = nextBegin;
  }
  // Of equally near stretches the longest: a changed word is shown beside what it was changed from.
  const end = cost.lastIndexOf(Math.min(...cost));
  return {
    run,
    text: text.slice(startOf(words, text, begin[end] ?? 0), end).join(' '),
    distance: cost[end] ?? words.length,
  };
}

/** Words that may be missing right after the first. */
const MISSING = 3;

/** The same, after a word that stands in the text once. */
const MISSING_AFTER_RARE = 12;

/** To change the first word costs as much as to miss the second: the text that begins with the same word was meant. */
function startOf(words: readonly string[], text: readonly string[], begin: number): number {
  const first = words[0] ?? '';
  if (text[begin] === first) return begin;
  const before = text.lastIndexOf(first, begin - 1);
  if (begin === 0 || before === -1) return begin;
  const isRare = text.indexOf(first) === text.lastIndexOf(first);
  return begin - before <= (isRare ? MISSING_AFTER_RARE : MISSING) ? before : begin;
}

/** The candidate with the fewest letter edits from a misspelt name, if it is near enough to be meant. */
export function closestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let within = Math.floor(Math.max(3, name.length / 2)) + 1;
  for (const candidate of candidates) {
    // Letters that are too many or too few are edits already.
    if (Math.abs(candidate.length - name.length) >= within) continue;
    const distance = editDistance(name, candidate);
    if (distance < within) [best, within] = [candidate, distance];
  }
  return best;
}

/** How many letters have to be put in, taken out or changed. */
export function editDistance(a: string, b: string): number {
  let row = Uint32Array.from({ length: b.length + 1 }, (_, j) => j);
  let next = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i += 1) {
    next[0] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    [row, next] = [next, row];
  }
  return row[b.length] ?? 0;
}
