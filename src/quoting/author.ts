import { nameOf } from '../mail/addresses.ts';
import { messageIdFrom } from '../mail/identity.ts';
import type { IsoDate, Message } from '../mail/message.ts';
import type { Attribution } from './attribution.ts';
import { type Block, blocksOf } from './blocks.ts';
import { flatLines } from './flat-lines.ts';
import { type Graded, marksWereLost, regrade } from './lost-marks.ts';
import { markedLines } from './marks.ts';
import type { Confidence } from './passage.ts';
import { isSignOff, signsAs } from './sign-off.ts';

/** Somebody who speaks in a message: its writer, or the writer of a message it quotes. */
export interface Speaker {
  readonly author: string | null;
  readonly address: string | null;
  readonly date: IsoDate | null;
  /** Id of the message in which this person wrote the words; null when even the person is unknown. */
  readonly source: string | null;
  readonly confidence: Confidence;
  /** See {@link Attribution.editsInPlace}: true when this person's mail program works so. */
  readonly editsInPlace: boolean;
}

/** A block, who wrote it, and how that is known. */
export interface Spoken {
  readonly block: Block;
  readonly speaker: Speaker;
}

/** Tells who wrote every block of a message's body, at every depth. */
export function speakersIn(message: Message): Spoken[] {
  const { blocks, inferred, doubtful } = structureOf(message);
  const speakers: Speaker[] = [writerOf(message, inferred)];
  const spoken: Spoken[] = [];
  for (const block of confirmed(blocks)) {
    const speaker = doubtful(block)
      ? NOBODY
      : block.kind === 'elision'
        ? eliderOf(block, speakers)
        : at(speakers, block.depth);
    for (const piece of splitSignOff(block, speaker)) spoken.push({ block: piece, speaker });
    if (block.introduces === null) continue;
    // The client that wrote the line is the one of whoever speaks at the line's own depth.
    speakers[block.depth] = { ...at(speakers, block.depth), editsInPlace: block.introduces.editsInPlace };
    speakers.length = block.depth + 1;
    speakers.push(speakerFrom(block.introduces, inferred));
  }
  return spoken;
}

const NOBODY: Speaker = {
  author: null,
  address: null,
  date: null,
  source: null,
  confidence: 'unknown',
  editsInPlace: false,
};

interface Structure {
  readonly blocks: readonly Block[];
  /** True when depths had to be rebuilt. */
  readonly inferred: boolean;
  readonly doubtful: (block: Block) => boolean;
}

function structureOf(message: Message): Structure {
  const { text, shape } = message.body;
  if (shape === 'flattened') {
    const { lines, doubtful } = flatLines(text);
    return {
      blocks: blocksOf(lines),
      inferred: true,
      doubtful: ({ lines: own }) => own.some((line) => doubtful.has(line)),
    };
  }
  const blocks = blocksOf(markedLines(text));
  if (!marksWereLost(blocks)) return { blocks, inferred: false, doubtful: () => false };
  const graded = regrade(blocks, { name: nameOf(message.from) });
  const unsure = new Set<Block>(graded.filter((block: Graded) => !block.sure));
  return { blocks: graded, inferred: true, doubtful: (block) => unsure.has(block) };
}

const writerOf = (message: Message, inferred: boolean): Speaker => ({
  author: nameOf(message.from),
  address: message.from.address,
  date: message.date,
  source: message.id,
  confidence: inferred ? 'inferred' : 'stated',
  editsInPlace: false,
});

const speakerFrom = (attribution: Attribution, inferred: boolean): Speaker => ({
  author: attribution.author,
  address: attribution.address,
  date: attribution.date,
  source: messageIdFrom(attribution.author, attribution.date),
  confidence: inferred ? 'inferred' : 'stated',
  editsInPlace: false,
});

/** An attribution line introduces a quote; "On Monday, Tom wrote:" before unquoted text is only prose. */
const confirmed = (blocks: readonly Block[]): Block[] =>
  blocks.map((block) =>
    block.introduces === null || block.beforeQuote ? block : { ...block, kind: 'prose', introduces: null },
  );

/** Who speaks at a depth; where no attribution line says so, two people who take turns may tell. */
function at(speakers: readonly Speaker[], depth: number): Speaker {
  const known = speakers[depth];
  if (known) return known;
  if (depth !== speakers.length || depth < 3) return NOBODY;
  const names = speakers.map(({ author }) => author);
  const [even, odd] = names;
  const taking =
    even !== odd && names.every((name, index) => name !== null && name === (index % 2 ? odd : even));
  if (!taking) return NOBODY;
  const author = names[depth % 2] ?? null;
  return { ...NOBODY, author, source: messageIdFrom(author, null), confidence: 'inferred' };
}

/**
 * A mark of omission at depth 2 was typed by one of those who quoted it since. At depth 1 that is the writer;
 * deeper it is the nearest one whose mail program edits inside the quote, if there is one.
 */
function eliderOf(block: Block, speakers: readonly Speaker[]): Speaker {
  if (block.depth === 0) return at(speakers, 0);
  const quoters = speakers.slice(0, block.depth);
  const elider = block.depth === 1 ? quoters[0] : quoters.findLast(({ editsInPlace }) => editsInPlace);
  return elider ? { ...elider, confidence: 'inferred' } : NOBODY;
}

/** Parts a closing "-Daniel" from the prose it stands under, when that is the speaker's name. */
function splitSignOff(block: Block, speaker: Speaker): Block[] {
  if (block.kind !== 'prose') return [block];
  const named = { name: speaker.author };
  for (let count = Math.min(3, block.lines.length); count >= 1; count -= 1) {
    const tail = block.lines.slice(-count);
    if (!isSignOff(tail) || !signsAs(tail, named)) continue;
    const body = block.lines.slice(0, -count);
    // A lone name ends a sentence as often as it signs one, unless a dash or a line of its own marks it.
    if (body.length > 0 && count === 1 && !/^\s*-/.test(tail[0] ?? '')) continue;
    const signature: Block = {
      ...block,
      kind: 'signature',
      lines: tail,
      afterBlank: body.length === 0 && block.afterBlank,
    };
    return body.length > 0 ? [{ ...block, lines: body }, signature] : [signature];
  }
  return [block];
}
