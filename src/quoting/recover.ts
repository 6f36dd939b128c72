import { sha256 } from '../base/hash.ts';
import { LIMITS } from '../base/limits.ts';
import { remembered } from '../base/remembered.ts';
import { distinct } from '../mail/identity.ts';
import type { IsoDate, Message } from '../mail/message.ts';
import type { Speaker, Spoken } from './author.ts';
import { type Block, trailerOf } from './blocks.ts';
import { type CommitReference, commitsIn } from './commits.ts';
import type { Passage, ReadMessage, Trailer } from './passage.ts';
import type { Identity } from './same-message.ts';
import { wordsOf } from './words.ts';

/** A received message with its passages. */
export function receivedMessage(
  message: Message,
  { id, aliases }: Identity,
  spoken: readonly Spoken[],
  shown: ShownBlocks,
): ReadMessage {
  const { body, bodyHash: _, file: __, line: ___, zone: ____, ...header } = message;
  const proof = body.shape === 'proven' ? 'DKIM body hash' : null;
  const passages = passagesOf(id, spoken, 0, shown);
  return { ...header, id, aliases, recovered: false, proof, ...factsIn(passages), passages };
}

/** A message that others answer and of which only the Message-ID is known, and the subject that its answers carry on. */
export const missingMessage = (id: string, messageId: string, subject: string): ReadMessage => ({
  id,
  messageId,
  inReplyTo: null,
  references: [],
  from: { name: null, address: null },
  date: null,
  subject,
  to: [],
  cc: [],
  lists: [],
  copies: 0,
  leftOut: [],
  aliases: [],
  recovered: true,
  proof: null,
  lost: ['From', 'Date', ...LOST.filter((name) => name !== 'Message-ID')],
  trailers: [],
  commits: [],
  passages: [],
});

/** What every message known only from quotes lacks: nobody quotes header fields. */
const LOST = ['Message-ID', 'In-Reply-To', 'References', 'Subject', 'To', 'Cc'];

/**
 * The messages that a message quotes and that are not at hand, each with all that the quote keeps of it: its
 * own words and, deeper, what it quoted itself.
 *
 * @param known which ids are of messages that are at hand, and which Message-ID a quoted one has.
 */
export function recoveredMessages(
  message: Message,
  spoken: readonly Spoken[],
  known: ReadonlyMap<string, Identity>,
  shown: ShownBlocks,
): ReadMessage[] {
  const found = new Map<string, { speaker: Speaker; depth: number }>();
  for (const { block, speaker } of spoken) {
    const { source } = speaker;
    if (source === null || known.get(source)?.message || found.has(source) || block.kind === 'elision')
      continue;
    found.set(source, { speaker, depth: block.depth });
  }
  if (found.size === 0) return [];
  const stretches = stretchesIn(spoken);
  let room: number = LIMITS.recoveredBlocks;
  return [...found.entries()].map(([id, { speaker, depth }]) => {
    const stretch = stretches.get(keyOf(id, depth)) as Stretch;
    room -= stretch.end - stretch.start;
    const said =
      room < 0 ? stretch.own.map((at) => spoken[at] as Spoken) : ownAndDeeper(spoken, id, depth, stretch);
    const carriers = [known.get(message.id)?.id ?? message.id];
    const passages = passagesOf(id, said, depth, shown).map((passage) => ({ ...passage, carriers }));
    const { messageId = null, aliases = [] } = known.get(id) ?? {};
    return {
      id,
      messageId,
      aliases,
      inReplyTo: null,
      references: [],
      from: { name: speaker.author, address: speaker.address },
      date: speaker.date,
      // A reply carries its parent's subject on (RFC 5322, section 3.6.5); it is listed as lost all the same.
      subject: message.subject,
      to: [],
      cc: [],
      lists: [],
      copies: 0,
      leftOut: [],
      recovered: true,
      proof: null,
      lost: lostOf(messageId, speaker.date),
      ...factsIn(passages),
      passages,
    };
  });
}

const lostOf = (messageId: string | null, date: IsoDate | null): readonly string[] => [
  ...LOST.filter((name) => messageId === null || name !== 'Message-ID'),
  ...(date === null ? ['Date'] : []),
];

/** Where in a message another one is quoted. */
interface Stretch {
  /** Places of its own blocks. */
  readonly own: number[];
  /** From behind the words of whoever else is quoted at its depth before it, to where the next one's are. */
  readonly start: number;
  end: number;
  /** A printed header stands above it. */
  readonly isPrinted: boolean;
}

const keyOf = (source: string, depth: number): string => `${depth} ${source}`;

/** The stretches of all quoted messages by {@link keyOf}, in one pass. */
function stretchesIn(spoken: readonly Spoken[]): ReadonlyMap<string, Stretch> {
  const stretches = new Map<string, Stretch>();
  const last = new Map<number, { readonly stretch: Stretch; readonly at: number }>();
  const printed = new Set<number>();
  spoken.forEach(({ block: { depth, kind, deeper, introduces }, speaker: { source } }, at) => {
    const isPrinted = printed.has(depth);
    if (introduces && deeper === 0) printed.add(depth);
    if (source === null || kind === 'elision') return;
    const before = last.get(depth);
    const start = before === undefined ? 0 : before.at + 1;
    const stretch = stretches.get(keyOf(source, depth)) ?? { own: [], start, end: 0, isPrinted };
    if (before && before.stretch !== stretch) before.stretch.end = at;
    stretch.end = spoken.length;
    stretch.own.push(at);
    stretches.set(keyOf(source, depth), stretch);
    last.set(depth, { stretch, at });
  });
  return stretches;
}

/** The words of one message where it is quoted, and what stands deeper right below them. */
function ownAndDeeper(
  spoken: readonly Spoken[],
  id: string,
  depth: number,
  { own, start, end, isPrinted }: Stretch,
): Spoken[] {
  const isOwn = ({ block, speaker }: Spoken) =>
    block.depth === depth && (speaker.source === id || block.kind === 'elision');
  // Below a printed header, what stands above it is its quoter's. Elsewhere a quote stands above the answer to it,
  // so what is deeper belongs to the message that goes on below.
  const deeperFrom = isPrinted ? (own[0] ?? 0) + 1 : start;
  return spoken
    .slice(start, end)
    .filter((each, at) => isOwn(each) || (each.block.depth > depth && start + at >= deeperFrom));
}

function passagesOf(
  messageId: string,
  spoken: readonly Spoken[],
  outermost: number,
  known: ShownBlocks,
): Passage[] {
  const named = spoken.map(({ block }) => `${messageId}/${shownOf(block, known).fingerprint}`);
  const ids = named.length > 1 ? distinct(named) : named;
  return spoken.map(({ block, speaker }, index) => ({
    id: ids[index] ?? '',
    kind: block.kind,
    depth: block.depth - outermost,
    author: speaker.author,
    source: speaker.source,
    confidence: speaker.author === null ? 'unknown' : speaker.confidence,
    text: shownOf(block, known).text,
  }));
}

interface Shown {
  /** Names a passage by its words, so that it keeps its id however it was wrapped and wherever it stands. */
  readonly fingerprint: string;
  readonly text: string;
}

/** The blocks of one mail that were shown: one that is quoted at depth 5 stands in five messages. */
export type ShownBlocks = Map<Block, Shown>;

function shownOf(block: Block, blocks: ShownBlocks): Shown {
  const known = blocks.get(block);
  if (known) return known;
  const shown = { fingerprint: fingerprintOf(block.words), text: textOf(block.lines) };
  blocks.set(block, shown);
  return shown;
}

/** The same words are quoted over and over. */
const fingerprintOf: (words: string) => string = remembered((words) => sha256(words).slice(0, 8), {
  most: 5000,
  longest: 2000,
});

const textOf = (lines: readonly string[]): string =>
  lines.length === 1 ? (lines[0] as string) : lines.join('\n');

/** What a message's writer states in forms that programs read. */
function factsIn(passages: readonly Passage[]): { trailers: Trailer[]; commits: CommitReference[] } {
  const own = passages.filter(({ depth, kind }) => depth === 0 && kind !== 'diff');
  return {
    trailers: own
      .filter(({ kind }) => kind === 'trailer')
      .flatMap(({ text }) => text.split('\n').map(trailerOf)),
    commits: own.flatMap(({ text }) => (text.includes('("') ? commitsIn(wordsOf(text.split('\n'))) : [])),
  };
}
