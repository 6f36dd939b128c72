import { slug } from '../mail/identity.ts';
import type { ReadMessage, Thread } from './passage.ts';

/**
 * Groups messages into threads: what answers what, as header fields and quotes say, and where neither does,
 * replies to one subject.
 *
 * @param messages oldest first.
 * @param parents message id -> id of the message it answers.
 */
export function threadsOf(
  messages: readonly ReadMessage[],
  parents: Readonly<Record<string, string>>,
): Thread[] {
  const rootOf = (id: string): string => {
    const seen = new Set<string>();
    let root = id;
    for (let next: string | undefined = id; next !== undefined && !seen.has(next); next = parents[next]) {
      seen.add(next);
      root = next;
    }
    return root;
  };
  // A reply whose parent is nowhere belongs to the thread of its subject.
  const bySubject = new Map<string, string>();
  const groups = new Map<string, ReadMessage[]>();
  for (const message of messages) {
    const subject = bareSubject(message.subject);
    const root = rootOf(message.id);
    const lost = root === message.id && subject !== message.subject;
    const group = groups.has(root) ? root : ((lost ? bySubject.get(subject) : undefined) ?? root);
    if (!bySubject.has(subject)) bySubject.set(subject, group);
    const members = groups.get(group);
    if (members) members.push(message);
    else groups.set(group, [message]);
  }
  return [...groups.values()].map((group) => threadOf(group, parents));
}

function threadOf(group: readonly ReadMessage[], parents: Readonly<Record<string, string>>): Thread {
  const subject = bareSubject(group[0]?.subject ?? '');
  const ids = new Set(group.map(({ id }) => id));
  return {
    id: slug(subject),
    subject,
    messages: [...ids],
    parents: Object.fromEntries(
      group.flatMap(({ id }) => {
        const parent = parents[id];
        return parent !== undefined && ids.has(parent) ? [[id, parent]] : [];
      }),
    ),
  };
}

/** The subject without reply marks and list or patch tags. */
const bareSubject = (subject: string): string =>
  subject.replace(/^(?:\s*(?:(?:re|aw|sv|vs|fwd?|wg):|\[[^\]]{0,60}\]))*\s*/i, '');
