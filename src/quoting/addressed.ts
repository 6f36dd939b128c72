import { once } from '../base/remembered.ts';
import type { Mailbox, Message } from '../mail/message.ts';
import { isList } from './mailing-list.ts';
import { nameIn } from './person.ts';
import { personKey } from './person-key.ts';

/** Whom a header names: its writer and all to whom it goes. Each look-up costs the same, however many they are. */
export interface Addressed {
  /** The first who has an address and a name. */
  byAddress(address: string): Mailbox | undefined;
  /** Those whose address is on a host; of very many, only some. */
  atHost(host: string): readonly Mailbox[];
  /** The first who has a name, in any order of its parts. */
  byKey(key: string): Mailbox | undefined;
  /** Those whose name begins with a word, and goes on: no two of one name. */
  byFirstWord(word: string): readonly Mailbox[];
  /** The same, lists aside, whose first name it is. */
  byFirstName(name: string): readonly Mailbox[];
  /** Whether somebody who is no list has a name. */
  isPerson(key: string): boolean;
  /** The first whose address a Message-ID ends with, as git makes them. */
  byMessageId(id: string): Mailbox | undefined;
  /** The first to whom it goes who is no list. */
  firstRecipient(): Mailbox | undefined;
  /** Whether it goes to people besides its writer, and they have one name, in any order of its parts. */
  isOnlyTo(key: string): boolean;
}

/** People of one host who are kept apart. */
export const MOST_OF_HOST = 500;

const KNOWN = new WeakMap<Message, Addressed>();

/** See {@link Addressed}; worked out once for a message, as each line of a long mail may ask, and only what is asked. */
export function addressedIn(message: Message): Addressed {
  const known = KNOWN.get(message);
  if (known) return known;
  const everybody = [message.from, ...message.to, ...message.cc];
  const named = everybody.filter(({ name }) => name !== null);
  const people = () => everybody.filter(({ address }) => !isList(address, message));
  const byAddress = once(() => firsts(named, ({ address }) => address?.toLowerCase()));
  const addresses = once(() => firsts(everybody, ({ address }) => address?.toLowerCase()));
  const hosts = once(() => groups(everybody, ({ address }) => address?.slice(address.lastIndexOf('@') + 1)));
  const keys = once(() => firsts(named, ({ name }) => personKey(name)));
  const firstWords = once(() => groups(distinctNames(named), firstWordOf));
  const firstNames = once(() => groups(distinctNames(people()), firstNameOf));
  const peopleKeys = once(() => new Set(people().map(({ name }) => personKey(name))));
  const firstRecipient = once(() => message.to.find(({ address }) => !isList(address, message)));
  const othersKeys = once(() => othersIn(message));
  const places = once(() => new Map(everybody.map((each, at) => [each, at])));
  const addressed: Addressed = {
    byAddress: (address) => byAddress().get(address.toLowerCase()),
    atHost: (host) => hosts().get(host) ?? [],
    byKey: (key) => keys().get(key),
    byFirstWord: (word) => firstWords().get(word.toLowerCase()) ?? [],
    byFirstName: (name) => firstNames().get(name) ?? [],
    isPerson: (key) => peopleKeys().has(key),
    byMessageId: (id) => endOf(id.toLowerCase(), addresses(), places()),
    firstRecipient,
    isOnlyTo: (key) => othersKeys().size === 1 && othersKeys().has(key),
  };
  KNOWN.set(message, addressed);
  return addressed;
}

function othersIn(message: Message): ReadonlySet<string> {
  const others = [...message.to, ...message.cc].filter(
    ({ address }) => address !== message.from.address && !isList(address, message),
  );
  return new Set(others.map(({ name }) => personKey(name)));
}

/** Letters of an address that a Message-ID may end with. */
const LONGEST_ADDRESS = 320;

function endOf(
  id: string,
  addresses: ReadonlyMap<string, Mailbox>,
  places: ReadonlyMap<Mailbox, number>,
): Mailbox | undefined {
  let found: Mailbox | undefined;
  for (let at = Math.max(0, id.length - LONGEST_ADDRESS); at < id.length; at += 1) {
    const each = addresses.get(id.slice(at));
    if (each && (found === undefined || (places.get(each) ?? 0) < (places.get(found) ?? 0))) found = each;
  }
  return found;
}

function firsts(
  people: readonly Mailbox[],
  keyOf: (each: Mailbox) => string | undefined,
): ReadonlyMap<string, Mailbox> {
  const found = new Map<string, Mailbox>();
  for (const each of people) {
    const key = keyOf(each);
    if (key !== undefined && !found.has(key)) found.set(key, each);
  }
  return found;
}

function groups(
  people: readonly Mailbox[],
  keyOf: (each: Mailbox) => string | undefined,
): ReadonlyMap<string, readonly Mailbox[]> {
  const found = new Map<string, Mailbox[]>();
  for (const each of people) {
    const key = keyOf(each);
    if (key === undefined) continue;
    const group = found.get(key) ?? [];
    if (group.length <= MOST_OF_HOST) group.push(each);
    found.set(key, group);
  }
  return found;
}

const distinctNames = (people: readonly Mailbox[]): readonly Mailbox[] => [
  ...firsts(people, ({ name, address }) => name ?? address ?? '').values(),
];

const firstWordOf = ({ name }: Mailbox): string | undefined => {
  const space = name?.indexOf(' ') ?? -1;
  return space === -1 ? undefined : name?.slice(0, space).toLowerCase();
};

const firstNameOf = ({ name }: Mailbox): string | undefined =>
  nameIn(name ?? '')
    ?.replace(/^([^,]+), (.+)$/, '$2 $1')
    .toLowerCase()
    .split(' ')[0];
