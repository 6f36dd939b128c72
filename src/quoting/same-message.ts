import { nameOf } from '../mail/addresses.ts';
import { isZoned } from '../mail/dates.ts';
import type { IsoDate, Message } from '../mail/message.ts';
import { directParent } from '../mail/threading.ts';
import type { Speaker, Spoken } from './author.ts';
import { personKey } from './person-key.ts';
import { isTelling, mayBe } from './settle.ts';

/** One message as several pieces of mail know it. */
export interface Identity {
  /** The id it goes by. */
  readonly id: string;
  readonly aliases: readonly string[];
  /** The message itself, when it is at hand. */
  readonly message: Message | null;
  readonly messageId: string | null;
}

/** A message whose blocks have speakers, before and after its ancestors settled who they are. */
export interface Heard {
  readonly message: Message;
  readonly quoted: readonly Spoken[];
  readonly settled: readonly Spoken[];
}

/** Fewer letters than this are no proof that two quotes are of one message. */
const TELLING = 40;
/** Minutes by which two clocks of one message differ: mail programs round, zones may be unknown. */
const ROUNDING = 2;
const ZONES = 15 * 60;

/**
 * Tells which quoted messages are one message, and which are one that is at hand: by the Message-ID that the
 * quoting message answers, by an ancestor's own text, and by equal paragraphs of one person at one time. Each keeps
 * the id it was first quoted under, so that a message that arrives later takes the place of its quotes.
 *
 * @returns every id in use -> the identity behind it.
 */
export function identities(heard: readonly Heard[]): ReadonlyMap<string, Identity> {
  const groups = new Groups();
  for (const { message } of heard) groups.addReceived(message);
  const open: Spoken[] = [];
  for (const { message, quoted, settled } of heard) {
    let last: Speaker | null = null;
    quoted.forEach((spoken, at) => {
      const { speaker, block } = spoken;
      if (speaker.source === null || speaker.source === message.id) return;
      const ancestor = settled[at]?.speaker;
      const isSettled = ancestor !== undefined && ancestor !== speaker;
      if (speaker !== last) {
        groups.addQuoted(speaker.source);
        if (isSettled && ancestor.source !== null && mayBe(speaker, ancestor))
          groups.join(ancestor.source, speaker.source);
      }
      last = speaker;
      if (!isSettled && speaker.date !== null && isTelling(block)) open.push(spoken);
    });
  }
  // Only what is quoted, and was not found in an ancestor, is searched for.
  const paragraphs = new Map<string, Told[]>();
  for (const { block } of open) if (block.words.length >= TELLING) paragraphs.set(block.words, []);
  const tell = (person: string, words: string, id: string, date: IsoDate | null): void => {
    const known = paragraphs.get(words);
    if (known === undefined) return;
    const told: Told = { id, person, ...clockOf(date) };
    const near = known.slice(-MOST_COMPARED);
    if (near.some((other) => other.id === id)) return;
    const same = near.find((other) => isNearName(other.person, person) && isOneClock(other, told));
    if (same) groups.join(same.id, id);
    known.push(told);
  };
  if (open.length > 0)
    for (const { message, settled } of heard)
      for (const { block, speaker } of settled)
        if (speaker.source === message.id && isTelling(block))
          tell(personKey(nameOf(message.from)), block.words, message.id, message.date);
  for (const { block, speaker } of open)
    tell(personKey(speaker.author), block.words, speaker.source ?? '', speaker.date);
  for (const { message, quoted } of heard) {
    const answered = soleSpeaker(quoted);
    const parent = directParent(message);
    if (answered?.source && parent) groups.joinMessageId(answered.source, answered.author, parent);
  }
  return groups.identities();
}

/** Names that differ in a letter at most. */
export function isNearName(a: string, b: string): boolean {
  if (a === b) return true;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.length < SHORT || longer.length - shorter.length > 1) return false;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at += 1;
  return shorter.slice(longer.length === shorter.length ? at + 1 : at) === longer.slice(at + 1);
}

/** In fewer letters, one makes another name: "Tim Wu", "Tom Wu". */
const SHORT = 8;

/** Messages with the same words that are compared with one more; a robot may write them all year. */
const MOST_COMPARED = 500;

/** Who wrote a paragraph, in which message. */
interface Told extends Clock {
  readonly id: string;
  readonly person: string;
}

/** Whoever is quoted at depth 1, when it is one person's one message. */
function soleSpeaker(spoken: readonly Spoken[]): Speaker | null {
  const sources = new Map<string | null, Speaker>();
  for (const { block, speaker } of spoken)
    if (block.depth === 1 && isTelling(block)) sources.set(speaker.source, speaker);
  const [only] = sources.values();
  return sources.size === 1 && only ? only : null;
}

interface Group {
  message: Message | null;
  messageId: string | null;
  /** The ids it is quoted under, in order: a list of links, as two of them are often made one. */
  first: Link | null;
  last: Link | null;
  /** The group that it has become a part of. */
  into: Group | null;
}

interface Link {
  readonly id: string;
  next: Link | null;
}

/** Sets of ids that are joined as evidence comes; a set never holds two messages that are at hand. */
class Groups {
  readonly #of = new Map<string, Group>();
  readonly #byMessageId = new Map<string, Group>();

  addReceived(message: Message): void {
    const group: Group = { message, messageId: message.messageId, first: null, last: null, into: null };
    this.#of.set(message.id, group);
    if (message.messageId !== null && !this.#byMessageId.has(message.messageId))
      this.#byMessageId.set(message.messageId, group);
  }

  addQuoted(id: string): void {
    if (this.#of.has(id)) return;
    const link = { id, next: null };
    this.#of.set(id, { message: null, messageId: null, first: link, last: link, into: null });
  }

  join(a: string, b: string): void {
    const [one, other] = [whole(this.#of.get(a)), whole(this.#of.get(b))];
    if (one && other) merge(one, other);
    else if (one) {
      append(one, { id: b, next: null });
      this.#of.set(b, one);
    }
  }

  /** A quote of the message that a header names; another name than its sender's speaks against it. */
  joinMessageId(quoted: string, author: string | null, messageId: string): void {
    const group = whole(this.#of.get(quoted));
    const named = whole(this.#byMessageId.get(messageId));
    if (!group || group === named) return;
    if (named === undefined) {
      if (group.messageId !== null) return;
      group.messageId = messageId;
      this.#byMessageId.set(messageId, group);
    } else if (named.message === null || personKey(nameOf(named.message.from)) === personKey(author))
      merge(named, group);
  }

  identities(): Map<string, Identity> {
    const made = new Map<Group, Identity>();
    return new Map(
      [...this.#of].map(([id, part]) => {
        const group = whole(part) as Group;
        const identity = made.get(group) ?? identityOf(group);
        made.set(group, identity);
        return [id, identity];
      }),
    );
  }
}

/** The group that a group has become a part of; the way there is cut short for the next time. */
function whole(group: Group | undefined): Group | undefined {
  let top = group;
  while (top?.into) top = top.into;
  for (let part = group; part?.into; ) {
    const next: Group = part.into;
    part.into = top ?? null;
    part = next;
  }
  return top;
}

function merge(one: Group, other: Group): void {
  const isTwo =
    one === other ||
    (one.message && other.message) ||
    (one.messageId && other.messageId && one.messageId !== other.messageId);
  if (isTwo) return;
  one.message ??= other.message;
  one.messageId ??= other.messageId;
  if (other.first) append(one, other.first, other.last ?? other.first);
  other.into = one;
}

function append(group: Group, first: Link, last: Link = first): void {
  if (group.last) group.last.next = first;
  else group.first = first;
  group.last = last;
}

function identityOf({ message, messageId, first }: Group): Identity {
  const quotedAs: string[] = [];
  for (let link = first; link; link = link.next) quotedAs.push(link.id);
  const own = message ? [message.id] : [];
  // An id without a clock is a makeshift: it gives way to the message's own.
  const [dated, undated] = [quotedAs.filter(hasClock), quotedAs.filter((each) => !hasClock(each))];
  const [id = '', ...aliases] = new Set([...dated, ...own, ...undated]);
  return { id, aliases, message, messageId };
}

const hasClock = (id: string): boolean => /-\d{2}-\d{4}z?(?:-\d+)?$/.test(id);

interface Clock {
  readonly minutes: number | null;
  readonly isZoned: boolean;
}

const clockOf = (date: IsoDate | null): Clock => ({
  minutes: date === null ? null : minutesOf(date),
  isZoned: date !== null && isZoned(date),
});

/** Whether two dates may be those of one message. */
export const mayBeOneClock = (a: IsoDate | null, b: IsoDate | null): boolean =>
  isOneClock(clockOf(a), clockOf(b));

function isOneClock(a: Clock, b: Clock): boolean {
  if (a.minutes === null || b.minutes === null) return false;
  return Math.abs(a.minutes - b.minutes) <= (a.isZoned && b.isZoned ? ROUNDING : ZONES);
}

/** A reading without an offset is taken as UTC, one without a time as noon. */
const minutesOf = (date: IsoDate): number =>
  Date.parse(isZoned(date) ? date : /T/.test(date) ? `${date}Z` : `${date}T12:00Z`) / 60_000;
