// Comes in: messages. Goes out: a Conversation: their passages with author, depth and source, the messages
// known only from quotes, and the threads they form.
// Promises: every line that is not blank is in exactly one passage of its message; an author is named only
// where an attribution line or the text's structure says so.
// Refuses: nothing; what cannot be told is `unknown`.

import type { Message } from '../mail/message.ts';
import { type Spoken, speakersIn } from './author.ts';
import type { Conversation, ReadMessage } from './passage.ts';
import { receivedMessage, recoveredMessages } from './recover.ts';
import { ownWordsOf, type Said, settle } from './settle.ts';
import { threadsOf } from './threads.ts';

/** Reads who says what in a set of messages. Pure; linear in the text. */
export function readConversation(received: readonly Message[]): Conversation {
  const have = new Set(received.map(({ id }) => id));
  const all: Said[] = received.map((message) => {
    const spoken = speakersIn(message);
    return { message, spoken, ownWords: ownWordsOf(message, spoken) };
  });
  const byMessageId = new Map(
    all.flatMap((said) => (said.message.messageId === null ? [] : [[said.message.messageId, said] as const])),
  );
  const messages = new Map<string, ReadMessage>();
  const parents: Record<string, string> = {};
  for (const said of all) {
    const { message } = said;
    const spoken = settle(said, byMessageId);
    messages.set(message.id, receivedMessage(message, spoken));
    for (const recovered of recoveredMessages(message, spoken, have)) {
      const known = messages.get(recovered.id);
      messages.set(recovered.id, known ? merged(known, recovered) : recovered);
    }
    const parent = parentOf(message, byMessageId);
    if (parent) parents[message.id] = parent;
    for (const [answer, answered] of Object.entries(answersIn(spoken))) parents[answer] ??= answered;
  }
  const ordered = inOrder([...messages.values()], parents);
  return { version: 1, messages: ordered, threads: threadsOf(ordered, parents) };
}

/** The message that a header names as answered, if it is here: In-Reply-To, else the last of References. */
function parentOf(
  { inReplyTo, references, id }: Message,
  byMessageId: ReadonlyMap<string, Said>,
): string | undefined {
  return [inReplyTo, ...references.toReversed()]
    .flatMap((each) => byMessageId.get(each ?? '')?.message.id ?? [])
    .find((each) => each !== id);
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
