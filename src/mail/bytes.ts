/**
 * Mail is bytes in more than one charset. While it is taken apart it is held as a string with one letter for
 * each byte (`latin1` in Node's sense), which splits and searches fast and loses nothing.
 */
export type ByteString = string;

export const byteString = (bytes: Uint8Array): ByteString =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

export const bytesOf = (text: ByteString): Uint8Array => Buffer.from(text, 'latin1');

/**
 * Decodes bytes by the charset that the message names. A charset that lies is caught where it can be: bytes
 * that are valid UTF-8 and not ASCII are UTF-8 whatever they claim, as no text in another charset looks so.
 */
export function decodeBytes(text: ByteString, charset: string | null): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII.
  if (/^[\x00-\x7f]*$/.test(text) && !/^(?:iso-2022|utf-?16|utf-?7|hz)/i.test(charset ?? '')) return text;
  const bytes = bytesOf(text);
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return decoderFor(charset).decode(bytes);
  }
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Western mail without a word about its charset was written on Windows. */
function decoderFor(charset: string | null): TextDecoder {
  try {
    return new TextDecoder(charset && !/^(?:us-ascii|utf-?8)$/i.test(charset) ? charset : 'windows-1252');
  } catch {
    return new TextDecoder('windows-1252');
  }
}
