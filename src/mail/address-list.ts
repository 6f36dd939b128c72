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

/** What makes a list more than names, addresses and commas; the last finds a comma or bracket within an encoded word. */
const MORE = /["():;\\]|\?[BbQq]\?[^?,<>]*[,<>]/;

/** A list as nearly all are: names and addresses in brackets, or addresses alone. Null for any other. */
function plainList(value: string): Mailbox[] | null {
  if (MORE.test(value)) return null;
  const all: Mailbox[] = [];
  for (const each of value.split(',')) {
    const open = each.indexOf('<');
    const close = open === -1 ? -1 : each.indexOf('>', open);
    const isOne = open === -1 ? !each.includes('>') : each.lastIndexOf('<') === open && endsAt(each, close);
    if (!isOne) return null;
    const name = nameOf(open === -1 ? each : each.slice(0, open));
    const address = open === -1 ? null : each.slice(open + 1, close).replace(/\s+/g, '') || null;
    if (open === -1 ? /^[^\s@]+@[^\s@]+$/.test(name) : name === address)
      all.push({ name: null, address: address ?? name });
    else if (name !== '' || address !== null) all.push({ name: name || null, address });
  }
  return all;
}

const endsAt = (text: string, at: number): boolean => at !== -1 && text.slice(at + 1).trim() === '';

const nameOf = (words: string): string =>
  decodeWords(words)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'([^']+)'$/, '$1');

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
