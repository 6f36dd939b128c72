import { nameOf } from '../mail/addresses.ts';
import type { Mailbox, Message } from '../mail/message.ts';
import { addressedIn } from './addressed.ts';
import { isList, isListName } from './mailing-list.ts';
import { personKey } from './person-key.ts';

const GREETING = /^(?:hi|hello|hey|dear|hallo|moin|good (?:morning|day))[ ,]+(\p{L}[\p{L}'-]+)/iu;

/**
 * Whom a mail answers, where no line says so: the one who is greeted; the one whose address the answered Message-ID
 * holds, as git makes them; else the first to whom it goes, where mail programs put the one who is answered.
 *
 * @param firstLine of the writer's own words.
 */
export function personAnswered(message: Message, firstLine: string): string | null {
  const { to, cc, from } = message;
  const isPerson = ({ name, address }: Mailbox): boolean =>
    name !== null && !isList(address, message) && !isListName(name, message) && name !== from.name;
  const people = [...to, ...cc];
  const greeted = GREETING.exec(firstLine)?.[1]?.toLowerCase();
  const named = greeted
    ? people.find(
        (person) =>
          person.name
            ?.toLowerCase()
            .split(/[\s,]+/)
            .includes(greeted) && isPerson(person),
      )
    : undefined;
  const found =
    named ??
    people.find((person) => isIn(message.inReplyTo, person) && isPerson(person)) ??
    to.find(isPerson);
  return found?.name ?? null;
}

const isIn = (id: string | null, { address }: Mailbox): boolean =>
  address !== null && (id ?? '').toLowerCase().endsWith(address.toLowerCase());

/** Hosts whose Message-IDs are of everybody who writes there. */
const SHARED =
  /(?:^|\.)(?:gmail|google|googlegroups|outlook|hotmail|yahoo|qq|163|126|protonmail|icloud|me)\.com$|^localhost/;

/**
 * Who wrote the mail that is quoted at a depth of two, where no line says so: the writer, if the mail that was answered
 * then has a Message-ID from the writer's own machine, or if the header knows nobody but the writer and whoever answered.
 */
export function writerQuoted(message: Message, answerer: string): string | null {
  const { messageId, references, from } = message;
  const [own, answered] = [messageId, references.at(-2)].map((id) => hostOfId(id ?? ''));
  const isOwn = own !== undefined && own === answered && !SHARED.test(own);
  return isOwn || addressedIn(message).isOnlyTo(personKey(answerer)) ? nameOf(from) : null;
}

const hostOfId = (id: string): string | undefined => id.split('@')[1]?.toLowerCase();

/**
 * Who of those in the header wrote the mail that is quoted at a depth, by its Message-ID: git makes them of the
 * address. The mail that was answered is the last reference, the one that it answered the one before.
 */
export function personById(message: Message, depth: number): string | null {
  const { inReplyTo, references } = message;
  const id = depth === 1 ? (inReplyTo ?? references.at(-1)) : references.at(-depth);
  if (id === undefined || id === null) return null;
  const known = addressedIn(message).byMessageId(id);
  return known ? nameOf(known) : null;
}
