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
  const all: Mailbox[] = [];
  let words = '';
  let comment = '';
  let address: string | null = null;
  let isAngle = false;
  let isQuoted = false;
  let comments = 0;
  const end = (): void => {
    const name = decodeWords(words)
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^'([^']+)'$/, '$1');
    const said = decodeWords(comment).replace(/\s+/g, ' ').trim();
    const isBare = address === null && /^[^\s@]+@[^\s@]+$/.test(name);
    const found = (isBare ? name : (address?.replace(/[<\s]+/g, '').replace(/^@[^:]*:/, '') ?? '')) || null;
    const called = (isBare ? said : name || said) || null;
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
