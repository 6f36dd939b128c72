import { remembered } from '../base/remembered.ts';
import { byteString, decodeBytes } from './bytes.ts';
import { charsetOf } from './charset.ts';
import { base64Bytes } from './transfer.ts';

/** `=?charset*language?encoding?text?=` (RFC 2047, section 2; the language is RFC 2231's). */
const WORD = /=\?([^?\s]{1,80})\?([BbQq])\?([^?]*)\?=/g;

interface Word {
  readonly charset: string;
  readonly encoding: string;
  text: string;
}

/**
 * Decodes the encoded words of a header value. White space between two of them is none, and letters that were cut
 * between two of one charset are whole again.
 *
 * @param value in which letters beyond ASCII that stand there as they are have been decoded.
 */
export const decodeWords = (value: string): string => (value.includes('=?') ? decodedWords(value) : value);

/** The same few names and subjects stand in all mails of a thread. */
const decodedWords = remembered(wordsDecoded, { most: 2000, longest: 500 });

function wordsDecoded(value: string): string {
  let text = '';
  let end = 0;
  let open: Word[] = [];
  const close = (): void => {
    text += textOf(open);
    open = [];
  };
  for (const { 0: whole, 1: name = '', 2: encoding = '', 3: inside = '', index } of value.matchAll(WORD)) {
    const between = value.slice(end, index);
    if (open.length === 0 || between.trim() !== '') {
      close();
      text += between;
    }
    const word = {
      charset: name.toLowerCase().split('*', 1)[0] ?? '',
      encoding: encoding.toUpperCase(),
      text: inside,
    };
    if (open[0] && open[0].charset !== word.charset) close();
    open.push(word);
    end = index + whole.length;
  }
  close();
  return text + value.slice(end);
}

/** The charset of the first encoded word that nobody can decode; null when there is none. */
export function unknownCharset(value: string): string | null {
  for (const [, name = ''] of value.matchAll(WORD)) {
    const label = name.split('*', 1)[0] ?? '';
    if (charsetOf(label) === null) return label;
  }
  return null;
}

function textOf(words: readonly Word[]): string {
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    // Some programs cut the base64 and not what it stands for.
    if (
      last?.encoding === 'B' &&
      word.encoding === 'B' &&
      last.text.length % 4 !== 0 &&
      !last.text.endsWith('=')
    )
      last.text += word.text;
    else joined.push({ ...word });
  }
  if (joined.some(({ text }) => /[\u0100-\uffff]/.test(text))) return joined.map(({ text }) => text).join('');
  const bytes = joined.map(({ encoding, text }) =>
    encoding === 'B' ? byteString(base64Bytes(text)) : fromQ(text),
  );
  return words[0] === undefined ? '' : decodeBytes(bytes.join(''), words[0].charset);
}

const fromQ = (text: string): string =>
  text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
