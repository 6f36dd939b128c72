import { readMailbox, readMailboxes } from '../addresses.ts';
import { type ByteString, decodeBytes } from '../bytes.ts';
import { readDate } from '../dates.ts';
import { bodyText } from '../decode.ts';
import { type Header, rawMessage } from '../header.ts';
import type { Delivery } from './format.ts';

/** Fields that every message on a list has. */
const EXPECTED = ['Message-ID', 'From', 'Date', 'Subject'];

/**
 * Reads one message in the Internet Message Format (RFC 5322).
 *
 * @param message its bytes, header first.
 * @param file the file it stands in.
 */
export async function messageDelivery(message: ByteString, file: string): Promise<Delivery> {
  const raw = rawMessage(message);
  const { header } = raw;
  const present = new Set(header.names.map((name) => name.toLowerCase()));
  const date = readDate(header.raw('date') ?? '');
  const emptied = EXPECTED.filter((name) => !present.has(name.toLowerCase()) || header.raw(name) === '');
  return {
    messageId: idsIn(header.raw('message-id'))[0] ?? null,
    inReplyTo: idsIn(header.raw('in-reply-to'))[0] ?? null,
    references: idsIn(header.raw('references')),
    from: readMailbox(addressText(header, 'from')),
    date,
    subject: header.text('subject') ?? '',
    to: readMailboxes(addressText(header, 'to')),
    cc: readMailboxes(addressText(header, 'cc')),
    lists: listsOf(header),
    lost: date === null && !emptied.includes('Date') ? [...emptied, 'Date'] : emptied,
    body: { text: await bodyText(raw, message), shape: 'intact' },
    file,
    bodyHash:
      /\bbh=([A-Za-z0-9+/=]+)/.exec((header.raw('dkim-signature') ?? '').replace(/\s+/g, ''))?.[1] ?? null,
  };
}

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
