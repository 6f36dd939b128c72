import { sha256 } from '../base/hash.ts';
import { distinct } from '../mail/identity.ts';
import type { IsoDate, Message } from '../mail/message.ts';
import type { Speaker, Spoken } from './author.ts';
import { trailerOf } from './blocks.ts';
import { type CommitReference, commitsIn } from './commits.ts';
import type { Passage, ReadMessage, Trailer } from './passage.ts';
import type { Identity } from './same-message.ts';
import { wordsOf } from './words.ts';

/** A received message with its passages. */
export function receivedMessage(
  message: Message,
  { id, aliases }: Identity,
  spoken: readonly Spoken[],
): ReadMessage {
  const { body, bodyHash: _, file: __, zone: ___, ...header } = message;
  const proof = body.shape === 'proven' ? 'DKIM body hash' : null;
  const passages = passagesOf(id, spoken, 0);
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
): ReadMessage[] {
  const found = new Map<string, { speaker: Speaker; depth: number }>();
  for (const { block, speaker } of spoken) {
    const { source } = speaker;
    if (source === null || known.get(source)?.message || found.has(source) || block.kind === 'elision')
      continue;
    found.set(source, { speaker, depth: block.depth });
  }
  return [...found.entries()].map(([id, { speaker, depth }]) => {
    const carriers = [known.get(message.id)?.id ?? message.id];
    const passages = passagesOf(id, ownAndDeeper(spoken, id, depth), depth).map((passage) => ({
      ...passage,
      carriers,
    }));
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

/** The words of one message where it is quoted, and what stands deeper right below them. */
function ownAndDeeper(spoken: readonly Spoken[], id: string, depth: number): Spoken[] {
  const isOwn = ({ block, speaker }: Spoken) =>
    block.depth === depth && (speaker.source === id || block.kind === 'elision');
  // Below a printed header, what stands above it is its quoter's. Elsewhere a quote stands above the answer to it,
  // so what is deeper belongs to the message that goes on below.
  const start = spoken.findIndex(({ block, speaker }) => block.depth === depth && speaker.source === id);
  const isPrinted = spoken
    .slice(0, start)
    .some(({ block }) => block.depth === depth && block.deeper === 0 && block.introduces);
  return spoken.filter((each, at) => isOwn(each) || (each.block.depth > depth && (!isPrinted || at > start)));
}

function passagesOf(messageId: string, spoken: readonly Spoken[], outermost: number): Passage[] {
  const ids = distinct(spoken.map(({ block }) => `${messageId}/${fingerprint(block.words)}`));
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
const fingerprint = (words: string): string => sha256(words).slice(0, 8);

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
