import { unwrappedLink } from '../../mail/links.ts';

/** A stretch of mail text: plain, or a link to an address that stands in it. */
export interface TextPart {
  readonly text: string;
  readonly href: string | null;
}

const URL = /https?:\/\/[^\s<>"]+/g;

/**
 * Mail text for a page: web addresses become links (http and https only, trailing punctuation left out), and
 * one that a mail gateway has wrapped leads where its writer meant it to; mail addresses are masked as archives
 * mask them. The text stays text; nothing in it is markup.
 */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(URL)) {
    const address = match[0].replace(/[.,;:!?)\]}'*]+$/, '');
    if (match.index > at) parts.push(plain(text.slice(at, match.index)));
    parts.push({ text: address, href: unwrappedLink(address) });
    at = match.index + address.length;
  }
  if (at < text.length) parts.push(plain(text.slice(at)));
  return parts;
}

const plain = (text: string): TextPart => ({ text: maskAddresses(text), href: null });

/** `name@example.org` becomes `name@xxxxxxxxxxx`, as long as it was. */
export const maskAddresses = (text: string): string =>
  text.replace(
    /([\w.+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)/g,
    (_, name: string, domain: string) => `${name}@${'x'.repeat(domain.length)}`,
  );
