import type { Delivery } from './formats/format.ts';
import { bareSubject, isNearInTime, isReply } from './subject.ts';
import { threading } from './threading.ts';

/** What of a delivery tells its thread; an archive of years fits into memory as a list of these. */
export type Outline = Pick<
  Delivery,
  'messageId' | 'inReplyTo' | 'references' | 'lost' | 'subject' | 'date' | 'from'
>;

/**
 * Groups deliveries into threads by their header fields alone: what answers what, and replies whose fields lead
 * nowhere by their subject.
 *
 * @returns the threads in the order of their first delivery.
 */
export function byThread<T extends Outline>(outlines: readonly T[]): T[][] {
  const { parents } = threading(outlines);
  const rootOf = roots(parents);
  const groups = new Map<string, T[]>();
  const bySubject = new Map<string, T[]>();
  const all = new Set<T[]>();
  for (const outline of outlines) {
    const root = outline.messageId === null ? null : rootOf(outline.messageId);
    const subject = bareSubject(outline.subject);
    const isLost = outline.messageId === null || (root === outline.messageId && isReply(outline.subject));
    const named = bySubject.get(subject);
    const isNear = named !== undefined && isNearInTime(named.at(-1)?.date ?? null, outline.date);
    const group = groups.get(root ?? '') ?? (isLost && isNear ? named : undefined) ?? [];
    if (root !== null) groups.set(root, group);
    if (!isNear) bySubject.set(subject, group);
    all.add(group);
    group.push(outline);
  }
  return [...all];
}

/** The first ancestor of each; what was found on the way up is kept, as a long thread has one way. */
function roots(parents: ReadonlyMap<string, string>): (messageId: string) => string {
  const found = new Map<string, string>();
  return (messageId) => {
    const way: string[] = [];
    let root = messageId;
    for (let next: string | undefined = messageId; next !== undefined; next = parents.get(next)) {
      const known = found.get(next);
      root = known ?? next;
      if (known !== undefined) break;
      way.push(next);
    }
    for (const each of way) found.set(each, root);
    return root;
  };
}
