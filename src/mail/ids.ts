import type { ByteString } from './bytes.ts';
import { decodeWords } from './encoded-words.ts';

/** An id in its brackets; cut by folding, or without its end. */
const BRACKETED = /<([^<>]+)(?:>|(?=<)|$)/g;

/**
 * Message-IDs in a header value (RFC 5322, section 3.6.4), without their brackets. White space within one was put
 * there by whoever folded the line. Where there are no brackets at all, whatever looks like an id is one.
 */
export function idsIn(value: ByteString | null): string[] {
  if (value === null || value === '') return [];
  const text = plainOf(value);
  const bracketed = [...text.matchAll(BRACKETED)].map(([, id = '']) => bare(id)).filter((id) => id !== '');
  if (bracketed.length > 0) return bracketed;
  return text
    .split(/[\s,;]+/)
    .map((word) => bare(word.replace(/^["'(<]{1,9}|["')>.]{1,9}$/g, '')))
    .filter((word) => /^[^\s@:"]+@[^\s@:"]+$/.test(word));
}

/** Outlook writes long fields as encoded words; pages that were taken for mail write brackets as entities. */
function plainOf(value: ByteString): string {
  const text = value.includes('=?') ? decodeWords(value) : value;
  return text.includes('&')
    ? text.replace(/&lt;/gi, '<').replace(/&gt;/gi, '>').replace(/&amp;/gi, '&')
    : text;
}

const bare = (id: string): string => id.replace(/\s+/g, '').replace(/^"([^"]*)"$/, '$1');

/** The id of a message itself: a value that is one word is one, whatever it looks like. */
export function ownId(value: ByteString | null): string | null {
  const [first] = idsIn(value);
  if (first !== undefined) return first;
  const word = bare(plainOf(value?.trim() ?? '').replace(/[<>]/g, ''));
  return word === '' || /\s/.test(value?.trim() ?? '') ? null : word;
}

/**
 * What a message says that it answers. Mail programs of old put a sentence around the id, with an address in it:
 * `Ada's message of "Mon, 4 Jan" <ada@example.org>`. An id that the references hold too is the surest; one that is
 * an address in the same header is none.
 *
 * @param addresses of whom the message is from and to.
 */
export function answeredId(
  value: ByteString | null,
  references: readonly string[],
  addresses: ReadonlySet<string>,
): string | null {
  const word = ownId(value);
  const ids = idsIn(value).length > 0 || word === null ? idsIn(value) : [word];
  const named = new Set(ids);
  const nearest = references.findLast((id) => named.has(id));
  if (nearest !== undefined && ids.length > 1) return nearest;
  const [first] = ids.filter((id) => !addresses.has(id.toLowerCase()));
  if (first === undefined || references.includes(first)) return first ?? null;
  // In a sentence stands an address as well; what the references do not know is one, and what has no digit.
  const isInSentence = !/^\s*["']?</.test(plainOf(value ?? '')) && /</.test(plainOf(value ?? ''));
  const mayBeAddress = references.length > 0 || !/\d/.test(first);
  return isInSentence && ids.length === 1 && mayBeAddress ? null : first;
}
