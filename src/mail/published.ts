import { readBody } from './decode.ts';
import { decodeWords } from './encoded-words.ts';
import type { Delivery, Found } from './formats/format.ts';
import { rawMessage } from './header.ts';
import { type IsMessageId, masked } from './masked.ts';
import type { Mailbox } from './message.ts';

/** Fields of a header that are published, and what is shown of each; those that servers add tell where somebody sat. A mail
 * may have a field of any name, `constructor` too.
 */
const SHOWN: ReadonlyMap<string, (delivery: Delivery, raw: string) => string> = new Map(
  Object.entries<(delivery: Delivery, raw: string) => string>({
    from: ({ from }) => mailbox(from),
    date: ({ date }, raw) => raw || (date ?? ''),
    subject: ({ subject }) => subject,
    'message-id': ({ messageId }) => bracketed(messageId === null ? [] : [messageId]),
    'in-reply-to': ({ inReplyTo }) => bracketed(inReplyTo === null ? [] : [inReplyTo]),
    references: ({ references }) => bracketed(references),
    'list-id': (_, raw) => raw,
    'mime-version': (_, raw) => raw,
    'content-type': (_, raw) => raw,
    'content-transfer-encoding': (_, raw) => raw,
    'content-language': (_, raw) => raw,
  }),
);

/** Fields that every message has, in whatever format it came. */
const READ = ['From', 'Date', 'Subject', 'Message-ID', 'In-Reply-To', 'References'];

/** The first lines of what is published tell what it is not. */
export interface PublishedOptions {
  readonly isMessageId: IsMessageId;
  /** How the mail itself is sealed, in words; null where it is not. */
  readonly sealed: string | null;
}

/**
 * A mail as text that anybody may read: the fields of its header that are about the conversation, and its words, decoded.
 * Addresses in both are masked. What is left out is counted, and files are named with their hash.
 */
export function publishedMail(
  { delivery, raw, ending }: Found,
  { isMessageId, sealed }: PublishedOptions,
): string {
  const own = ending === 'eml' && !delivery.isForwarded ? rawMessage(raw) : null;
  const names = own ? own.header.names : READ;
  const shown = names.filter((name) => SHOWN.has(name.toLowerCase()));
  const fields = [...new Set(shown)].flatMap((name) => {
    const value = SHOWN.get(name.toLowerCase())?.(delivery, decodeWords(own?.header.raw(name) ?? '')) ?? '';
    return value === '' ? [] : [`${name}: ${oneLine(masked(value, isMessageId))}`];
  });
  const files = own ? readBody(own, 'with hashes').leftOut : delivery.leftOut;
  const about = [
    'This is a mail as this site publishes it: not byte for byte as it was received.',
    'Letters of addresses are replaced by "…", and the words are decoded.',
    ...(names.length > shown.length
      ? [`${names.length - shown.length} of its ${names.length} header fields are left out.`]
      : []),
    ...files.map((file) => `Left out: ${oneLine(masked(file, isMessageId))}.`),
    ...(sealed === null ? [] : [`The mail itself is sealed: ${sealed}.`]),
  ];
  return `${about.map((line) => `# ${line}`).join('\n')}\n\n${fields.join('\n')}\n\n${masked(delivery.body.text, isMessageId)}`;
}

const mailbox = ({ name, address }: Mailbox): string =>
  name === null ? (address ?? '') : address === null ? name : `${name} <${address}>`;

const bracketed = (ids: readonly string[]): string => ids.map((id) => `<${id}>`).join(' ');

/** A field that is folded, or a name with a line end in it, is one line: nothing of it is taken for another field. */
const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();
