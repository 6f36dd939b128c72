import type { Code } from '../../base/catalogue.ts';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Place } from '../../base/position.ts';
import { readMailboxes } from '../addresses.ts';
import type { ByteString } from '../bytes.ts';
import { readBody } from '../decode.ts';
import { readBodyHash } from '../dkim.ts';
import { unknownCharset } from '../encoded-words.ts';
import { type Header, type RawMessage, rawMessage } from '../header.ts';
import { type HeaderDate, readHeaderDate } from '../header-date.ts';
import { answeredId, idsIn, ownId } from '../ids.ts';
import { parameterised } from '../parameters.ts';
import { senderOf } from '../sender.ts';
import type { Delivery, Found } from './format.ts';

/**
 * Reads one message of a file with those that it forwards as parts, and says what of it looks damaged.
 *
 * @param place where its header starts.
 */
export function* readMessage(raw: ByteString, place: Place): Generator<Found | Diagnostic> {
  const message = rawMessage(raw);
  const { header } = message;
  const body = readBody(message);
  const date = dateOf(header);
  const outer = deliveryOf(header, date, body, place.file);
  yield { delivery: { ...outer, line: place.line }, raw, ending: 'eml' };
  for (const inside of body.forwarded) {
    const { header } = inside.message;
    const delivery = deliveryOf(header, dateOf(header), inside, place.file);
    // A part without these is no message that somebody sent.
    if (delivery.messageId !== null && delivery.date !== null && delivery.from.address !== null)
      yield { delivery: { ...delivery, line: place.line, isForwarded: true }, raw, ending: 'eml' };
  }
  if (raw.includes('\0') && body.text.includes('\0')) {
    yield diagnose('mail-damaged', place, {
      message: 'The message holds NUL bytes, which no mail may (RFC 5322); each is shown as "\uFFFD".',
    });
  }
  const missing = missingEnd(message);
  if (missing) yield diagnose('mail-truncated', place, { message: `The message ends early: ${missing}.` });
  const faults = body.faults.filter(({ code }) => code !== 'mail-no-words' || missing === null);
  let { line } = place;
  let counted = 0;
  for (const { code, at, ...detail } of [...malformedFields(message, date, outer, raw), ...faults].sort(
    (a, b) => a.at - b.at,
  )) {
    line += newlinesIn(raw, counted, at);
    counted = at;
    yield diagnose(code, { ...place, line }, detail);
  }
}

function newlinesIn(text: ByteString, from: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** What shows that a message was cut off; null when nothing does. */
function missingEnd({ header, headerEnds, body }: RawMessage): string | null {
  if (!headerEnds) return 'its header does not end';
  const type = header.raw('content-type');
  if (!type?.toLowerCase().startsWith('multipart/')) return null;
  const boundary = parameterised(type).parameters.get('boundary');
  const isOpen = boundary && body.includes(`--${boundary}`) && !body.includes(`--${boundary}--`);
  return isOpen ? 'the last of its parts is not closed' : null;
}

interface MalformedField {
  readonly code: Code;
  readonly at: number;
  readonly message: string;
}

/** Fields that say something which cannot be taken as it stands. */
function malformedFields(
  { header }: RawMessage,
  { iso, doubt }: HeaderDate,
  { to, cc }: Pick<Delivery, 'to' | 'cc'>,
  raw: ByteString,
): MalformedField[] {
  const found: MalformedField[] = [];
  const say = (name: string, message: string): void => {
    const at = new RegExp(`^${name}[ \\t]*:`, 'im').exec(raw)?.index ?? 0;
    found.push({ code: 'mail-field', at, message });
  };
  for (const name of ['Message-ID', 'From', 'Date', 'Subject'])
    if (isLong(header.raw(name)) && isLong(header.text(name)))
      say(name, `${name} has more than ${LIMITS.lineLength} letters; those behind them were not read.`);
  const isCut = (text: string | null): boolean => text?.length === LIMITS.lineLength;
  for (const [name, people] of Object.entries({ To: to, Cc: cc }))
    if (people.some((each) => isCut(each.name) || isCut(each.address)))
      say(name, `${name} has a name or an address of more than ${LIMITS.lineLength} letters; it was cut.`);
  const date = header.raw('date') ?? '';
  if (date !== '' && iso === null) say('Date', `Date holds no date that can be read: "${shown(date)}".`);
  if (doubt !== null) say('Date', `Date was read without its zone, "${iso}": ${doubt}.`);
  const id = header.raw('message-id') ?? '';
  if (id !== '' && !/^<[^<>\s]+>/.test(id)) {
    const read = ownId(id);
    const how = read === null ? 'It was read as none' : `It was read as "${shown(read)}"`;
    say('Message-ID', `Message-ID stands in no angle brackets of its own: "${shown(id)}". ${how}.`);
  }
  for (const name of ['From', 'Subject']) {
    const unknown = header.raw(name)?.includes('=?') ? unknownCharset(header.raw(name) ?? '') : null;
    if (unknown !== null)
      say(name, `${name} may not be what was written: nobody knows the charset "${shown(unknown)}".`);
  }
  return found;
}

const isLong = (value: string | null): boolean => (value ?? '').length > LIMITS.lineLength;

const shown = (value: string): string => value.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);

/** Fields that every message on a list has. */
const EXPECTED = ['Message-ID', 'From', 'Date', 'Subject'];

/** As much of a field as a line may hold (RFC 5322, section 2.1.1): no program writes dates, ids or subjects that are longer. */
const shortOf = (value: string): string => value.slice(0, LIMITS.lineLength);

const dateOf = (header: Header): HeaderDate => readHeaderDate(shortOf(header.raw('date') ?? ''));

/** What a message in the Internet Message Format (RFC 5322) says of itself. */
function deliveryOf(
  header: Header,
  { iso: date }: HeaderDate,
  { text, leftOut }: { readonly text: string; readonly leftOut: readonly string[] },
  file: string,
): Delivery {
  const present = new Set(header.names.map((name) => name.toLowerCase()));
  const messageId = ownId(shortOf(header.raw('message-id') ?? ''));
  const emptied = EXPECTED.filter((name) => !present.has(name.toLowerCase()) || header.raw(name) === '');
  const lists = listsOf(header);
  const from = senderOf(header, [...lists, ...postsOf(header)]);
  const [to, cc] = [readMailboxes(header.address('to')), readMailboxes(header.address('cc'))];
  const references = header.all('references').flatMap(idsIn);
  const addresses = new Set([from, ...to, ...cc].flatMap(({ address }) => address?.toLowerCase() ?? []));
  return {
    messageId,
    inReplyTo: answeredId(header.raw('in-reply-to'), references, addresses),
    references,
    from,
    date,
    zone: 'sender',
    subject: shortOf(header.text('subject') ?? ''),
    to,
    cc,
    lists,
    leftOut,
    lost: [...new Set([...emptied, ...(messageId ? [] : ['Message-ID']), ...(date ? [] : ['Date'])])],
    body: { text: withoutNul(text), shape: 'intact' },
    file,
    bodyHash: readBodyHash(header.raw('dkim-signature') ?? ''),
  };
}

/** A run of them at a time: a text may be nothing else. */
const withoutNul = (text: string): string =>
  text.includes('\0') ? text.replace(/\0+/g, (run) => '\uFFFD'.repeat(run.length)) : text;

/** The list a copy came through, under the names that list servers use (RFC 2919 for List-Id). */
function listsOf(header: Header): string[] {
  const [id] =
    header
      .raw('list-id')
      ?.match(/<[^<>\s]+>/)
      ?.map((each) => each.slice(1, -1)) ?? [];
  const [post] = postsOf(header);
  const named = header.raw('x-mailing-list') ?? header.raw('x-beenthere') ?? post ?? id?.replace('.', '@');
  return named ? [shortOf(named).toLowerCase()] : [];
}

/** The address that a list takes mail by (RFC 2369). */
function postsOf(header: Header): string[] {
  const post = /<mailto:([^>?\s]+)/.exec(header.raw('list-post') ?? '')?.[1];
  return post === undefined ? [] : [post.toLowerCase()];
}
