import { sha256 } from '../base/hash.ts';
import { nameOf } from '../mail/addresses.ts';
import { inZoneOf, notAfter } from '../mail/dates.ts';
import { messageIdFrom } from '../mail/identity.ts';
import type { IsoDate, Message } from '../mail/message.ts';
import type { Attribution } from './attribution.ts';
import { type Block, blocksOf } from './blocks.ts';
import { flatLines } from './flat-lines.ts';
import { type Graded, marksWereLost, regrade } from './lost-marks.ts';
import { markedLines } from './marks.ts';
import type { Confidence } from './passage.ts';
import { isSignOff, signsAs } from './sign-off.ts';
import { wordsOf } from './words.ts';

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
  const speakers: (Speaker | undefined)[] = [writerOf(message, inferred)];
  const spoken: Spoken[] = [];
  let answered: Speaker | null | undefined;
  const likely = (depth: number): Speaker => {
    if (answered === undefined) answered = personAnswered(message, blocks);
    return likelySpeaker(speakers, depth, message, answered);
  };
  for (const block of confirmed(blocks)) {
    // A printed header is the work of whoever quotes below it.
    const depth = block.introduces && block.deeper === 0 ? Math.max(0, block.depth - 1) : block.depth;
    const speaker = doubtful(block)
      ? NOBODY
      : block.kind === 'elision'
        ? eliderOf(block, speakers)
        : (speakers[depth] ?? likely(depth));
    for (const piece of splitSignOff(block, speaker)) spoken.push({ block: piece, speaker });
    if (block.introduces === null) continue;
    // The client that wrote the line is the one of whoever speaks at the line's own depth.
    const client = speakers[block.depth];
    if (client && block.deeper === 1)
      speakers[block.depth] = { ...client, editsInPlace: block.introduces.editsInPlace };
    speakers.length = block.depth + block.deeper;
    // Only the writer's own zone is known: a quoted date may be in the zone of whoever quoted it.
    const own = block.depth === 0 && message.zone === 'sender' ? message.date : null;
    speakers.push(speakerFrom(block.introduces, own, message, inferred));
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
  const lines = markedLines(text);
  const blocks = blocksOf(lines);
  // A mark before an empty line is one too.
  if (lines.some(({ depth }) => depth > 0) || !marksWereLost(blocks))
    return { blocks, inferred: false, doubtful: () => false };
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

/** @param own the date of the one whose mail program printed the attribution line, in that one's zone. */
function speakerFrom(
  introduced: Attribution,
  own: IsoDate | null,
  message: Message,
  inferred: boolean,
): Speaker {
  const { author, address, editsInPlace } = introduced;
  const date = introduced.date && inZoneOf(notAfter(introduced.date, message.date), own);
  return {
    author,
    address,
    date,
    source: date === null ? undatedSource(author, message) : messageIdFrom(author, date),
    confidence: inferred ? 'inferred' : 'stated',
    editsInPlace,
  };
}

/**
 * An attribution line introduces a quote. One with a date may stand above an answer that comes first; any other
 * before unquoted text ("As Tom wrote:") is only prose.
 */
function confirmed(blocks: readonly Block[]): Block[] {
  const introduced = new Set<number>();
  return blocks.map((block, index) => {
    if (block.introduces === null) return block;
    const isFirst = !introduced.has(block.depth - 1);
    introduced.add(block.depth);
    if (block.deeper === 0 || block.beforeQuote) return block;
    if (isFirst && isQuotedAlong(blocks, index)) return { ...block, deeper: 0 };
    const isDated = block.introduces.date !== null && quoteFollows(blocks, index);
    return isDated ? block : { ...block, kind: 'prose', introduces: null };
  });
}

/**
 * Apple Mail and others mark their own line too: it is the first of a quote that no line above introduces, and what it
 * introduces is beside it.
 */
function isQuotedAlong(blocks: readonly Block[], index: number): boolean {
  const [before, block, after] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  return block !== undefined && block.depth > (before?.depth ?? 0) && after?.depth === block.depth;
}

/** Whether a deeper block comes before the text goes back to a lower depth or another line introduces one. */
function quoteFollows(blocks: readonly Block[], index: number): boolean {
  const { depth } = blocks[index] as Block;
  const goesOn = (each: Block | undefined) =>
    each?.depth === depth && (each.introduces === null || each.deeper === 0);
  let next = index + 1;
  while (goesOn(blocks[next])) next += 1;
  return (blocks[next]?.depth ?? 0) > depth;
}

/**
 * Who may speak at a depth that no attribution line names: at depth 1 the person who is answered, as greeting
 * and `To:` tell; deeper, one of two people who were taking turns just above. Otherwise nobody is named.
 */
function likelySpeaker(
  speakers: readonly (Speaker | undefined)[],
  depth: number,
  message: Message,
  answered: Speaker | null,
): Speaker {
  if (depth === 1) return answered ?? NOBODY;
  const names = speakers.slice(0, depth).map((speaker) => speaker?.author ?? null);
  while (names.length <= depth) {
    const [a, b, c] = names.slice(-3);
    const takingTurns = names.length >= 3 && a != null && b != null && a === c && a !== b;
    if (!takingTurns) return NOBODY;
    names.push(b);
  }
  return inferredSpeaker(names[depth] ?? null, message);
}

const inferredSpeaker = (author: string | null, message: Message): Speaker =>
  author === null
    ? NOBODY
    : { ...NOBODY, author, source: undatedSource(author, message), confidence: 'inferred' };

/** Nothing says when: two messages may quote two undated ones of the same person, which are not one. */
const undatedSource = (author: string, { messageId, id }: Message): string =>
  `${messageIdFrom(author, null)}-${sha256(messageId ?? id).slice(0, 8)}`;

const GREETING = /^(?:hi|hello|hey|dear|hallo|moin|good (?:morning|day))[ ,]+(\p{L}[\p{L}'-]+)/iu;

function personAnswered(message: Message, blocks: readonly Block[]): Speaker | null {
  const { to, cc } = message;
  const greeted = GREETING.exec(blocks.find(({ depth }) => depth === 0)?.lines[0] ?? '')?.[1]?.toLowerCase();
  const people = [...to, ...cc].filter(({ name }) => name !== null);
  const named = greeted
    ? people.find(({ name }) =>
        name
          ?.toLowerCase()
          .split(/[\s,]+/)
          .includes(greeted),
      )
    : undefined;
  const [only, ...others] = to.filter(({ name }) => name !== null);
  const answered = named ?? (others.length === 0 && to.length === 1 ? only : undefined);
  return answered ? inferredSpeaker(answered.name, message) : null;
}

/**
 * A mark of omission at depth 2 was typed by one of those who quoted it since. At depth 1 that is the writer;
 * deeper it is the nearest one whose mail program edits inside the quote, if there is one.
 */
function eliderOf(block: Block, speakers: readonly (Speaker | undefined)[]): Speaker {
  if (block.depth === 0) return speakers[0] ?? NOBODY;
  const quoters = speakers.slice(0, block.depth);
  const elider = block.depth === 1 ? quoters[0] : quoters.findLast((quoter) => quoter?.editsInPlace);
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
      words: wordsOf(tail),
      afterBlank: body.length === 0 && block.afterBlank,
    };
    return body.length > 0 ? [{ ...block, lines: body, words: wordsOf(body) }, signature] : [signature];
  }
  return [block];
}
