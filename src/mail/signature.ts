import { type ByteString, bytesOf } from './bytes.ts';
import { type RawMessage, rawMessage } from './header.ts';

/** A signature over a message as it lies in a file, read so far that only the key is missing. */
export interface MailSignature {
  readonly scheme: Scheme;
  /** Whose key it needs: a domain; of patatt, the address of a developer. */
  readonly by: string;
  readonly selector: string;
  readonly algorithm: 'rsa' | 'ed25519';
  /** What was signed, and the signature. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** The day (ISO 8601) on which it expires by its own word (`x=`); null for never. */
  readonly expires: string | null;
  /** Why it vouches for nothing, whatever the key, in words that go on from "the signature"; null where nothing speaks against it. */
  readonly flaw: string | null;
}

export const SCHEMES = ['DKIM', 'patatt'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Signatures of one message that are looked at: a mail passes through few servers that sign. */
export const MOST_SIGNATURES = 10;

/** A message as it was sent: lines end with CRLF, whatever the file that keeps it has. */
export interface SentMessage extends RawMessage {
  /** Every header field with the lines that it is folded on, from the top. */
  readonly fields: readonly Field[];
  /** The body with CRLF. */
  readonly sentBody: ByteString;
}

export interface Field {
  /** As it stands, in its own case. */
  readonly name: string;
  /** What follows the colon, folded, without the last CRLF. */
  readonly value: string;
}

export function sentMessage(raw: ByteString): SentMessage {
  const message = rawMessage(raw);
  const head = withCrlf(raw.slice(0, message.bodyAt));
  const fields: { name: string; value: string }[] = [];
  for (const line of head.split('\r\n')) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last) last.value += `\r\n${line}`;
    else if (line.includes(':')) {
      const colon = line.indexOf(':');
      fields.push({ name: line.slice(0, colon).trimEnd(), value: line.slice(colon + 1) });
    }
  }
  return { ...message, fields, sentBody: withCrlf(message.body) };
}

const withCrlf = (text: ByteString): ByteString => text.replace(/\r?\n/g, '\r\n');

/** The tags of a signature or of a key record (RFC 6376, section 3.2); null where one stands there twice. */
export function tagsOf(value: string): ReadonlyMap<string, string> | null {
  const tags = new Map<string, string>();
  for (const each of value.split(';')) {
    const equals = each.indexOf('=');
    if (equals === -1) continue;
    const name = each.slice(0, equals).trim();
    if (tags.has(name)) return null;
    tags.set(name, each.slice(equals + 1).trim());
  }
  return tags;
}

/** Bytes in base64, folded or not; null where it is none. */
export function base64Of(value: string | undefined): Uint8Array | null {
  const bare = value?.replace(/[\s]/g, '') ?? '';
  return /^[A-Za-z0-9+/]+={0,2}$/.test(bare) ? Buffer.from(bare, 'base64') : null;
}

/** Fields that pages tell a message by: where one stands there twice, nobody knows which was signed. */
const SHOWN = [
  'from',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'content-type',
  'content-transfer-encoding',
];

/** Why what a reader is shown of the header need not be what was signed; null where it is. */
export function ambiguityOf({ fields }: SentMessage): string | null {
  const names = fields.map(({ name }) => name.toLowerCase());
  const twice = SHOWN.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return twice === undefined
    ? null
    : `covers a mail with two ${capitalised(twice)} fields, of which one is shown`;
}

const capitalised = (name: string): string =>
  name
    .split('-')
    .map((part) => (part === 'id' ? 'ID' : `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`))
    .join('-');

/** A field as `relaxed` has it (RFC 6376, section 3.4.2). */
export const relaxedField = ({ name, value }: Field): string =>
  `${name.toLowerCase()}:${value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()}`;

export const signedBytes = (text: ByteString): Uint8Array => bytesOf(text);

/** Seconds since 1970 as a day; null for what is none. */
export function dayOfSeconds(value: string | undefined): string | null {
  if (value === undefined || !/^\d{1,11}$/.test(value)) return null;
  return new Date(Number(value) * 1000).toISOString().slice(0, 10);
}
