import { charsetOf } from './charset.ts';

/**
 * Mail is bytes in more than one charset. While it is taken apart it is held as a string with one letter for
 * each byte (`latin1` in Node's sense), which splits and searches fast and loses nothing.
 */
export type ByteString = string;

export const byteString = (bytes: Uint8Array): ByteString =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

export const bytesOf = (text: ByteString): Uint8Array => Buffer.from(text, 'latin1');

/** Text, and why it may not be what was written; null when nothing speaks against it. */
export interface Decoded {
  readonly text: string;
  readonly doubt: string | null;
}

/**
 * Decodes bytes by the charset that the message names. A charset that lies is caught where it can be: bytes
 * that are valid UTF-8 and not ASCII are UTF-8 whatever they claim, as hardly a text in another charset looks so.
 * What names no charset that anybody knows is read as Windows wrote it, in the West, and that is said.
 */
export function decoded(text: ByteString, label: string | null): Decoded {
  const isAscii = ASCII.test(text);
  if (isAscii && !isSevenBit(text, label)) return sure(text);
  const charset = label === null ? null : charsetOf(label);
  if (isAscii) return sure((charset ?? ISO_2022_JP)?.decode(bytesOf(text)) ?? text);
  const bytes = bytesOf(text);
  if (charset !== null && /^utf-(?:16|32)/.test(charset.name))
    return checked(charset.decode(bytes), charset.name);
  const utf8 = asUtf8(bytes);
  const isUtf8 = charset === null || charset.name === 'utf-8';
  if (utf8 !== null && (isUtf8 || !isShortPairs(text, charset.name))) return sure(utf8);
  if (charset !== null && !isUtf8) {
    const result = charset.decode(bytes);
    const isAsciiLabel = /ascii|646|367|^us$/i.test(label ?? '');
    const doubt = isAsciiLabel ? `they are said to be ${label}, which has no letters beyond ASCII` : null;
    return doubt === null ? checked(result, charset.name) : { text: result, doubt };
  }
  const guess = lineByLine(text);
  if (label === null) return { text: guess, doubt: 'no charset is named for letters beyond ASCII' };
  return {
    text: guess,
    doubt:
      charset === null
        ? `nobody knows the charset "${shown(label)}"`
        : `they are said to be UTF-8 and are not`,
  };
}

/** The text alone; see {@link decoded}. */
export const decodeBytes = (text: ByteString, label: string | null): string => decoded(text, label).text;

const sure = (text: string): Decoded => ({ text, doubt: null });

const checked = (text: string, name: string): Decoded => ({
  text,
  doubt: text.includes('\uFFFD') ? `some of the bytes mean nothing in ${name}` : null,
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII.
const ASCII = /^[\x00-\x7f]*$/;

/** Charsets whose bytes are all ASCII and mean something else. Japanese mail of old does not always name its own. */
const isSevenBit = (text: ByteString, label: string | null): boolean =>
  label !== null && /iso-?2022|utf-?16|utf-?32|utf-?7|hz|ucs|unicode|jis|cp5022|6500/i.test(label)
    ? true
    : text.includes('\x1b$');

const UTF8 = new TextDecoder('utf-8');
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });
const WINDOWS = new TextDecoder('windows-1252');
const ISO_2022_JP = charsetOf('iso-2022-jp');

/** A decoder that throws takes ten times as long, and a text may be wrong in every line: it is asked only where it must. */
function asUtf8(bytes: Uint8Array): string | null {
  const text = UTF8.decode(bytes);
  if (!text.includes('\uFFFD')) return text;
  // Somebody may have written that letter.
  if (!byteString(bytes).includes('\xef\xbf\xbd')) return null;
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/** Whoever appends a footer does so in a charset of their own: what of the lines is UTF-8 stays so. */
const lineByLine = (text: ByteString): string =>
  text
    .split('\n')
    .map((line) => {
      if (ASCII.test(line)) return line;
      const bytes = bytesOf(line);
      return asUtf8(bytes) ?? WINDOWS.decode(bytes);
    })
    .join('\n');

/**
 * A word or two in Chinese, Japanese or Korean can be valid UTF-8 of two bytes a letter by chance. Real UTF-8 in these
 * languages has three.
 */
const isShortPairs = (text: ByteString, charset: string): boolean =>
  EAST_ASIAN.has(charset) &&
  !/[\xe0-\xf4]|[A-Za-z][\xc2-\xdf]|[\x80-\xbf][A-Za-z]/.test(text) &&
  !decoderFails(text, charset);

const EAST_ASIAN: ReadonlySet<string> = new Set(['gbk', 'gb18030', 'big5', 'euc-kr', 'euc-jp', 'shift_jis']);

function decoderFails(text: ByteString, charset: string): boolean {
  return charsetOf(charset)?.decode(bytesOf(text)).includes('\uFFFD') ?? true;
}

const shown = (label: string): string => label.slice(0, 60);
