import { sha256 } from '../base/hash.ts';
import type { Message } from './message.ts';

/** The name of what {@link sealedWords} does; whoever changes that gives it another. */
export const NORMALISATION = 'words-1';

/** Hashes of what a message says. */
export interface SealedWords {
  /** SHA-256 of who says it, when, answering what, and of its words. */
  readonly sha256: string;
  /** SHA-256 of its words alone. */
  readonly text: string;
  /**
   * SHA-256 of its words as far as archives agree on them: on one line, without lines that hold only quote marks, and
   * without the hosts of addresses, which many hide.
   */
  readonly line: string;
}

/**
 * Hashes a message under `words-1`, which every encoding of one message comes to, and no other words do.
 *
 * - The text is the decoded body as it is read (RFC 2045 encodings undone, charsets made Unicode, forwarded messages
 *   behind marks), in Unicode's form C. Lines end with LF; blanks at the end of a line and empty lines before the first
 *   and after the last go. All else stands: quote marks and blanks before a word tell who speaks, and so does where a
 *   line ends.
 * - Above it stand, a line each, its name, the Message-ID, the ids that it answers and refers to, the writer's name and
 *   address, the date in ISO 8601 and the subject, decoded and unfolded, in form C; what a mail does not have is empty.
 *   White space in them is one space. Then an empty line, and the text's own hash.
 * - To, Cc, lists, attachments and everything that servers add are left out: copies of one message differ in them.
 */
export function sealedWords(message: Sealable): SealedWords {
  const { messageId, inReplyTo, references, from, date, subject, body } = message;
  const text = sha256(textOf(body.text));
  const fields = [
    ['Message-ID', messageId],
    ['In-Reply-To', inReplyTo],
    ['References', references.join(' ')],
    ['Name', from.name],
    ['Address', from.address],
    ['Date', date],
    ['Subject', subject],
  ] as const;
  const lines = fields.map(([name, value]) => `${name}: ${folded(value ?? '')}`);
  return {
    sha256: sha256([NORMALISATION, ...lines, '', text, ''].join('\n')),
    text,
    line: sha256(folded(bare(body.text))),
  };
}

/** What of a message is sealed. */
export type Sealable = Pick<
  Message,
  'messageId' | 'inReplyTo' | 'references' | 'from' | 'date' | 'subject' | 'body'
>;

const bare = (body: string): string =>
  body
    .split('\n')
    .filter((line) => !/^[>\s]*$/.test(line))
    .join('\n')
    .replace(/@[\w.-]{1,250}/g, '@');

const folded = (value: string): string => value.normalize('NFC').replace(/\s+/g, ' ').trim();

function textOf(body: string): string {
  const lines = body.normalize('NFC').split(/\r\n|\r|\n/);
  const ended = lines.map((line) => line.trimEnd());
  const first = ended.findIndex((line) => line !== '');
  if (first === -1) return '';
  return ended.slice(first, ended.findLastIndex((line) => line !== '') + 1).join('\n');
}
