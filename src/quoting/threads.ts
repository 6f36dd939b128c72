import { lookUp } from '../base/look-up.ts';
import { distinct, slug } from '../mail/identity.ts';
import { bareSubject, isNearInTime, isReply, patchVersion } from '../mail/subject.ts';
import type { ReadMessage, Thread } from './passage.ts';

/**
 * Groups messages into threads: what answers what, as header fields and quotes say, and where neither does,
 * replies to one subject.
 *
 * @param messages oldest first, none before the one it answers.
 * @param parents message id -> id of the message it answers.
 */
export function threadsOf(
  messages: readonly ReadMessage[],
  parents: Readonly<Record<string, string>>,
): Thread[] {
  const rootOf = new Map<string, ReadMessage>();
  const groupOf = new Map<ReadMessage, ReadMessage[]>();
  const bySubject = new Map<string, ReadMessage[]>();
  for (const message of messages) {
    const root = rootOf.get(lookUp(parents, message.id) ?? '') ?? message;
    rootOf.set(message.id, root);
    const subject = bareSubject(root.subject);
    // A reply whose parent is nowhere belongs to the thread of its subject.
    const named = bySubject.get(subject);
    const isNear = named !== undefined && isNearInTime(named.at(-1)?.date ?? null, message.date);
    const orphan = isReply(root.subject) && subject !== '' && isNear ? named : undefined;
    const group = groupOf.get(root) ?? orphan ?? [];
    groupOf.set(root, group);
    if (!isNear) bySubject.set(subject, group);
    group.push(message);
  }
  const groups = [...new Set(groupOf.values())];
  const ids = distinct(groups.map(([root]) => slug(bareSubject(root?.subject ?? ''))));
  const versions = versionsBySubject(messages);
  return groups.map((group, at) => threadOf(ids[at] ?? '', group, parents, versions));
}

function threadOf(
  id: string,
  group: readonly ReadMessage[],
  parents: Readonly<Record<string, string>>,
  versions: ReadonlyMap<string, ReadonlyMap<number, string>>,
): Thread {
  const subject = bareSubject(group[0]?.subject ?? '');
  const members = new Set(group.map((message) => message.id));
  const series = [...(versions.get(subject) ?? [])].sort(([a], [b]) => a - b);
  return {
    id,
    subject,
    messages: [...members],
    parents: Object.fromEntries(
      group.flatMap((message) => {
        const parent = lookUp(parents, message.id);
        return parent !== undefined && members.has(parent) ? [[message.id, parent]] : [];
      }),
    ),
    series: series.length > 1 ? series.map(([version, message]) => ({ version, message })) : [],
  };
}

/** Patch subject -> version -> the message that posts it, or the first that answers it where that is not at hand. */
function versionsBySubject(messages: readonly ReadMessage[]): Map<string, Map<number, string>> {
  const found = new Map<string, Map<number, string>>();
  const posted = (message: ReadMessage) => !message.recovered && !isReply(message.subject);
  for (const message of [...messages.filter(posted), ...messages.filter((each) => !posted(each))]) {
    const version = patchVersion(message.subject);
    if (version === null) continue;
    const subject = bareSubject(message.subject);
    const versions = found.get(subject) ?? new Map<number, string>();
    if (!versions.has(version)) versions.set(version, message.id);
    found.set(subject, versions);
  }
  return found;
}
