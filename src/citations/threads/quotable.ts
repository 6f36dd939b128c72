import { sha256 } from '../../base/hash.ts';
import { goesBy } from '../../quoting/passage.ts';
import type { SiteMessage, SiteThread } from '../site.ts';
import type { Run } from '../words/match.ts';
import type { MailAtHand } from './mail-at-hand.ts';

/** A thread ready to be quoted from. */
export interface Quotable {
  readonly thread: SiteThread;
  /** What its messages say: each that is at hand in its own words, the others as they are quoted. */
  readonly runs: readonly Run[];
  /** What its mail makes messages say that are at hand themselves: never evidence. */
  readonly hearsay: readonly Run[];
  /** Words that were taken away at their writers' wish: they may not be quoted. */
  readonly withheld?: readonly Withheld[];
  /** The messages that lie in its folder, as they are sealed. */
  readonly mail: readonly MailAtHand[];
  /** SHA-256 of all that it was read from. */
  readonly digest: string;
}

/** Words that may not be quoted, with the day on which that was asked for. */
export interface Withheld {
  readonly date: string;
  readonly runs: readonly Run[];
}

/** Threads by slug. */
export type Threads = ReadonlyMap<string, Quotable>;

/** A message of a thread. */
export interface NamedMessage {
  readonly quotable: Quotable;
  readonly message: SiteMessage;
}

/** Finds a message as authors name it: `thread/message`. */
export function messageNamed(name: string, threads: Threads): NamedMessage | null {
  const slash = name.indexOf('/');
  const quotable = threads.get(name.slice(0, slash));
  const message = quotable?.thread.messages.find((each) => goesBy(each, name.slice(slash + 1)));
  return quotable && message ? { quotable, message } : null;
}

/** The names of all messages. */
export const messageNames = (threads: Threads): string[] =>
  [...threads.values()].flatMap(({ thread: { slug, messages } }) =>
    messages.map(({ id }) => `${slug}/${id}`),
  );

/** SHA-256 of all that threads were read from. */
export const digestOf = (threads: Threads): string =>
  sha256(JSON.stringify([...threads].map(([slug, { digest }]) => [slug, digest])));
