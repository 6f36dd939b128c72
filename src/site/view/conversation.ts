import { lookUp } from '../../base/look-up.ts';
import type { SiteMessage, SiteThread } from '../../citations/site.ts';

/** A message in the tree of a conversation. */
export interface Branch {
  readonly message: SiteMessage;
  /** How many messages it stands below, itself not counted. */
  readonly level: number;
}

/** The messages of a thread, each right below the one it answers, oldest first among those that answer one. */
export function treeOf({ messages, parents }: SiteThread): Branch[] {
  const known = new Set(messages.map(({ id }) => id));
  const answers = Map.groupBy(messages, ({ id }) => {
    const parent = lookUp(parents, id);
    return parent !== undefined && known.has(parent) ? parent : '';
  });
  const branches: Branch[] = [];
  const left = (answers.get('') ?? []).map((message) => ({ message, level: 0 })).reverse();
  for (let next = left.pop(); next; next = left.pop()) {
    branches.push(next);
    const { message, level } = next;
    left.push(
      ...(answers.get(message.id) ?? []).map((each) => ({ message: each, level: level + 1 })).reverse(),
    );
  }
  return branches;
}
