import { type ByteString, byteString } from './bytes.ts';
import { uuLine } from './uuencode.ts';

/**
 * Undoes a transfer encoding (RFC 2045, section 6).
 *
 * @param label the value of Content-Transfer-Encoding, as it stands: with comments, quotes or a semicolon.
 * @returns null when nobody knows the encoding.
 */
export function transferDecoded(body: ByteString, label: string | null): ByteString | null {
  const [bare = ''] = (label ?? '').replace(/\([^()]*\)/g, '').split(/[;,]/, 1);
  const encoding = ENCODINGS.get(bare.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return encoding === undefined ? null : encoding(body);
}

/** Bytes of base64, of several pieces one after another too: each may be padded. */
export function base64Bytes(text: ByteString): Uint8Array {
  const end = text.indexOf('=');
  if (end === -1 || !/[A-Za-z0-9+/]/.test(text.slice(end))) return Buffer.from(text, 'base64');
  const pieces = text.match(/[^=]+/g) ?? [];
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}

/**
 * Only the lines up to the first that is no base64 are decoded; what a list server appended in plain text (its
 * footer) is kept as it is.
 */
function base64Decoded(body: ByteString): ByteString {
  const stranger = body.search(/[^A-Za-z0-9+/=\s]/);
  const end = stranger === -1 ? body.length : body.lastIndexOf('\n', stranger) + 1;
  const decoded = byteString(base64Bytes(body.slice(0, end)));
  return end === body.length ? decoded : `${decoded}\n${body.slice(end)}`;
}

/** RFC 2045, section 6.7: soft line breaks go, so that a wrapped line of a diff is whole again. */
function quotedPrintableDecoded(body: ByteString): ByteString {
  return body
    .split('\n')
    .map(withoutBlankEnd)
    .join('\n')
    .replace(/=\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Blanks at the end of a line were added on the way (RFC 2045, section 6.7, rule 3). */
function withoutBlankEnd(line: ByteString): ByteString {
  let end = line.length;
  while (end > 0 && ' \t\r'.includes(line[end - 1] as string)) end -= 1;
  return line.slice(0, end);
}

/** POSIX uuencode, in its old and its base64 form: what stands between `begin` and `end`; other lines are kept. */
function uudecoded(body: ByteString): ByteString {
  const out: ByteString[] = [];
  let inside: 'uu' | 'base64' | null = null;
  for (const line of body.split(/\r?\n/)) {
    const begin = /^begin(-base64)? [0-7]{3,4} /.exec(line);
    if (begin) inside = begin[1] ? 'base64' : 'uu';
    else if (inside !== null && (line === 'end' || line === '====')) inside = null;
    else if (inside === null) out.push(`${line}\n`);
    else out.push(inside === 'uu' ? uuLine(line) : byteString(base64Bytes(line)));
  }
  return out.join('');
}

const asItIs = (body: ByteString): ByteString => body;

/** By their names without punctuation; some mail programs have names of their own. */
const ENCODINGS: ReadonlyMap<string, (body: ByteString) => ByteString> = new Map([
  ...[
    '',
    '7bit',
    '7bits',
    '8bit',
    '8bits',
    '8',
    '7',
    'binary',
    'none',
    'text',
    'plain',
    'usascii',
    'unknown',
  ].map((name) => [name, asItIs] as const),
  ...['base64', 'b', 'xbase64', 'base64encoding'].map((name) => [name, base64Decoded] as const),
  ...['quotedprintable', 'q', 'qp', 'quoteprintable', 'xquotedprintable', 'quotedprintible'].map(
    (name) => [name, quotedPrintableDecoded] as const,
  ),
  ...['xuuencode', 'xuue', 'uuencode', 'uue', 'uu', 'xuu'].map((name) => [name, uudecoded] as const),
]);
