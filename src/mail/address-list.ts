import { LIMITS } from '../base/limits.ts';
import { decodeWords } from './encoded-words.ts';
import type { Mailbox } from './message.ts';

/** One token of an address list, or one letter that is none: an encoded word is a token also where it should not be. */
const TOKEN = /=\?[^?\s]{1,80}\?[BbQq]\?[^?]*\?=|\\[\s\S]|[^\\=",;:<>()\s]+|\s+|[\s\S]/g;

/**
 * Reads an address list (RFC 5322, section 3.4) as strangers write it: quotes and comments that do not end, encoded
 * words within quotes, routes, groups (whose members are taken), names without an address.
 *
 * @param value with its encoded words, so that a comma within one ends no address.
 */
export function addressList(value: string): Mailbox[] {
  return plainList(value) ?? anyList(value);
}

/** A comma, a bracket or a quote within an encoded word. */
const WITHIN_WORD = /\?[BbQq]\?[^?,<>"]*[,<>"]/;
/** One mailbox, and the comma behind it: a name, in quotes or not, an address in brackets, or only one of them. */
const MAILBOX = /(?:\s*"([^"\\]*)"\s*|([^"(),:;<>\\]*))(?:<([^"(),:;<>\\]*)>\s*)?(?:,|$)/y;

/** A list as nearly all are: without comments, groups and escapes. Null for any other. */
function plainList(value: string): Mailbox[] | null {
  if (value.includes('=?') && WITHIN_WORD.test(value)) return null;
  const all: Mailbox[] = [];
  for (let at = 0; at < value.length; ) {
    MAILBOX.lastIndex = at;
    const found = MAILBOX.exec(value);
    if (found === null) return null;
    at = MAILBOX.lastIndex;
    const name = nameOf(found[1] ?? found[2] ?? '');
    const address = found[3] === undefined ? null : cut(found[3].replace(/\s+/g, ''));
    if (found[3] === undefined && /^[^\s@]+@[^\s@]+$/.test(name)) all.push({ name: null, address: name });
    else if (name === address) all.push({ name: null, address });
    else if (name !== '' || address !== null) all.push({ name: name || null, address });
  }
  return all;
}

const nameOf = (words: string): string =>
  decodeWords(words)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'([^']+)'$/, '$1')
    .replace(/^\(([^()]+)\)$/, '$1')
    .slice(0, LIMITS.lineLength);

/** What is longer than a line is no name and no address. */
const cut = (text: string): string | null => text.slice(0, LIMITS.lineLength) || null;

function anyList(value: string): Mailbox[] {
  const all: Mailbox[] = [];
  let words = '';
  let comment = '';
  let address: string | null = null;
  let isAngle = false;
  let isQuoted = false;
  let comments = 0;
  const end = (): void => {
    const name = nameOf(words);
    const said = decodeWords(comment).replace(/\s+/g, ' ').trim();
    const isBare = address === null && /^[^\s@]+@[^\s@]+$/.test(name);
    const found = cut(isBare ? name : (address?.replace(/[<\s]+/g, '').replace(/^@[^:]*:/, '') ?? ''));
    const called = cut(isBare ? said : name || said);
    // Some programs repeat the address in the name's place.
    const mailbox = { name: called === found ? null : called, address: found };
    if (mailbox.name !== null || mailbox.address !== null) all.push(mailbox);
    words = comment = '';
    address = null;
    isAngle = isQuoted = false;
    comments = 0;
  };
  for (const [token] of value.matchAll(TOKEN)) {
    const letter = token.startsWith('\\') ? token.slice(1) : token;
    if (comments > 0) {
      if (token === '(') comments += 1;
      if (token === ')') comments -= 1;
      if (comments > 0) comment += letter;
    } else if (isQuoted) {
      if (token === '"') isQuoted = false;
      else words += letter.replaceAll('"', '');
      // A quote that ends within an encoded word.
      if (/^=\?.*"\?=$/s.test(token)) isQuoted = false;
    } else if (isAngle) {
      if (token === '>') isAngle = false;
      // The bracket is missing; within a route (`<@a,@b:c@d>`) commas belong.
      else if (token === ',' && /^[^@\s]+@/.test(address ?? '')) end();
      else address += letter;
    } else if (token === '(') {
      comments = 1;
      if (comment !== '') comment += ' ';
    } else if (token === '"') isQuoted = true;
    else if (token === '<') {
      // A second address in one mailbox begins the next: somebody forgot the comma.
      if (address !== null) end();
      address = '';
      isAngle = true;
    } else if (token === ',' || token === ';') end();
    else if (token === ':' && address === null) words = '';
    else words += letter;
  }
  end();
  return all;
}
