import type { Message } from './message.ts';
import { isReply } from './subject.ts';

/** What answers what, as header fields say. */
export interface Threading<T> {
  /** Message-ID -> Message-ID of what it answers; both may be of messages that are not at hand. */
  readonly parents: ReadonlyMap<string, string>;
  /** Message-IDs that are not at hand -> the first message at hand that answers them directly. */
  readonly missing: ReadonlyMap<string, T>;
}

type Threadable = Pick<Message, 'messageId' | 'inReplyTo' | 'references' | 'lost' | 'subject'>;

/** References of one message that are looked at: its nearest ancestors. Clients cut the list far earlier. */
export const MOST_REFERENCES = 200;

/**
 * Links messages by In-Reply-To and References (RFC 5322, section 3.6.4), after Jamie Zawinski's method
 * (https://www.jwz.org/doc/threading.html): a chain of references links messages that nobody has, so that two
 * answers to a lost message are still siblings. A message's own fields win over what another's chain says of it, and
 * a message at hand that is no reply and names nobody answers nobody: git puts `<patch> <cover>` into the references of
 * a later patch. Of the links in a circle one is left out, one that is only implied where there is one. Linear in the
 * references.
 */
export function threading<T extends Threadable>(messages: readonly T[]): Threading<T> {
  const stated = new Map<string, string>();
  const implied = new Map<string, string>();
  for (const message of messages) {
    const chain = message.references.slice(-MOST_REFERENCES);
    const parent = directParent(message);
    // Of two messages with one Message-ID the first has it.
    if (message.messageId !== null && parent !== null && !stated.has(message.messageId))
      stated.set(message.messageId, parent);
    chain.forEach((id, at) => {
      const before = chain[at - 1];
      if (before !== undefined && before !== id && !implied.has(id)) implied.set(id, before);
    });
  }
  const here = new Set(messages.map(({ messageId }) => messageId));
  for (const { messageId, subject } of messages)
    if (messageId !== null && !stated.has(messageId) && !isReply(subject)) implied.delete(messageId);
  const parents = withoutCircles(stated, implied);
  const missing = new Map<string, T>();
  for (const message of messages) {
    const parent = directParent(message);
    if (parent !== null && !here.has(parent) && !missing.has(parent)) missing.set(parent, message);
  }
  return { parents, missing };
}

/**
 * The message that a message answers; null when it answers none, or when the archive destroyed the field that
 * says which: what is left of References may then be any of its ancestors.
 */
export function directParent({
  messageId,
  inReplyTo,
  references,
  lost,
}: Omit<Threadable, 'subject'>): string | null {
  const isDamaged = lost.includes('In-Reply-To') || lost.includes('References');
  const others = references.filter((id) => id !== messageId);
  const stated = inReplyTo === messageId ? null : inReplyTo;
  return stated ?? (isDamaged ? null : (others.at(-1) ?? null));
}

function withoutCircles(
  stated: ReadonlyMap<string, string>,
  implied: ReadonlyMap<string, string>,
): Map<string, string> {
  const sound = new Map([...implied, ...stated]);
  const settled = new Set<string>();
  const places = new Map([...stated.keys()].map((id, at) => [id, at]));
  for (const start of sound.keys()) {
    const path = new Set<string>();
    let id: string | undefined = start;
    while (id !== undefined && !settled.has(id) && !path.has(id)) {
      path.add(id);
      id = sound.get(id);
    }
    if (id !== undefined && path.has(id)) {
      const circle = [...path].slice([...path].indexOf(id));
      // The message that comes first in the mail began it, more often than not.
      const weakest = circle.find((each) => !stated.has(each)) ?? firstOf(circle, places);
      sound.delete(weakest);
    }
    for (const each of path) settled.add(each);
  }
  return sound;
}

function firstOf(circle: readonly string[], places: ReadonlyMap<string, number>): string {
  const placeOf = (id: string): number => places.get(id) ?? Number.POSITIVE_INFINITY;
  return circle.reduce((first, id) => (placeOf(id) < placeOf(first) ? id : first));
}
