import { type ByteString, decodeBytes } from './bytes.ts';
import { decodeWords } from './encoded-words.ts';
import { parameterised } from './parameters.ts';

/** The header section of a message (RFC 5322, section 2.2). */
export interface Header {
  /** The first field of a name, unfolded and still encoded; null when there is none. */
  raw(name: string): string | null;
  /** All fields of a name. */
  all(name: string): readonly string[];
  /** The first field of a name as text: encoded words (RFC 2047) and raw letters beyond ASCII decoded. */
  text(name: string): string | null;
  /** The first field of a name for {@link addressList}: encoded words may hold commas, and are left. "" for none. */
  address(name: string): string;
  readonly names: readonly string[];
}

/** A message cut where its header ends. */
export interface RawMessage {
  readonly header: Header;
  readonly body: ByteString;
  /** Where the body starts in the message. */
  readonly bodyAt: number;
  /** False when no empty line ends the header: the message was cut off, or has no body. */
  readonly headerEnds: boolean;
}

/** Cuts a message at its first empty line; a line that is no field is dropped, as mail servers do. */
export function rawMessage(message: ByteString): RawMessage {
  const { at, length } = emptyLine(message);
  return {
    header: headerOf(at === -1 ? message : message.slice(0, at)),
    body: at === -1 ? '' : message.slice(at + length),
    bodyAt: at === -1 ? message.length : at + length,
    headerEnds: at !== -1,
  };
}

/** Where the first empty line starts with the end of the line before it, and how long both line ends are. */
function emptyLine(message: ByteString): { at: number; length: number } {
  if (message.startsWith('\n')) return { at: 0, length: 1 };
  for (let at = message.indexOf('\n'); at !== -1; at = message.indexOf('\n', at + 1)) {
    if (message[at + 1] === '\n') return { at, length: 2 };
    if (message[at + 1] !== '\r' || message[at + 2] !== '\n') continue;
    const before = message[at - 1] === '\r' ? 1 : 0;
    return { at: at - before, length: before + 3 };
  }
  return { at: -1, length: 0 };
}

/** The fields in a header section; a line that is none is passed over. */
export function headerOf(head: ByteString): Header {
  const fields = new Map<string, string[]>();
  const names: string[] = [];
  /** Those of the field that may go on. */
  let open: string[] | null = null;
  for (const line of head.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text.startsWith(' ') || text.startsWith('\t')) {
      if (open !== null) open[open.length - 1] += text;
      continue;
    }
    const colon = text.indexOf(':');
    // RFC 5322, section 4.5.1: of old, blanks may stand before the colon.
    const name = text.slice(0, Math.max(0, colon)).trimEnd();
    open = null;
    if (name === '' || /\s/.test(name)) continue;
    names.push(name);
    const key = name.toLowerCase();
    open = fields.get(key) ?? [];
    if (open.length === 0) fields.set(key, open);
    open.push(text.slice(colon + 1));
  }
  const raw = (wanted: string) => fields.get(wanted.toLowerCase())?.[0]?.trim() ?? null;
  return {
    raw,
    all: (wanted) => fields.get(wanted.toLowerCase())?.map((value) => value.trim()) ?? [],
    text: (wanted) => {
      const value = raw(wanted);
      return value === null ? null : decodeWords(bareText(value, raw)).replace(/\s+/g, ' ').trim();
    },
    address: (wanted) => bareText(raw(wanted) ?? '', raw),
    names,
  };
}

/** A program that leaves letters beyond ASCII bare in a field writes them as it does in the body. */
function bareText(field: ByteString, raw: Header['raw']): string {
  const type = /[\x80-\xff]/.test(field) ? raw('content-type') : null;
  return decodeBytes(field, type === null ? null : (parameterised(type).parameters.get('charset') ?? null));
}
