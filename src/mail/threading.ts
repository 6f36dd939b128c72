import type { Message } from './message.ts';

/** What answers what, as header fields say. */
export interface Threading<T> {
  /** Message-ID -> Message-ID of what it answers; both may be of messages that are not at hand. */
  readonly parents: ReadonlyMap<string, string>;
  /** Message-IDs that are not at hand -> the first message at hand that answers them directly. */
  readonly missing: ReadonlyMap<string, T>;
}

type Threadable = Pick<Message, 'messageId' | 'inReplyTo' | 'references' | 'lost'>;

/** References of one message that are looked at: its nearest ancestors. Clients cut the list far earlier. */
export const MOST_REFERENCES = 200;

/**
 * Links messages by In-Reply-To and References (RFC 5322, section 3.6.4), after Jamie Zawinski's method
 * (https://www.jwz.org/doc/threading.html): a chain of references links messages that nobody has, so that two
 * answers to a lost message are still siblings. A message's own fields win over what another's chain says of it;
 * a link that would close a circle is left out. Linear in the references.
 */
export function threading<T extends Threadable>(messages: readonly T[]): Threading<T> {
  const stated = new Map<string, string>();
  const implied = new Map<string, string>();
  for (const message of messages) {
    const chain = message.references.slice(-MOST_REFERENCES);
    const parent = directParent(message);
    if (message.messageId !== null && parent !== null) stated.set(message.messageId, parent);
    chain.forEach((id, at) => {
      const before = chain[at - 1];
      if (before !== undefined && before !== id && !implied.has(id)) implied.set(id, before);
    });
  }
  const parents = withoutCircles(new Map([...implied, ...stated]));
  const here = new Set(messages.map(({ messageId }) => messageId));
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
export function directParent({ messageId, inReplyTo, references, lost }: Threadable): string | null {
  const isDamaged = lost.includes('In-Reply-To') || lost.includes('References');
  const parent = inReplyTo ?? (isDamaged ? null : (references.at(-1) ?? null));
  return parent === messageId ? null : parent;
}

function withoutCircles(parents: ReadonlyMap<string, string>): Map<string, string> {
  const sound = new Map<string, string>();
  const settled = new Set<string>();
  for (const start of parents.keys()) {
    const path = new Set<string>();
    for (let id = start; !settled.has(id); ) {
      path.add(id);
      const parent = parents.get(id);
      if (parent === undefined || path.has(parent)) break;
      sound.set(id, parent);
      id = parent;
    }
    for (const id of path) settled.add(id);
  }
  return sound;
}
