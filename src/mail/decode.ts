import type { Code } from '../base/catalogue.ts';
import { sha256 } from '../base/hash.ts';
import { LIMITS } from '../base/limits.ts';
import { unarmoured } from './armour.ts';
import { type ByteString, bytesOf, decoded } from './bytes.ts';
import { textOfEnriched } from './enriched.ts';
import { unflowed } from './flowed.ts';
import { type RawMessage, rawMessage } from './header.ts';
import { textOfHtml } from './html.ts';
import { type Part, partsOf } from './mime.ts';
import { fileOf, formOf, shownParts } from './shown-parts.ts';
import { transferDecoded } from './transfer.ts';
import { withoutFiles } from './uuencode.ts';

/** What a body holds, and what of it is not among its words. */
export interface BodyReading {
  readonly text: string;
  /** What is not among the words, as a reader is told. */
  readonly leftOut: readonly string[];
  readonly faults: readonly BodyFault[];
  /** Messages that it forwards as parts of their own, and those that they forward. */
  readonly forwarded: readonly Forwarded[];
}

export interface BodyFault {
  readonly code: Code;
  readonly message: string;
  readonly fix?: string;
  /** Offset of what it is about in the message. */
  readonly at: number;
}

export interface Forwarded {
  readonly message: RawMessage;
  readonly text: string;
  readonly leftOut: readonly string[];
}

/** A message that is being read: the outermost, or one that is forwarded. */
interface Opened {
  readonly message: RawMessage;
  /** Offset of its body in the outermost message; where it was encoded, of the part that holds it. */
  readonly at: number;
  /** Whether offsets in its body are offsets in the outermost message. */
  readonly isPlain: boolean;
  readonly depth: number;
  /** Its words, and the places among the opened of messages forwarded between them. */
  readonly pieces: (string | number)[];
  readonly leftOut: string[];
}

/** How parts that are left out are told of: so that a reader misses them, or so that who has one knows that it is it. */
export type Telling = 'in short' | 'with hashes';

/**
 * Reads the words of a message's body: of all its parts, in their order. A forwarded message stands there as a quote
 * does in plain mail: behind marks, under its own header fields.
 */
export function readBody(outermost: RawMessage, telling: Telling = 'in short'): BodyReading {
  const faults: BodyFault[] = [];
  const opened: Opened[] = [openedAt(outermost, outermost.bodyAt, true, 0)];
  for (const each of opened) readParts(each, opened, faults, telling);
  // Whatever is forwarded stands behind what forwards it: from the last on, all that is inside is known.
  const texts: string[] = [];
  for (let at = opened.length - 1; at >= 0; at -= 1) texts[at] = textOf(opened[at] as Opened, opened, texts);
  const [first, ...inside] = opened as [Opened, ...Opened[]];
  const text = texts[0] as string;
  // A digest's words are those of its messages.
  if (text.trim() === '' && inside.length === 0)
    faults.push({ code: 'mail-no-words', message: 'The message holds no words.', at: outermost.bodyAt });
  return {
    text,
    leftOut: first.leftOut,
    faults,
    forwarded: inside.map(({ message, leftOut }, at) => ({
      message,
      leftOut,
      text: texts[at + 1] as string,
    })),
  };
}

const openedAt = (message: RawMessage, at: number, isPlain: boolean, depth: number): Opened => ({
  message,
  at,
  isPlain,
  depth,
  pieces: [],
  leftOut: [],
});

function readParts(each: Opened, opened: Opened[], faults: BodyFault[], telling: Telling): void {
  const known = new Map<Part, Words>();
  const read = (part: Part): Words => {
    const words = known.get(part) ?? wordsOf(part);
    known.set(part, words);
    return words;
  };
  const leaveOut = ({ what, fix }: LeftOut, at: number): void => {
    each.leftOut.push(what);
    const message = `A part of the message is left out: ${what}.`;
    faults.push({ code: 'mail-left-out', message, ...(fix === undefined ? {} : { fix }), at });
  };
  const root = partsOf(each.message.header, each.message.body);
  for (const { part, use } of shownParts(root, (one) => read(one).text)) {
    const at = each.isPlain ? each.at + part.at : each.at;
    if (use === 'message' && each.depth < LIMITS.forwards) {
      each.pieces.push(opened.length);
      opened.push(forwardedIn(part, each, at));
    } else if (use === 'words') {
      const { text, doubt, without } = read(part);
      each.pieces.push(text);
      if (doubt !== null) faults.push({ code: 'mail-undecoded', message: doubt, at });
      for (const each of without) leaveOut(each, at);
    } else leaveOut(telling === 'in short' ? leftOutOf(part) : hashed(leftOutOf(part), part), at);
  }
}

function forwardedIn(part: Part, { at, isPlain, depth }: Opened, partAt: number): Opened {
  const encoding = part.header.raw('content-transfer-encoding');
  const whole = transferDecoded(part.body, encoding) ?? part.body;
  const start = whole.search(/\S/);
  const message = rawMessage(start > 0 ? whole.slice(start) : whole);
  const bodyAt = at + part.bodyAt + Math.max(0, start) + message.bodyAt;
  return isPlain && whole === part.body
    ? openedAt(message, bodyAt, true, depth + 1)
    : openedAt(message, partAt, false, depth + 1);
}

/** A digest's messages are read as messages: it quotes none. */
function textOf({ message, pieces }: Opened, opened: readonly Opened[], texts: readonly string[]): string {
  const isDigest = /^\s*multipart\/digest/i.test(message.header.raw('content-type') ?? '');
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'string') return only;
  return pieces
    .map((piece) =>
      typeof piece === 'string' ? piece : isDigest ? '' : quoted(opened[piece] as Opened, texts[piece] ?? ''),
    )
    .filter((text) => text.trim() !== '')
    .map((text) => (text.endsWith('\n') ? text : `${text}\n`))
    .join('\n');
}

/** The fields that tell who wrote what is forwarded and its words, all behind marks: so it ends where its part does. */
function quoted({ message: { header } }: Opened, text: string): string {
  const fields = ['From', 'Date', 'Subject'].flatMap((name) => {
    const value = header.text(name);
    return value ? [`${name}: ${value}`] : [];
  });
  const marked = [...fields, '', ...text.trimEnd().split('\n')].map((line) =>
    line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd(),
  );
  return [...marked, ''].join('\n');
}

interface Words {
  readonly text: string;
  /** Why the text may not be what was written. */
  readonly doubt: string | null;
  /** What stood among them and holds none. */
  readonly without: readonly LeftOut[];
}

function wordsOf(part: Part): Words {
  const form = formOf(part);
  if (form === null && part.refused === null) return { text: '', doubt: null, without: [] };
  const encoding = part.header.raw('content-transfer-encoding');
  const bytes = transferDecoded(part.body, encoding);
  const charset =
    part.parameters.get('charset') || (form === 'html' ? charsetInHtml(bytes ?? part.body) : null);
  const { text, doubt } = decoded(bytes ?? part.body, charset);
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const doubts = [
    ...(part.type.startsWith('multipart/') ? ['the boundary between its parts is nowhere in it'] : []),
    ...(bytes === null ? [`nobody knows the transfer encoding "${encoding?.slice(0, 60)}"`] : []),
    ...(doubt === null ? [] : [doubt]),
  ];
  const words =
    form === 'plain'
      ? plainWords(unflowed(lines, part.parameters))
      : {
          text: form === 'html' ? textOfHtml(lines) : textOfEnriched(lines, form === 'richtext'),
          without: [],
        };
  return {
    ...words,
    doubt:
      doubts.length === 0 ? null : `Words of the message may not be what was written: ${doubts.join('; ')}.`,
  };
}

/** A plain body without what old programs put between its words: files, and what PGP puts around them. */
function plainWords(body: string): Pick<Words, 'text' | 'without'> {
  const { text, isEncrypted } = unarmoured(body);
  const { text: words, files } = withoutFiles(text);
  const lost = files.map(({ name, bytes }) => ({ what: `"${shownName(name)}", ${sizeAsText(bytes)}` }));
  return { text: words, without: [...(isEncrypted ? [ENCRYPTED] : []), ...lost] };
}

const charsetInHtml = (html: ByteString): string | null =>
  /<meta\s[^>]{0,200}?charset\s{0,3}=\s{0,3}["']?([\w-]{1,40})/i.exec(html.slice(0, 4000))?.[1] ?? null;

/** What is left out, for the reader and for who can mend it. */
interface LeftOut {
  readonly what: string;
  readonly fix?: string | undefined;
}

const ENCRYPTED: LeftOut = {
  what: 'words that are encrypted',
  fix: 'Ask who holds the key whether the words may be published, and take them from there.',
};

function leftOutOf(part: Part): LeftOut {
  if (part.type === 'multipart/encrypted') return ENCRYPTED;
  if (/^application\/(?:x-)?pkcs7-mime$/.test(part.type))
    return /^(?:signed|certs)/i.test(part.parameters.get('smime-type') ?? '')
      ? {
          what: 'words within an S/MIME signature',
          fix: 'Open the mail in a mail program and save its words.',
        }
      : ENCRYPTED;
  const file = fileOf(part);
  const name = file === null ? part.type : `"${shownName(file)}" (${part.type})`;
  const what = `${name}, ${sizeOf(part)}${part.refused === null ? '' : `, as ${part.refused}`}`;
  return /^application\/(?:x-)?(?:vnd\.)?ms-tnef$/.test(part.type)
    ? { what, fix: 'Outlook made this file: it may hold the words. Ask for the mail as plain text.' }
    : { what };
}

/** With the hash of the file as it was before it was put into mail. */
function hashed({ what }: LeftOut, { header, body }: Part): LeftOut {
  const bytes = transferDecoded(body, header.raw('content-transfer-encoding')) ?? body;
  return { what: `${what}, SHA-256 ${sha256(bytesOf(bytes))}` };
}

/** Names of files come from strangers, and go into sentences. */
const shownName = (name: string): string => name.replace(/[\p{C}"]/gu, '').slice(0, 80);

function sizeOf({ header, body }: Part): string {
  const isBase64 = /^\s*base64/i.test(header.raw('content-transfer-encoding') ?? '');
  const bytes = isBase64 ? Math.floor((body.replace(/[\s=]/g, '').length * 3) / 4) : bytesOf(body).length;
  return sizeAsText(bytes);
}

const sizeAsText = (bytes: number): string =>
  bytes < 1024 ? `${bytes} bytes` : `${Math.ceil(bytes / 1024)} KiB`;
