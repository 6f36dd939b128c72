import { sha256 } from '../base/hash.ts';
import { distinct } from '../mail/identity.ts';
import type { Message } from '../mail/message.ts';
import type { Speaker, Spoken } from './author.ts';
import { trailerOf } from './blocks.ts';
import type { Passage, ReadMessage, Trailer } from './passage.ts';

/** A received message with its passages. */
export function receivedMessage(message: Message, spoken: readonly Spoken[]): ReadMessage {
  const { body: _, file: __, ...header } = message;
  const passages = passagesOf(message.id, spoken, 0);
  return { ...header, recovered: false, trailers: trailersOf(passages), passages };
}

/** What every message known only from quotes lacks: nobody quotes header fields. */
const LOST = ['Message-ID', 'In-Reply-To', 'References', 'Subject', 'To', 'Cc'];

/**
 * The messages that a message quotes and that are not at hand, each with all that the quote keeps of it: its
 * own words and, deeper, what it quoted itself.
 *
 * @param have ids of messages that are at hand.
 */
export function recoveredMessages(
  message: Message,
  spoken: readonly Spoken[],
  have: ReadonlySet<string>,
): ReadMessage[] {
  const found = new Map<string, { speaker: Speaker; depth: number }>();
  for (const { block, speaker } of spoken) {
    const { source } = speaker;
    if (source === null || have.has(source) || found.has(source) || block.kind === 'elision') continue;
    found.set(source, { speaker, depth: block.depth });
  }
  return [...found.entries()].map(([id, { speaker, depth }]) => {
    const passages = passagesOf(id, ownAndDeeper(spoken, id, depth), depth);
    return {
      id,
      messageId: null,
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
      recovered: true,
      lost: speaker.date === null ? [...LOST, 'Date'] : LOST,
      trailers: trailersOf(passages),
      passages,
    };
  });
}

/** The words of one message where it is quoted, and what stands deeper right below them. */
function ownAndDeeper(spoken: readonly Spoken[], id: string, depth: number): Spoken[] {
  let inside = false;
  return spoken.filter(({ block, speaker }) => {
    if (block.depth <= depth) inside = speaker.source === id || block.depth === depth;
    // A quote stands above the answer to it, so what is deeper belongs to the message that continues below.
    return block.depth > depth || (inside && block.depth === depth);
  });
}

function passagesOf(messageId: string, spoken: readonly Spoken[], outermost: number): Passage[] {
  const ids = distinct(spoken.map(({ block }) => `${messageId}/${fingerprint(block.lines)}`));
  return spoken.map(({ block, speaker }, index) => ({
    id: ids[index] ?? '',
    kind: block.kind,
    depth: block.depth - outermost,
    author: speaker.author,
    source: speaker.source,
    confidence: speaker.author === null ? 'unknown' : speaker.confidence,
    text: block.lines.join('\n'),
  }));
}

/** Names a passage by its words, so that it keeps its id however it was wrapped and wherever it stands. */
const fingerprint = (lines: readonly string[]): string =>
  sha256(lines.join(' ').replace(/\s+/g, ' ').trim()).slice(0, 8);

const trailersOf = (passages: readonly Passage[]): Trailer[] =>
  passages
    .filter(({ kind, depth }) => kind === 'trailer' && depth === 0)
    .flatMap(({ text }) => text.split('\n').map(trailerOf));
