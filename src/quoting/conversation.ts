// Comes in: messages. Goes out: a Conversation: their passages with author, depth and source, the messages
// known only from quotes, and the threads they form.
// Promises: every line that is not blank is in exactly one passage of its message; an author is named only
// where an attribution line or the text's structure says so.
// Refuses: nothing; what cannot be told is `unknown`.

import { slug } from '../mail/identity.ts';
import type { Message } from '../mail/message.ts';
import { type Spoken, speakersIn } from './author.ts';
import type { Conversation, ReadMessage, Thread } from './passage.ts';
import { receivedMessage, recoveredMessages } from './recover.ts';

/** Reads who says what in a set of messages. Pure; linear in the text. */
export function readConversation(received: readonly Message[]): Conversation {
  const have = new Set(received.map(({ id }) => id));
  const messages = new Map<string, ReadMessage>();
  const parents: Record<string, string> = {};
  for (const message of received) {
    const spoken = speakersIn(message);
    messages.set(message.id, receivedMessage(message, spoken));
    for (const recovered of recoveredMessages(message, spoken, have)) {
      if (!messages.has(recovered.id)) messages.set(recovered.id, recovered);
    }
    Object.assign(parents, answersIn(spoken));
  }
  const all = inOrder([...messages.values()], parents);
  return { version: 1, messages: all, threads: threadsOf(all, parents) };
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

function threadsOf(messages: readonly ReadMessage[], parents: Readonly<Record<string, string>>): Thread[] {
  const groups = Map.groupBy(messages, ({ subject }) => bareSubject(subject));
  return [...groups].map(([subject, group]) => ({
    id: slug(subject),
    subject,
    messages: group.map(({ id }) => id),
    parents: Object.fromEntries(
      group.flatMap(({ id }) => {
        const parent = parents[id];
        return parent === undefined ? [] : [[id, parent]];
      }),
    ),
  }));
}

/** The subject without reply marks and list or patch tags. */
const bareSubject = (subject: string): string =>
  subject.replace(/^(?:\s*(?:(?:re|aw|fwd?):|\[[^\]]{0,60}\]))*\s*/i, '');
