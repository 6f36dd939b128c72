// Comes in: messages. Goes out: a Conversation: their passages with author, depth and source, the messages
// known only from quotes, and the threads they form.
// Promises: every line that is not blank is in exactly one passage of its message; an author is named only
// where an attribution line or the text's structure says so.
// Refuses: nothing; what cannot be told is `unknown`.

import { sha256 } from '../base/hash.ts';
import { lookUp } from '../base/look-up.ts';
import type { Mailbox, Message } from '../mail/message.ts';
import { directParent, threading } from '../mail/threading.ts';
import { type Speaker, type Spoken, speakersIn } from './author.ts';
import { withoutContradictions } from './contradictions.ts';
import { withProvenLines } from './line-proof.ts';
import type { Conversation, Passage, ReadMessage } from './passage.ts';
import { missingMessage, receivedMessage, recoveredMessages, type ShownBlocks } from './recover.ts';
import { type Identity, identities } from './same-message.ts';
import { isTelling, ownWordsOf, type Said, settle, standsIn, writerOf } from './settle.ts';
import { withSigners } from './signed.ts';
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
    const spoken = withSigners(withoutContradictions(speakersIn(message)), message);
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
  const ownWords = new Map(said.map((each) => [each.message, each.ownWords]));
  const messages = new Map<string, ReadMessage>();
  const passages = new Map<string, PassageSet>();
  const quotes = new Map<string, string>();
  for (const { message, settled } of heard) {
    const identity = known.get(message.id) as Identity;
    const spoken = identified(settled, known, ownWords);
    const shown: ShownBlocks = new Map();
    messages.set(identity.id, receivedMessage(message, identity, spoken, shown));
    for (const recovered of recoveredMessages(message, spoken, known, shown)) {
      const { id } = recovered;
      const other = messages.get(id);
      if (other === undefined) {
        messages.set(id, recovered);
        continue;
      }
      const all = passages.get(id) ?? new PassageSet(other.passages);
      all.add(recovered.passages);
      passages.set(id, all);
      if (other.passages !== all.passages) messages.set(id, { ...other, passages: all.passages });
    }
    for (const [answer, answered] of answersIn(spoken)) if (!quotes.has(answer)) quotes.set(answer, answered);
  }
  const parents = { ...Object.fromEntries(quotes), ...linksByHeader(received, messages) };
  const ordered = inOrder([...messages.values()], parents);
  return { version: 1, messages: ordered, threads: threadsOf(ordered, parents) };
}

/**
 * The speakers under the ids that their messages go by, as the header of each that is at hand tells who it is. Words
 * that do not stand in such a message are not stated to be its writer's, whatever a line above them says.
 */
function identified(
  spoken: readonly Spoken[],
  known: ReadonlyMap<string, Identity>,
  ownWords: ReadonlyMap<Message, string>,
): Spoken[] {
  const speakers = new Map<Speaker, Speaker>();
  return spoken.map(({ block, speaker }) => {
    const done = speakers.get(speaker) ?? identifiedSpeaker(speaker, known);
    speakers.set(speaker, done);
    const message = known.get(speaker.source ?? '')?.message;
    const own = block.depth > 0 && isTelling(block) && message ? ownWords.get(message) : undefined;
    const isMisquoted = done.confidence === 'stated' && own !== undefined && !standsIn(block.words, own);
    return { block, speaker: isMisquoted ? { ...done, confidence: 'inferred' } : done };
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
  const nearest = nearestKnown(links.parents, ids);
  for (const [messageId, id] of ids) {
    const known = ids.get(nearest(messageId) ?? '');
    if (known !== undefined && known !== id) parents[id] = known;
  }
  for (const message of namesakes) {
    const known = ids.get(directParent(message) ?? '');
    if (known !== undefined && known !== message.id) parents[message.id] = known;
  }
  return parents;
}

/** The nearest ancestor with an id; what was found on the way up is kept, as many messages share it. */
function nearestKnown(
  parents: ReadonlyMap<string, string>,
  ids: ReadonlyMap<string, string>,
): (messageId: string) => string | null {
  const found = new Map<string, string | null>();
  return (messageId) => {
    const way: string[] = [];
    let answer: string | null | undefined;
    for (let at = messageId; answer === undefined; ) {
      way.push(at);
      const parent = parents.get(at);
      answer = parent === undefined ? null : ids.has(parent) ? parent : found.get(parent);
      if (parent !== undefined) at = parent;
    }
    for (const each of way) found.set(each, answer);
    return answer;
  };
}

/** Carriers that are named of one passage: a robot's words may stand in every mail of a year. */
const MOST_CARRIERS = 100;

/**
 * What several replies quote of one message: all passages, each once with those who quote it, in the order of the first
 * that has them.
 */
class PassageSet {
  readonly passages: Passage[];
  readonly #at: Map<string, number>;

  constructor(passages: readonly Passage[]) {
    this.passages = [...passages];
    this.#at = new Map(passages.map(({ id }, at) => [id, at]));
  }

  add(others: readonly Passage[]): void {
    for (const passage of others) {
      const at = this.#at.get(passage.id);
      const same = at === undefined ? undefined : this.passages[at];
      if (at === undefined || same === undefined) {
        this.#at.set(passage.id, this.passages.length);
        this.passages.push(passage);
        continue;
      }
      const known = same.carriers ?? [];
      const more = (passage.carriers ?? []).filter((each) => !known.includes(each));
      if (more.length > 0 && known.length < MOST_CARRIERS)
        this.passages[at] = { ...same, carriers: [...known, ...more] };
    }
  }
}

/** A message answers the one it quotes: whoever speaks at a depth answers who speaks one deeper. */
function answersIn(spoken: readonly Spoken[]): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  const at: (string | null)[] = [];
  for (const { block, speaker } of spoken) {
    if (block.kind === 'elision') continue;
    at[block.depth] = speaker.source;
    if (block.introduces) at.length = block.depth + 1;
    for (const depth of [block.depth - 1, block.depth]) {
      const own = at[depth];
      const quoted = at[depth + 1];
      if (own && quoted && own !== quoted && !answers.has(own)) answers.set(own, quoted);
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
    const chain = new Set<ReadMessage>();
    for (
      let next: ReadMessage | undefined = message;
      next && !ordered.has(next) && !chain.has(next);
      next = byId.get(lookUp(parents, next.id) ?? '')
    ) {
      chain.add(next);
    }
    for (const each of [...chain].reverse()) ordered.add(each);
  }
  return [...ordered];
}

/** A clock reading without an offset is taken as UTC; an undated message sorts last, and so right before its answer. */
function instant({ date }: ReadMessage): number {
  if (date === null) return Number.MAX_SAFE_INTEGER;
  return Date.parse(/T/.test(date) && !/(?:Z|[+-]\d{2}:\d{2})$/.test(date) ? `${date}Z` : date);
}
