import type { Message } from '../mail/message.ts';

/** What list servers and the services that run lists call their hosts. */
const LIST_HOST = /^(?:lists?|listserv|mailman|vger|googlegroups|groups|ml)\./;
/** What a list server writes from. */
const SERVER = /-bounces?$|^owner-|-(?:request|owner|admin)$/;
/** Letters of the shortest list's name that is looked for in a person's. */
const SHORTEST = 3;

type Lists = Pick<Message, 'lists'>;

/** Whether mail to an address goes to a list: one that the message came through, or one on a list server. */
export function isList(address: string | null, { lists }: Lists): boolean {
  if (address === null) return false;
  const [local = '', host = ''] = address.toLowerCase().split('@');
  return lists.includes(`${local}@${host}`) || LIST_HOST.test(host) || SERVER.test(local);
}

/** Whether a name is only that of a list which the message came through ("Engines-users"). */
export function isListName(name: string, { lists }: Lists): boolean {
  const lower = name.toLowerCase().replaceAll(' ', '-');
  return name.length >= SHORTEST && lists.some((list) => list === lower || list.split('@')[0] === lower);
}
