import { sha256 } from '../base/hash.ts';
import { LIMITS } from '../base/limits.ts';
import { once, remembered } from '../base/remembered.ts';
import { nameOf } from '../mail/addresses.ts';
import { inZoneOf, notAfter } from '../mail/dates.ts';
import { messageIdFrom } from '../mail/identity.ts';
import type { IsoDate, Mailbox, Message } from '../mail/message.ts';
import { addressedIn, MOST_OF_HOST } from './addressed.ts';
import { personAnswered, personById, writerQuoted } from './answered.ts';
import type { Attribution } from './attribution.ts';
import { type Block, blocksOf, endsPatch } from './blocks.ts';
import { flatLines } from './flat-lines.ts';
import { type Graded, marksWereLost, regrade } from './lost-marks.ts';
import { isList, isListName } from './mailing-list.ts';
import { markedLines } from './marks.ts';
import type { Confidence } from './passage.ts';
import { personKey } from './person-key.ts';
import { isSignOff, mayEndSignOff, signsAs } from './sign-off.ts';
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
  const tails = new Map<number, Tail>();
  /** Depth -> who pasted a mail there, below its header. */
  const posters = new Map<number, Speaker>();
  const loose = new Loose();
  /** The depth at which words stand between a line and the quote that it introduces. */
  let between: number | null = null;
  const answered = once(() =>
    personAnswered(message, blocks.find(({ depth }) => depth === 0)?.lines[0] ?? ''),
  );
  const placed = withRoles(blocks, message);
  for (const [index, { block, role }] of placed.entries()) {
    const next = placed[index + 1]?.block;
    const tail = tails.get(block.depth);
    if (tail?.isOver && !isClosing(block) && block.introduces === null) {
      // The quote has ended: whoever quoted it answers below it.
      speakers[block.depth] = tail.quoter && { ...tail.quoter, confidence: 'inferred' };
      tails.delete(block.depth);
    }
    // A header that was quoted along is the work of whoever quotes what stands below it.
    const depth = role === 'along' ? Math.max(0, block.depth - 1) : block.depth;
    const speaker = doubtful(block)
      ? NOBODY
      : block.kind === 'elision'
        ? eliderOf(block, speakers)
        : (speakers[depth] ?? likelySpeaker(speakers, depth, message, answered));
    // Whoever quoted a mail since may have had the list's footer under it.
    const isFooter = block.kind === 'footer' && block.depth > 0 && speaker.confidence === 'stated';
    if (block.depth !== between) between = null;
    const isGuess =
      isFooter || between !== null || block.unsure || (block.introduces === null && loose.isAt(block.depth));
    const pieces = splitSignOff(block, speaker);
    for (const piece of pieces)
      spoken.push({ block: piece, speaker: isGuess ? inferredFrom(speaker) : speaker });
    if (tail && (tail.isShort || pieces.some(isClosing))) tail.isOver = tail.isAnswered;
    const poster = endsPatch(block) ? posters.get(block.depth) : undefined;
    if (poster) speakers[block.depth] = inferredFrom(poster);
    loose.pass(block.depth);
    if (role === null || block.introduces === null) continue;
    loose.introduce(block, role, speakers[block.depth] !== undefined);
    if (role === 'apart') between = block.depth;
    // The client that wrote the line is the one of whoever speaks at the line's own depth.
    const client = speakers[block.depth];
    if (client && (role === 'marked' || role === 'apart'))
      speakers[block.depth] = { ...client, editsInPlace: block.introduces.editsInPlace };
    // Named by the line above a double mark, the one who wrote the line has lost the mark before it.
    const isMarked = role === 'marked' || role === 'apart';
    const skips = isMarked && isOwnLine(block, next, client);
    speakers.length = block.depth + (isMarked ? 1 : 0);
    if (skips) speakers.push(undefined);
    // Only the writer's own zone is known: a quoted date may be in the zone of whoever quoted it.
    const own = block.depth === 0 && message.zone === 'sender' ? message.date : null;
    const introduced = speakerFrom(block.introduces, own, message, inferred);
    for (const depth of tails.keys()) if (depth >= block.depth) tails.delete(depth);
    if (block.printed !== null && !isMarked && client) posters.set(block.depth, client);
    else posters.delete(block.depth);
    const isShort = role === 'alone';
    if (isShort || role === 'below' || role === 'above')
      tails.set(block.depth, { quoter: client, isAnswered: role !== 'below', isShort, isOver: false });
    const isOpen = isShort || (role === 'above' && block.depth === 0);
    const isSure = ((role === 'marked' && !skips) || role === 'along') && !block.unsure;
    speakers.push(isOpen ? NOBODY : isSure ? introduced : inferredFrom(introduced));
  }
  return spoken;
}

/** The depths of quotes at which what comes next may be of whoever is named or of somebody else. */
class Loose {
  /** Depth of a printed header within a quote -> whether a deeper quote has stood below it since. */
  readonly #headed = new Map<number, boolean>();
  readonly #flattened = new Set<number>();

  isAt(depth: number): boolean {
    return this.#headed.get(depth) === true || this.#flattened.has(depth);
  }

  /** A block of a depth was read. */
  pass(depth: number): void {
    for (const headed of this.#headed.keys()) {
      if (headed > depth) this.#headed.delete(headed);
      else if (headed < depth) this.#headed.set(headed, true);
    }
  }

  introduce({ depth, printed }: Block, role: Role, isTail: boolean): void {
    for (const each of [...this.#headed.keys()]) if (each >= depth) this.#headed.delete(each);
    for (const each of [...this.#flattened]) if (each > depth) this.#flattened.delete(each);
    // Below a mail that somebody quoted without marks, the end of it and their own words look alike.
    if (printed !== null && role === 'along' && isTail && depth > 0) this.#headed.set(depth, false);
    // A mail program that lost the marks of one quote may have lost one of each above it.
    if (printed === null && (role === 'below' || role === 'above') && depth > 1)
      this.#flattened.add(depth - 1);
  }
}

const isOwnLine = (
  { depth, introduces }: Block,
  next: Block | undefined,
  speaker: Speaker | undefined,
): boolean =>
  next?.depth === depth + 2 && introduces?.author != null && introduces.author === speaker?.author;

/** Text without marks that a line introduces at its own depth. */
interface Tail {
  /** Who spoke at that depth before. */
  readonly quoter: Speaker | undefined;
  /** The quoter has said nothing above it, and so has to below. */
  readonly isAnswered: boolean;
  /** One paragraph of it at most. */
  readonly isShort: boolean;
  /** Somebody has signed it, or a list has put its footer under it. */
  isOver: boolean;
}

const isClosing = ({ kind, lines }: Block): boolean =>
  kind === 'signature' || kind === 'footer' || /^_{20,}$/.test(lines[0] ?? '');

const inferredFrom = (speaker: Speaker): Speaker =>
  speaker.author === null ? NOBODY : { ...speaker, confidence: 'inferred' };

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
  const { address, editsInPlace } = introduced;
  const named = knownPerson(introduced, message);
  if (named === null) return NOBODY;
  const date = introduced.date && inZoneOf(notAfter(introduced.date, message.date), own);
  return {
    author: named.name,
    address: isList(address, message) || address?.includes('..') ? null : address,
    date,
    source: date === null ? undatedSource(named.name, message) : messageIdFrom(named.name, date),
    confidence: inferred ? 'inferred' : named.confidence,
    editsInPlace,
  };
}

/** Whom a line names: by name, by an address that the header knows, or as the one whom the mail is addressed to. */
function knownPerson(
  { author, address, isAddressee, isBare, isWordless }: Attribution,
  message: Message,
): { readonly name: string; readonly confidence: Confidence } | null {
  if (isAddressee) {
    const first = addressedIn(message).firstRecipient();
    const name = personById(message, 1) ?? (first ? nameOf(first) : null);
    return name === null ? null : { name, confidence: 'inferred' };
  }
  if (author === null) return hiddenPerson(address, message) ?? personAt(address, message);
  const called = isBare ? personCalled(author, message) : null;
  if (called) return { name: nameOf(called) ?? author, confidence: 'inferred' };
  if (isList(address, message) && isCalledAs(author, address)) return null;
  if (author === address ? isList(address, message) : isListName(author, message)) return null;
  if (author === address) {
    // An address names a mailbox; whose it is the header may know.
    const known = addressedIn(message).byAddress(author);
    return { name: known?.name ?? author, confidence: 'inferred' };
  }
  // A first name or a nickname alone may be of more than one.
  const isWhole = address !== null || /\P{L}|\p{Lo}/u.test(author);
  const isSure = isWhole && !(isWordless && !isKnown(author, message));
  return { name: author, confidence: isSure ? 'stated' : 'inferred' };
}

/** Whom the header knows by an address. */
function personAt(
  address: string | null,
  message: Message,
): { readonly name: string; readonly confidence: Confidence } | null {
  const name = address === null ? null : addressedIn(message).byAddress(address)?.name;
  return name == null ? null : { name, confidence: 'inferred' };
}

/** Whether a list server writes under the name of its list: "Engines <engines-bounces@lists.example>". */
const isCalledAs = (name: string, address: string | null): boolean =>
  (address?.split('@')[0] ?? '').toLowerCase().replace(/-bounces?(?:\+.*)?$|^owner-/, '') ===
  name.toLowerCase().replaceAll(' ', '-');

/** "abc...@example.org", as Google Groups hides addresses, is the only one in the header that begins and ends so. */
function hiddenPerson(
  masked: string | null,
  message: Message,
): { readonly name: string; readonly confidence: Confidence } | null {
  const [, start, host] = /^([^@]{2,64}?)(?:\.{2,3}|…)@(.+)$/.exec(masked ?? '') ?? [];
  if (start === undefined || host === undefined) return null;
  const sameHost = addressedIn(message).atHost(host);
  // Of so many nobody is told by a beginning.
  if (sameHost.length > MOST_OF_HOST) return null;
  const people = sameHost.filter(({ address }) => address?.startsWith(start));
  const names = new Set(people.map(nameOf));
  const [only] = names;
  return names.size === 1 && only ? { name: only, confidence: 'inferred' } : null;
}

/**
 * What an introducing line stands before: a quote that is marked, right below it or apart; text beside it, as it was quoted along; text that
 * nobody marked, below the words of whoever quotes it or above them; a paragraph that may be such text; or nothing.
 */
type Role = 'marked' | 'apart' | 'along' | 'below' | 'above' | 'alone' | null;

interface Placed {
  readonly block: Block;
  readonly role: Role;
}

/** Tells what each line that names somebody introduces; one that introduces nothing is prose. */
function withRoles(blocks: readonly Block[], message: Message): Placed[] {
  return blocks.map((block, index) => {
    if (block.introduces === null) return { block, role: null };
    const role = block.printed
      ? headerRole(blocks, index, nameOf(message.from))
      : block.introduces.isBare && !isKnown(block.introduces.author, message)
        ? null
        : lineRole(blocks, index);
    return role === null ? { block: { ...block, kind: 'prose', introduces: null }, role } : { block, role };
  });
}

/** Whether the header names a person so, or exactly one who is called so by the first name. */
const isKnown = (name: string | null, message: Message): boolean => personCalled(name, message) !== null;

function personCalled(name: string | null, message: Message): Mailbox | null {
  const addressed = addressedIn(message);
  const whole = addressed.byKey(personKey(name));
  if (whole || name === null || name.includes(' ')) return whole ?? null;
  const [only, ...others] = addressed.byFirstWord(name);
  return only && others.length === 0 ? only : null;
}

function lineRole(blocks: readonly Block[], index: number): Role {
  const block = blocks[index] as Block;
  if (block.beforeQuote) return 'marked';
  if (isQuotedAlong(blocks, index)) return 'along';
  // One that tells when may stand above an answer that comes first; any other ("As Tom wrote:") is only prose.
  if (!block.introduces?.isFull) return standsAlone(blocks, index) ? 'alone' : null;
  // Within a quote, whoever had spoken above the line has no more to say below it.
  const isTail = block.depth > 0 && blocks[index + 1]?.depth === block.depth && hasTextAbove(blocks, index);
  if (quoteFollows(blocks, index) && !isTail) return 'apart';
  return hasTextAbove(blocks, index) ? 'below' : 'above';
}

/** Whether a line begins a paragraph, with text of its own depth below it. */
const standsAlone = (blocks: readonly Block[], index: number): boolean => {
  const [block, next] = [blocks[index] as Block, blocks[index + 1]];
  return block.afterBlank && next?.depth === block.depth && next.introduces === null;
};

/**
 * A printed header heads what stands below it at its own depth (Outlook), unless that is marked: then it introduces
 * the quote (Mew, Outlook that marks). Where both follow, it is a tail if its writer had spoken above it.
 */
function headerRole(blocks: readonly Block[], index: number, writer: string | null): Role {
  const block = blocks[index] as Block;
  const isIntroduced = isIntroducedAt(blocks, index);
  // It has the shape of one, and nothing else.
  if (!block.introduces?.isFull)
    return block.beforeQuote ? null : standsAlone(blocks, index) ? 'alone' : null;
  // Whoever quotes a patch that was passed on names who sent it: of the two, the quote is the sender's.
  if (block.printed === 'patch' && block.beforeQuote) return 'marked';
  if (block.printed === 'patch') return patchRole(blocks, index, writer);
  if (!isIntroduced || !(block.beforeQuote || isCutShort(blocks, index))) return 'along';
  return hasTextAbove(blocks, index) && hasTextBelow(blocks, index) ? 'below' : 'marked';
}

/** git's line of a patch's author begins the mail of whoever passes it on; elsewhere it may stand above a quote. */
function patchRole(blocks: readonly Block[], index: number, writer: string | null): Role {
  const { depth, introduces } = blocks[index] as Block;
  // Within a quote, the one who passed it on has been named.
  if (depth > 0) return null;
  if (index > 0) return standsAlone(blocks, index) ? 'alone' : null;
  return introduces?.author === writer ? null : 'below';
}

/** Whether a line above has introduced somebody at the depth of a block. */
const isIntroducedAt = (blocks: readonly Block[], index: number): boolean =>
  (blocks[index]?.depth ?? 0) === 0 ||
  (firstIntroductions(blocks).get((blocks[index]?.depth ?? 0) - 1) ?? index) < index;

const INTRODUCTIONS = new WeakMap<readonly Block[], ReadonlyMap<number, number>>();

/** Depth -> index of the first block of that depth which introduces somebody; worked out once for a message. */
function firstIntroductions(blocks: readonly Block[]): ReadonlyMap<number, number> {
  const known = INTRODUCTIONS.get(blocks);
  if (known) return known;
  const first = new Map<number, number>();
  blocks.forEach(({ depth, introduces }, index) => {
    if (introduces !== null && !first.has(depth)) first.set(depth, index);
  });
  INTRODUCTIONS.set(blocks, first);
  return first;
}

/** Whether words of the same speaker stand above a block. */
function hasTextAbove(blocks: readonly Block[], index: number): boolean {
  const { depth } = blocks[index] as Block;
  for (let at = index - 1; at >= 0; at -= 1) {
    const each = blocks[at] as Block;
    if (each.depth < depth) return false;
    if (each.depth === depth) return each.introduces === null || each.kind !== 'attribution';
  }
  return false;
}

function hasTextBelow(blocks: readonly Block[], index: number): boolean {
  const { depth } = blocks[index] as Block;
  for (let at = index + 1; at < blocks.length; at += 1) {
    const each = blocks[at] as Block;
    if (each.depth < depth) return false;
    if (each.depth === depth && each.kind !== 'signature' && each.kind !== 'footer') return true;
  }
  return false;
}

/** Apple Mail and others mark their own line too: it is the first of a quote, and what it introduces is beside it. */
function isQuotedAlong(blocks: readonly Block[], index: number): boolean {
  const [before, block, after] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (block === undefined || block.depth <= (before?.depth ?? 0) || after?.depth !== block.depth)
    return false;
  return !isIntroducedAt(blocks, index);
}

/** Whether a deeper block comes before the text goes back to a lower depth or another line introduces one. */
function quoteFollows(blocks: readonly Block[], index: number): boolean {
  const { depth } = blocks[index] as Block;
  if ((blocks[index + 1]?.depth ?? 0) < depth) return true;
  const next = firstAfter(
    blocks,
    index,
    (each) => each.depth !== depth || (each.introduces !== null && each.printed === null),
  );
  return next !== undefined && next.depth > depth;
}

/** Whether somebody has cut the quote below a line short at once ("[...]"), and it goes on deeper. */
function isCutShort(blocks: readonly Block[], index: number): boolean {
  const { depth } = blocks[index] as Block;
  if ((blocks[index + 1]?.depth ?? depth) >= depth) return false;
  return (firstAfter(blocks, index, (each) => each.depth >= depth)?.depth ?? 0) > depth;
}

function firstAfter(
  blocks: readonly Block[],
  index: number,
  holds: (block: Block) => boolean,
): Block | undefined {
  for (let at = index + 1; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    if (holds(block)) return block;
  }
  return undefined;
}

/**
 * Who may speak at a depth that no attribution line names: at depth 1 the person who is answered; deeper, one of two
 * people who were taking turns just above, or the writer whom that person answered. Otherwise nobody is named.
 */
function likelySpeaker(
  speakers: readonly (Speaker | undefined)[],
  depth: number,
  message: Message,
  answered: () => string | null,
): Speaker {
  const names = speakers.slice(0, depth).map((speaker) => speaker?.author ?? null);
  if (depth > 1 && speakers[1] === undefined) names[1] = answered();
  while (names.length <= depth) {
    const [a, b, c] = names.slice(-3);
    const takingTurns = names.length >= 3 && a != null && b != null && a === c && a !== b;
    if (names.length === 1) names.push(answered());
    else if (takingTurns) names.push(b);
    else if (names.length === 2 && names[1] !== null && names[1] !== names[0])
      names.push(personById(message, 2) ?? writerQuoted(message, names[1] ?? ''));
    else {
      const known = names.length > 1 ? personById(message, names.length) : null;
      if (known === null) return NOBODY;
      names.push(known);
    }
  }
  return inferredSpeaker(names[depth] ?? null, message);
}

export const inferredSpeaker = (author: string | null, message: Message): Speaker =>
  author === null
    ? NOBODY
    : { ...NOBODY, author, source: undatedSource(author, message), confidence: 'inferred' };

/** Nothing says when: two messages may quote two undated ones of the same person, which are not one. */
const undatedSource = (author: string, { messageId, id }: Message): string =>
  `${messageIdFrom(author, null)}-${markOf(messageId ?? id)}`;

/** All that one mail quotes is told from what others quote by its own id. */
const markOf = remembered((id) => sha256(id).slice(0, 8), { most: 100, longest: LIMITS.lineLength });

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
  if (block.kind !== 'prose' || !mayEndSignOff(block.lines.at(-1) ?? '')) return [block];
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
