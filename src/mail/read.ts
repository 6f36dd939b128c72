// Comes in: mail files as bytes, whole or as a stream. Goes out: messages, each once, and diagnostics.
// Promises: never throws for what a file holds, reads on when a message or a file is bad, invents no field,
// holds no more of an archive than one message at a time.
// Refuses: messages over the size limit, archives that swell, files in no known format.
// Wrappings and formats are tables (containers/, formats/); whoever speaks in a body is for src/quoting/ to say.
import { type Diagnostic, diagnose } from '../base/diagnostic.ts';
import { LIMITS } from '../base/limits.ts';
import { startOf } from '../base/position.ts';
import { byteString, decodeBytes } from './bytes.ts';
import { type Chunks, chunksOf, peeked } from './chunks.ts';
import type { OpenFile } from './containers/container.ts';
import { CONTAINERS } from './containers/index.ts';
import { mergeCopies } from './dedupe.ts';
import { MailFault } from './fault.ts';
import type { Delivery, Extent, Found } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import type { Message } from './message.ts';
import { webPage } from './web-page.ts';

export interface MailFile {
  /** As the author knows it; diagnostics name it. */
  readonly path: string;
  readonly bytes: Uint8Array | Chunks;
  /** Where these bytes are a part of the file: the line on which they start. */
  readonly line?: number;
}

export interface MailReading {
  readonly messages: readonly Message[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads mail files into messages; deliveries of one message, in one file or in several, become one.
 *
 * @param onFound called with each delivery as it was found.
 * @returns the messages in the order of the files, and a diagnostic for each file or message that could not be used.
 */
export async function readMail(
  files: Iterable<MailFile> | AsyncIterable<MailFile>,
  onFound: (found: Found) => void = () => {},
): Promise<MailReading> {
  const deliveries: Delivery[] = [];
  const diagnostics: Diagnostic[] = [];
  for await (const file of files) {
    for await (const found of mailIn(file)) {
      if ('delivery' in found) {
        deliveries.push(found.delivery);
        onFound(found);
      } else diagnostics.push(found);
    }
  }
  const merged = mergeCopies(deliveries);
  return { messages: merged.messages, diagnostics: [...diagnostics, ...merged.diagnostics] };
}

/** Reads one mail file, message by message: what has been read of it needs no memory. */
export async function* mailIn(
  { path, bytes, line = 1 }: MailFile,
  extent: Extent = 'all',
): AsyncGenerator<Found | Diagnostic> {
  const budget: Budget = { packed: 0, unpacked: 0 };
  const chunks = counted(bytes instanceof Uint8Array ? chunksOf(bytes) : bytes, budget);
  try {
    for await (const found of read({ path, chunks }, { extent, budget }, 0))
      yield 'delivery' in found || line === 1 ? found : below(found, line);
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    yield diagnose(error.code, startOf(path), { message: error.message, fix: error.fix });
  }
}

const below = (diagnostic: Diagnostic, line: number): Diagnostic => ({
  ...diagnostic,
  place: { ...diagnostic.place, line: diagnostic.place.line + line - 1 },
});

/** Of UTF-8: editors of Windows put it before the first field, which is then none. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

async function* without(count: number, chunks: Chunks): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    const rest = left === 0 ? chunk : chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

/** Bytes of a file that were read, and those that came out of its wrappings. */
interface Budget {
  packed: number;
  unpacked: number;
}

async function* counted(chunks: Chunks, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    budget.packed += chunk.length;
    yield chunk;
  }
}

/**
 * Each wrapping watches over what it unpacks itself. Here it is all together: of files that all stand at one place of a
 * zip archive, or of wrappings in one another.
 */
async function* bounded(chunks: Chunks, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    budget.unpacked += chunk.length;
    if (budget.unpacked > Math.max(LIMITS.messageBytes, budget.packed * LIMITS.swelling))
      throw new MailFault(
        'mail-too-large',
        `What is in the file unpacks to more than ${LIMITS.swelling} times its size, as no mail does.`,
        'Unpack it yourself and look at what it holds.',
      );
    yield chunk;
  }
}

interface How {
  readonly extent: Extent;
  readonly budget: Budget;
}

/** How much of a file tells its format: the first field of a header may name many people. */
const FIRST_LOOK = 32_000;

async function* read(
  { path, chunks }: OpenFile,
  how: How,
  depth: number,
): AsyncGenerator<Found | Diagnostic> {
  const { start, all, close } = await peeked(chunks, FIRST_LOOK);
  try {
    const isMarked = BYTE_ORDER_MARK.every((byte, at) => start[at] === byte);
    const rest = isMarked ? without(BYTE_ORDER_MARK.length, all) : all;
    const first = isMarked ? start.subarray(BYTE_ORDER_MARK.length) : start;
    // Bytes of what was unpacked, or taken a mark from, are not those of the file.
    for await (const found of readFrom(first, { path, chunks: rest }, how, depth))
      yield (depth > 0 || isMarked) && 'delivery' in found ? withoutPart(found) : found;
  } finally {
    await close();
  }
}

async function* readFrom(
  start: Uint8Array,
  { path, chunks }: OpenFile,
  how: How,
  depth: number,
): AsyncGenerator<Found | Diagnostic> {
  const container = CONTAINERS.find(({ sniff }) => sniff(start));
  if (container && depth < LIMITS.containers) {
    for await (const inside of container.files({ path, chunks })) yield* read(inside, how, depth + 1);
    return;
  }
  const letters = decodeBytes(byteString(start), null);
  if (letters.trim() === '' && start.length < FIRST_LOOK) {
    yield diagnose('mail-empty', startOf(path), { message: 'The file holds nothing but white space.' });
    return;
  }
  const page = webPage(letters);
  if (page !== null) {
    yield diagnose('mail-not-mail', startOf(path), page);
    return;
  }
  const format = FORMATS.find(({ sniff }) => sniff(letters));
  let isMail = false;
  const mail = depth > 0 ? bounded(chunks, how.budget) : chunks;
  for await (const found of format?.read({ path, chunks: mail }, how.extent) ?? []) {
    isMail = true;
    yield found;
  }
  if (isMail) return;
  yield diagnose('mail-not-mail', startOf(path), {
    message: 'The file is in none of the mail formats that Postil reads.',
    expected: FORMATS.map(({ name }) => name).join(', '),
  });
}

const withoutPart = ({ part: _, ...found }: Found): Found => found;

export type { Found } from './formats/format.ts';
