import type { Diagnostic } from '../base/diagnostic.ts';
import { sha256 } from '../base/hash.ts';
import { nameOf } from '../mail/addresses.ts';
import { mergeCopies } from '../mail/dedupe.ts';
import type { Delivery } from '../mail/formats/format.ts';
import { messageIdFrom } from '../mail/identity.ts';
import { byThread, type Outline } from '../mail/outline.ts';
import { type Found, type MailFile, mailIn } from '../mail/read.ts';
import { readConversation } from '../quoting/conversation.ts';
import type { Conversation } from '../quoting/passage.ts';

/**
 * Reads mail thread by thread, so that an archive may be larger than memory: once for what is a thread, then again,
 * where no more is held than the threads that have begun and not ended.
 *
 * What belongs together is told by header fields and subjects alone: a message of another thread that is quoted is
 * recovered from the quote.
 *
 * @param files called for each reading.
 * @param diagnostics gets what is wrong with the files; it is whole when the last thread has come.
 */
export async function* threadByThread(
  files: () => AsyncIterable<MailFile | Diagnostic>,
  diagnostics: Diagnostic[],
): AsyncGenerator<Conversation> {
  const { threadOf, waiting } = await threadsIn(files());
  const open = new Map<number, Delivery[]>();
  const messageIds = new Names();
  const threadIds = new Names();
  const conversation = (deliveries: readonly Delivery[]): Conversation => {
    const merged = mergeCopies(deliveries);
    for (const each of merged.diagnostics) diagnostics.push(each);
    const messages = merged.messages.map((each) => ({
      ...each,
      id: messageIds.free(messageIdFrom(nameOf(each.from), each.date)),
    }));
    const read = readConversation(messages);
    return { ...read, threads: read.threads.map((each) => ({ ...each, id: threadIds.free(each.id) })) };
  };
  let current: number | null = null;
  for await (const found of foundIn(files(), diagnostics)) {
    const { isForwarded } = found.delivery;
    if (!isForwarded) {
      const ended = current !== null && waiting.get(current) === 0 ? open.get(current) : undefined;
      if (ended !== undefined && current !== null) {
        open.delete(current);
        yield conversation(ended);
      }
      current = threadOf.get(keyOf(found)) ?? UNSEEN;
      waiting.set(current, (waiting.get(current) ?? 0) - 1);
    }
    // What a message forwards as a part follows it, and belongs to its thread.
    const deliveries = open.get(current ?? UNSEEN) ?? [];
    deliveries.push(ownDelivery(found.delivery));
    open.set(current ?? UNSEEN, deliveries);
  }
  // The last; and a message that could be outlined and not read leaves its thread waiting.
  for (const deliveries of open.values()) yield conversation(deliveries);
}

/** The thread of what the first reading did not see. */
const UNSEEN = -1;

async function* foundIn(
  files: AsyncIterable<MailFile | Diagnostic>,
  diagnostics: Diagnostic[],
): AsyncGenerator<Found> {
  for await (const file of files) {
    if (!('bytes' in file)) {
      diagnostics.push(file);
      continue;
    }
    for await (const found of mailIn(file)) {
      if ('delivery' in found) yield found;
      else diagnostics.push(found);
    }
  }
}

/** The number of each message's thread, by {@link keyOf}, and how many deliveries each thread has. */
async function threadsIn(files: AsyncIterable<MailFile | Diagnostic>): Promise<{
  readonly threadOf: ReadonlyMap<string, number>;
  readonly waiting: Map<number, number>;
}> {
  const outlines: (Outline & { readonly key: string })[] = [];
  for await (const file of files) {
    if (!('bytes' in file)) continue;
    for await (const found of mailIn(file, 'heads'))
      if ('delivery' in found && !found.delivery.isForwarded)
        outlines.push(own({ ...outlineOf(found.delivery), key: keyOf(found) }));
  }
  const threadOf = new Map<string, number>();
  const waiting = new Map<number, number>();
  byThread(outlines).forEach((thread, number) => {
    for (const { key } of thread) {
      const known = threadOf.get(key) ?? number;
      threadOf.set(key, known);
      waiting.set(known, (waiting.get(known) ?? 0) + 1);
    }
  });
  return { threadOf, waiting };
}

/** What tells a message in both readings, of which the first may have no body. */
export const keyOf = ({ delivery: { messageId }, raw }: Found): string => messageId ?? sha256(raw);

/** What tells a delivery's thread. */
export const outlineOf = ({
  messageId,
  inReplyTo,
  references,
  lost,
  subject,
  date,
  from,
}: Delivery): Outline => ({ messageId, inReplyTo, references, lost, subject, date, from });

/**
 * The same in strings of its own: a string that was cut out of another keeps all of it in memory, and these were cut
 * out of whole blocks of the archive.
 */
export const own = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function ownDelivery({ body, ...header }: Delivery): Delivery {
  return { ...own(header), body: { ...body, text: ownText(body.text) } };
}

/** Letters of one byte, as nearly all mail has, are kept in one. */
function ownText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is Latin-1.
  const encoding = /^[\x00-\xff]*$/.test(text) ? 'latin1' : 'utf16le';
  return Buffer.from(text, encoding).toString(encoding);
}

/** Names of which each is given once. */
class Names {
  readonly #next = new Map<string, number>();

  /** The name, or with a number after it where it is taken. */
  free(name: string): string {
    let free = name;
    let next = this.#next.get(name) ?? 1;
    for (; this.#next.has(free); free = `${name}-${next}`) next += 1;
    this.#next.set(name, next);
    if (free !== name) this.#next.set(free, 1);
    return free;
  }
}
