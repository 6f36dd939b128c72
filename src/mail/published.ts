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

/** A mail as it is published: what it is not, the fields of its header, its words. */
interface Published {
  readonly about: readonly string[];
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly words: string;
}

/**
 * A mail as text that anybody may read: the fields of its header that are about the conversation, and its words, decoded.
 * Addresses in both are masked. What is left out is counted, and files are named with their hash.
 */
export function publishedMail(found: Found, options: PublishedOptions): string {
  const { about, fields, words } = published(found, options);
  const header = fields.map(([name, value]) => `${name}: ${value}`).join('\n');
  return `${about.map((line) => `# ${line}`).join('\n')}\n\n${header}\n\n${words}`;
}

/**
 * The same as one message of an mbox, for a mail program: what it is not stands in Comments (RFC 5322, section 3.6.5), and the
 * header says how the words are written now. In the form `mboxrd`, each line that could be taken for the next message has one
 * more `>` before it, and only those (https://www.loc.gov/preservation/digital/formats/fdd/fdd000385.shtml).
 */
export function publishedInMbox(found: Found, options: PublishedOptions): string {
  const { about, fields, words } = published(found, options);
  const header = [
    ...fields
      .filter(([name]) => !/^(?:mime-version|content-)/i.test(name))
      .map(([name, value]) => [name, name.toLowerCase() === 'date' ? asMailDate(value) : value]),
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Transfer-Encoding', '8bit'],
    ...about.map((line) => ['Comments', line]),
  ];
  const text = `${header.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${words}${words.endsWith('\n') ? '' : '\n'}`;
  return `From mboxrd@z Thu Jan  1 00:00:00 1970\n${text.replace(/^>*From /gm, '>$&')}\n`;
}

function published({ delivery, raw, ending }: Found, { isMessageId, sealed }: PublishedOptions): Published {
  const own = ending === 'eml' && !delivery.isForwarded ? rawMessage(raw) : null;
  const names = own ? own.header.names : READ;
  const shown = names.filter((name) => SHOWN.has(name.toLowerCase()));
  const fields = [...new Set(shown)].flatMap((name) => {
    const value = SHOWN.get(name.toLowerCase())?.(delivery, decodeWords(own?.header.raw(name) ?? '')) ?? '';
    return value === '' ? [] : [[name, oneLine(masked(value, isMessageId))] as const];
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
  return { about, fields, words: masked(delivery.body.text, isMessageId) };
}

/** A date as mail has it (RFC 5322, section 3.3), where only ours is known; `-0000` says that nobody knows the writer's zone. */
function asMailDate(value: string): string {
  const [, day = '', clock = '00:00:00', offset = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(value) ?? [];
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return value;
  const zone = offset === '' ? '-0000' : offset === 'Z' ? '+0000' : offset.replace(':', '');
  const written = at.toUTCString().slice(0, 'Mon, 04 Jan 2021'.length).replace(' 0', ' ');
  return `${written} ${clock} ${zone}`;
}

const mailbox = ({ name, address }: Mailbox): string =>
  name === null ? (address ?? '') : address === null ? name : `${name} <${address}>`;

const bracketed = (ids: readonly string[]): string => ids.map((id) => `<${id}>`).join(' ');

/** A field that is folded, or a name with a line end in it, is one line: nothing of it is taken for another field. */
const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();
