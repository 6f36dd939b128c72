import { decodeWords } from 'postal-mime';
import { type ByteString, decodeBytes } from './bytes.ts';

/** The header section of a message (RFC 5322, section 2.2). */
export interface Header {
  /** The first field of a name, unfolded and still encoded; null when there is none. */
  raw(name: string): string | null;
  /** All fields of a name. */
  all(name: string): readonly string[];
  /** The first field of a name as text: encoded words (RFC 2047) and raw UTF-8 decoded. */
  text(name: string): string | null;
  readonly names: readonly string[];
}

/** A message cut where its header ends. */
export interface RawMessage {
  readonly header: Header;
  readonly body: ByteString;
  /** False when no empty line ends the header: the message was cut off, or has no body. */
  readonly headerEnds: boolean;
}

/** Cuts a message at its first empty line; a line that is no field is dropped, as mail servers do. */
export function rawMessage(message: ByteString): RawMessage {
  const { at, length } = emptyLine(message);
  return {
    header: headerOf(at === -1 ? message : message.slice(0, at)),
    body: at === -1 ? '' : message.slice(at + length),
    headerEnds: at !== -1,
  };
}

/** Where the first empty line starts with the end of the line before it, and how long both line ends are. */
function emptyLine(message: ByteString): { at: number; length: number } {
  if (message.startsWith('\n')) return { at: 0, length: 1 };
  const at = message.indexOf('\n\n');
  const crlf = message.indexOf('\n\r\n');
  if (crlf === -1 || (at !== -1 && at < crlf)) return { at, length: 2 };
  const before = message[crlf - 1] === '\r' ? 1 : 0;
  return { at: crlf - before, length: before + 3 };
}

function headerOf(head: ByteString): Header {
  const fields = new Map<string, string[]>();
  const names: string[] = [];
  let name: string | null = null;
  for (const line of head.split('\n')) {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (/^[ \t]/.test(text)) {
      const values = name === null ? undefined : fields.get(name.toLowerCase());
      if (values) values[values.length - 1] += text;
      continue;
    }
    const colon = text.indexOf(':');
    name = colon > 0 && !/\s/.test(text.slice(0, colon)) ? text.slice(0, colon) : null;
    if (name === null) continue;
    names.push(name);
    const values = fields.get(name.toLowerCase());
    if (values) values.push(text.slice(colon + 1));
    else fields.set(name.toLowerCase(), [text.slice(colon + 1)]);
  }
  const raw = (wanted: string) => fields.get(wanted.toLowerCase())?.[0]?.trim() ?? null;
  return {
    raw,
    all: (wanted) => fields.get(wanted.toLowerCase())?.map((value) => value.trim()) ?? [],
    text: (wanted) => {
      const value = raw(wanted);
      return value === null ? null : decodeWords(decodeBytes(value, null)).replace(/\s+/g, ' ').trim();
    },
    names,
  };
}

/** A value with parameters, such as `text/plain; charset="utf-8"` (RFC 2045, section 5.1). */
export function parameter(value: string | null, name: string): string | null {
  for (const part of value?.split(';').slice(1) ?? []) {
    const equals = part.indexOf('=');
    if (part.slice(0, equals).trim().toLowerCase() !== name) continue;
    return part
      .slice(equals + 1)
      .trim()
      .replace(/^"([^"]*)"?$/, '$1');
  }
  return null;
}
