import { LIMITS } from '../base/limits.ts';
import type { Block } from './blocks.ts';
import { isSignOff, type Named, signsAs } from './sign-off.ts';
import { wordsOf } from './words.ts';

/** A block with the depth that the structure gives it; `sure` is false where nothing tells. */
export interface Graded extends Block {
  readonly sure: boolean;
}

/**
 * Whether a body once had quote marks and lost them: it opens with attribution lines and nothing in it is
 * marked. (A writer who answers below an attribution line without quoting anything is not seen in the wild.)
 */
export const marksWereLost = (blocks: readonly Block[]): boolean =>
  blocks[0]?.kind === 'attribution' && blocks[0].printed === null && blocks.every(({ depth }) => depth === 0);

/**
 * Rebuilds the depths of a body whose quote marks were destroyed, from what such a page keeps:
 *
 * - attribution lines in a row open one depth each;
 * - the writer's own text is not wrapped, quoted text is;
 * - where a line ends a sentence although the next word would have fitted, and no blank line follows, a deeper
 *   quote ends and the answer to it, one depth less, begins;
 * - a sign-off names who signs.
 *
 * Where the writer wraps as well, nothing tells whose a paragraph is: it stays unsure.
 *
 * @param blocks of depth 0, attribution lines first.
 * @param writer of the message.
 */
export function regrade(blocks: readonly Block[], writer: Named): Graded[] {
  const openers = blocks.slice(0, leadingAttributions(blocks));
  const speakers: Named[] = [
    writer,
    ...openers.map(({ introduces }) => ({ name: introduces?.author ?? null })),
  ];
  const graded: Graded[] = openers.map((block, depth) => ({
    ...block,
    depth,
    beforeQuote: true,
    sure: true,
  }));
  const paragraphs = groupParagraphs(blocks.slice(openers.length));
  const writerIsUnwrapped = paragraphs.some(isUnwrapped);
  let depth = openers.length;
  paragraphs.forEach((paragraph, index) => {
    const pieces = paragraph.flatMap(cutAtAnswers);
    const verdict = writerIsUnwrapped ? depthOf(paragraph, index, paragraphs, depth, speakers) : null;
    // Coming from the writer's own text, the last piece is what the writer answers next: depth 1.
    if (verdict === 'quoted' && depth === 0) depth = pieces.filter(({ answers }) => answers).length + 1;
    else if (typeof verdict === 'number') depth = verdict;
    for (const { block, answers } of pieces) {
      if (verdict === 'quoted' && answers) depth = Math.max(1, depth - 1);
      graded.push({ ...block, depth, sure: verdict !== null });
    }
  });
  return graded;
}

/** No more than a quote can be deep. */
function leadingAttributions(blocks: readonly Block[]): number {
  let count = 0;
  while (
    count < LIMITS.quoteDepth &&
    blocks[count]?.kind === 'attribution' &&
    blocks[count]?.printed === null
  )
    count += 1;
  return count;
}

/** Consecutive blocks without a blank line between them. */
function groupParagraphs(blocks: readonly Block[]): Block[][] {
  const groups: Block[][] = [];
  for (const block of blocks) {
    const group = groups.at(-1);
    if (group && !block.afterBlank) group.push(block);
    else groups.push([block]);
  }
  return groups;
}

/** A depth, `quoted` (go on from the depth before), or null where nothing tells. */
function depthOf(
  paragraph: readonly Block[],
  index: number,
  all: readonly (readonly Block[])[],
  before: number,
  speakers: readonly Named[],
): number | 'quoted' | null {
  const lines = paragraph.flatMap(({ lines }) => lines);
  if (isSignOff(lines)) {
    const signer = speakers.findIndex((speaker) => signsAs(lines, speaker));
    if (signer !== -1) return signer;
  }
  if (isUnwrapped(paragraph)) return 0;
  if (lines.length > 1 || before > 1) return 'quoted';
  // One short line shows no wrapping. After a question it answers; next to the writer's text it is the writer's.
  const asked = /\?\s*$/.test(all[index - 1]?.at(-1)?.lines.at(-1) ?? '');
  const next = all[index + 1];
  if (asked || (before === 0 && next && isUnwrapped(next))) return 0;
  return null;
}

/** The width that mail programs wrap quoted text to, at most. */
const WRAP = 80;
/** A next word that ends before this column would not have been wrapped. */
const ROOM = 70;

/** Longer than any wrapped line, and not for want of a space (a URL). */
const isUnwrapped = (paragraph: readonly Block[]): boolean =>
  paragraph.some(({ lines }) => lines.some((line) => line.length > WRAP && line.lastIndexOf(' ') > WRAP / 2));

interface Piece {
  readonly block: Block;
  /** True when it answers the piece before it, one depth less. */
  readonly answers: boolean;
}

/** Cuts a block where a sentence ends a line early: there an answer begins. */
function cutAtAnswers(block: Block): Piece[] {
  if (block.kind !== 'prose') return [{ block, answers: false }];
  const pieces: string[][] = [[]];
  block.lines.forEach((line, index) => {
    pieces.at(-1)?.push(line);
    const word = /^\S+/.exec(block.lines[index + 1] ?? '')?.[0];
    const endsEarly = word !== undefined && line.length + 1 + word.length <= ROOM;
    if (endsEarly && /(?:[.?!]|[:;]-?\))$/.test(line) && line.length <= WRAP) pieces.push([]);
  });
  return pieces.map((lines, nth) => ({
    block: { ...block, lines, words: wordsOf(lines) },
    answers: nth > 0,
  }));
}
