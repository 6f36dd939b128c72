import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Place } from '../../base/position.ts';
import { readMailbox, readMailboxes } from '../addresses.ts';
import { type ByteString, decodeBytes } from '../bytes.ts';
import { readDate } from '../dates.ts';
import { bodyText } from '../decode.ts';
import { readBodyHash } from '../dkim.ts';
import { type Header, parameter, type RawMessage, rawMessage } from '../header.ts';
import type { Delivery, Found } from './format.ts';

/**
 * Reads one message of a file, and says what of it looks damaged.
 *
 * @param place where its header starts.
 */
export async function* readMessage(raw: ByteString, place: Place): AsyncGenerator<Found | Diagnostic> {
  const message = rawMessage(raw);
  yield { delivery: await deliveryOf(message, raw, place.file), raw, ending: 'eml' };
  if (raw.includes('\0')) {
    yield diagnose('mail-damaged', place, {
      message: 'The message holds NUL bytes, which no mail may (RFC 5322); each is shown as "\uFFFD".',
    });
  }
  const missing = missingEnd(message);
  if (missing) yield diagnose('mail-truncated', place, { message: `The message ends early: ${missing}.` });
}

/** What shows that a message was cut off; null when nothing does. */
function missingEnd({ header, headerEnds, body }: RawMessage): string | null {
  if (!headerEnds) return 'its header does not end';
  const type = header.raw('content-type');
  if (!type?.toLowerCase().startsWith('multipart/')) return null;
  const boundary = parameter(type, 'boundary');
  const isOpen = boundary && body.includes(`--${boundary}`) && !body.includes(`--${boundary}--`);
  return isOpen ? 'the last of its parts is not closed' : null;
}

/** Fields that every message on a list has. */
const EXPECTED = ['Message-ID', 'From', 'Date', 'Subject'];

/** What a message in the Internet Message Format (RFC 5322) says of itself. */
async function deliveryOf(message: RawMessage, raw: ByteString, file: string): Promise<Delivery> {
  const { header } = message;
  const present = new Set(header.names.map((name) => name.toLowerCase()));
  const date = readDate(header.raw('date') ?? '');
  const emptied = EXPECTED.filter((name) => !present.has(name.toLowerCase()) || header.raw(name) === '');
  return {
    messageId: idsIn(header.raw('message-id'))[0] ?? null,
    inReplyTo: idsIn(header.raw('in-reply-to'))[0] ?? null,
    references: idsIn(header.raw('references')),
    from: readMailbox(addressText(header, 'from')),
    date,
    zone: 'sender',
    subject: header.text('subject') ?? '',
    to: readMailboxes(addressText(header, 'to')),
    cc: readMailboxes(addressText(header, 'cc')),
    lists: listsOf(header),
    lost: date === null && !emptied.includes('Date') ? [...emptied, 'Date'] : emptied,
    body: { text: withoutNul(await bodyText(message, raw)), shape: 'intact' },
    file,
    bodyHash: readBodyHash(header.raw('dkim-signature') ?? ''),
  };
}

/** A run of them at a time: a text may be nothing else. */
const withoutNul = (text: string): string =>
  text.includes('\0') ? text.replace(/\0+/g, (run) => '\uFFFD'.repeat(run.length)) : text;

/** Encoded words are decoded after the addresses are parsed, as they may hold commas; raw UTF-8 before. */
const addressText = (header: Header, name: string): string => decodeBytes(header.raw(name) ?? '', null);

const idsIn = (value: string | null): string[] =>
  value?.match(/<[^<>\s]+>/g)?.map((id) => id.slice(1, -1)) ?? [];

/** The list a copy came through, under the names that list servers use (RFC 2919 for List-Id). */
function listsOf(header: Header): string[] {
  const [id] = idsIn(header.raw('list-id'));
  const post = /<mailto:([^>?\s]+)/.exec(header.raw('list-post') ?? '')?.[1];
  const named = header.raw('x-mailing-list') ?? header.raw('x-beenthere') ?? post ?? id?.replace('.', '@');
  return named ? [named.toLowerCase()] : [];
}
