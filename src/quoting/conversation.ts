// Comes in: messages. Goes out: a Conversation: their passages with author, depth and source, the messages
// known only from quotes, and the threads they form.
// Promises: every line that is not blank is in exactly one passage of its message; an author is named only
// where an attribution line or the text's structure says so.
// Refuses: nothing; what cannot be told is `unknown`.

import { sha256 } from '../base/hash.ts';
import type { Mailbox, Message } from '../mail/message.ts';
import { directParent, threading } from '../mail/threading.ts';
import { type Speaker, type Spoken, speakersIn } from './author.ts';
import { withoutContradictions } from './contradictions.ts';
import { withProvenLines } from './line-proof.ts';
import type { Conversation, ReadMessage } from './passage.ts';
import { missingMessage, receivedMessage, recoveredMessages } from './recover.ts';
import { type Identity, identities } from './same-message.ts';
import { ownWordsOf, type Said, settle, writerOf } from './settle.ts';
import { threadsOf } from './threads.ts';

/** What is known of a conversation beyond its mail. */
export interface Known {
  /** Addresses of people in it: an archive may have destroyed them where they stood. */
  readonly addresses?: readonly Mailbox[];
}

/** Reads who says what in a set of messages. Pure; linear in the text. */
export function readConversation(mail: readonly Message[], { addresses = [] }: Known = {}): Conversation {
  const received = withProvenLines(mail, addresses);
  const said: Said[] = received.map((message) => {
    const spoken = withoutContradictions(speakersIn(message));
    return { message, spoken, ownWords: ownWordsOf(message, spoken) };
  });
  const byMessageId = new Map<string, Said>();
  for (const each of said) {
    const { messageId } = each.message;
    // Two messages may have one Message-ID by mistake: the first is meant.
    if (messageId !== null && !byMessageId.has(messageId)) byMessageId.set(messageId, each);
  }
  const heard = said.map((each) => ({
    message: each.message,
    quoted: each.spoken,
    settled: settle(each, byMessageId),
  }));
  const known = identities(heard);
  const messages = new Map<string, ReadMessage>();
  const quotes: Record<string, string> = {};
  for (const { message, settled } of heard) {
    const identity = known.get(message.id) as Identity;
    const spoken = identified(settled, known);
    messages.set(identity.id, receivedMessage(message, identity, spoken));
    for (const recovered of recoveredMessages(message, spoken, known)) {
      const other = messages.get(recovered.id);
      messages.set(recovered.id, other ? merged(other, recovered) : recovered);
    }
    for (const [answer, answered] of Object.entries(answersIn(spoken))) quotes[answer] ??= answered;
  }
  const parents = { ...quotes, ...linksByHeader(received, messages) };
  const ordered = inOrder([...messages.values()], parents);
  return { version: 1, messages: ordered, threads: threadsOf(ordered, parents) };
}

/** The speakers under the ids that their messages go by, as the header of each that is at hand tells who it is. */
function identified(spoken: readonly Spoken[], known: ReadonlyMap<string, Identity>): Spoken[] {
  const speakers = new Map<Speaker, Speaker>();
  return spoken.map(({ block, speaker }) => {
    const done = speakers.get(speaker) ?? identifiedSpeaker(speaker, known);
    speakers.set(speaker, done);
    return { block, speaker: done };
  });
}

function identifiedSpeaker(speaker: Speaker, known: ReadonlyMap<string, Identity>): Speaker {
  const identity = known.get(speaker.source ?? '');
  if (identity === undefined) return speaker;
  const { message, id } = identity;
  if (message === null) return { ...speaker, source: id };
  return { ...speaker, ...writerOf(message), source: id };
}

/**
 * What answers what, by header fields: message id -> the nearest ancestor that is known. A message that is answered
 * and of which nothing is at hand is added to the messages as missing.
 */
function linksByHeader(
  received: readonly Message[],
  messages: Map<string, ReadMessage>,
): Record<string, string> {
  const links = threading(received);
  const ids = new Map<string, string>();
  const namesakes: ReadMessage[] = [];
  for (const message of messages.values()) {
    if (message.messageId === null) continue;
    if (ids.has(message.messageId)) namesakes.push(message);
    else ids.set(message.messageId, message.id);
  }
  for (const [messageId, { subject }] of links.missing) {
    if (ids.has(messageId)) continue;
    const missing = missingMessage(`missing-${sha256(messageId).slice(0, 8)}`, messageId, subject);
    messages.set(missing.id, missing);
    ids.set(messageId, missing.id);
  }
  const parents: Record<string, string> = {};
  for (const [messageId, id] of ids) {
    let parent = links.parents.get(messageId);
    while (parent !== undefined && !ids.has(parent)) parent = links.parents.get(parent);
    const known = ids.get(parent ?? '');
    if (known !== undefined && known !== id) parents[id] = known;
  }
  for (const message of namesakes) {
    const known = ids.get(directParent(message) ?? '');
    if (known !== undefined && known !== message.id) parents[message.id] = known;
  }
  return parents;
}

/** What two replies quote of one message: all passages, each once, in the order of the first that has them. */
function merged(known: ReadMessage, other: ReadMessage): ReadMessage {
  const ids = new Set(known.passages.map(({ id }) => id));
  return { ...known, passages: [...known.passages, ...other.passages.filter(({ id }) => !ids.has(id))] };
}

/** A message answers the one it quotes: whoever speaks at a depth answers who speaks one deeper. */
function answersIn(spoken: readonly Spoken[]): Record<string, string> {
  const answers: Record<string, string> = {};
  const at: (string | null)[] = [];
  for (const { block, speaker } of spoken) {
    if (block.kind === 'elision') continue;
    at[block.depth] = speaker.source;
    if (block.introduces) at.length = block.depth + 1;
    for (const depth of [block.depth - 1, block.depth]) {
      const own = at[depth];
      const quoted = at[depth + 1];
      if (own && quoted && own !== quoted) answers[own] ??= quoted;
    }
  }
  return answers;
}

/**
 * Oldest first, and never before what it answers: clocks without an offset, and clocks that are wrong, do not
 * put an answer before its question.
 */
function inOrder(messages: readonly ReadMessage[], parents: Readonly<Record<string, string>>): ReadMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const ordered = new Set<ReadMessage>();
  for (const message of [...messages].sort((a, b) => instant(a) - instant(b))) {
    const chain: ReadMessage[] = [];
    for (
      let next: ReadMessage | undefined = message;
      next && !ordered.has(next) && !chain.includes(next);
      next = byId.get(parents[next.id] ?? '')
    ) {
      chain.push(next);
    }
    for (const each of chain.reverse()) ordered.add(each);
  }
  return [...ordered];
}

/** A clock reading without an offset is taken as UTC; an undated message sorts last, and so right before its answer. */
function instant({ date }: ReadMessage): number {
  if (date === null) return Number.MAX_SAFE_INTEGER;
  return Date.parse(/T/.test(date) && !/(?:Z|[+-]\d{2}:\d{2})$/.test(date) ? `${date}Z` : date);
}
