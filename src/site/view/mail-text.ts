import { safeUrl } from '../../base/safe-url.ts';
import { unwrappedLink } from '../../mail/links.ts';
import { MASK } from '../../mail/masked.ts';

/** A stretch of mail text: plain, or a link to an address that stands in it. */
export interface TextPart {
  readonly text: string;
  readonly href: string | null;
}

/** A stretch of text that notes stand beside. */
export interface Noted {
  readonly start: number;
  readonly end: number;
  /** Of each note: its number in the message, and its address. */
  readonly notes: readonly { readonly number: number; readonly id: string }[];
}

export interface MarkedPart extends TextPart {
  /** The notes beside this part; none for most. */
  readonly notes: Noted['notes'];
  /** Those of them whose words end with this part. */
  readonly ending: Noted['notes'];
}

/** The parts of a text, cut where the words that notes stand beside begin and end. No letter of it is changed. */
export function markedParts(text: string, noted: readonly Noted[]): MarkedPart[] {
  let at = 0;
  return textParts(text).flatMap((part) => {
    const [start, end] = [at, at + part.text.length];
    at = end;
    const cuts = noted.flatMap((each) => [each.start, each.end]).filter((cut) => cut > start && cut < end);
    const bounds = [...new Set([start, ...cuts, end])].sort((a, b) => a - b);
    return bounds.slice(1).map((stop, index) => {
      const from = bounds[index] ?? start;
      const over = noted.filter((each) => each.start < stop && each.end > from);
      return {
        text: part.text.slice(from - start, stop - start),
        href: part.href,
        notes: over.flatMap(({ notes }) => notes),
        ending: over.filter((each) => each.end === stop).flatMap(({ notes }) => notes),
      };
    });
  });
}

const URL = /https?:\/\/[^\s<>"]+/g;

/**
 * Mail text for a page: web addresses become links (http and https only, trailing punctuation left out), and
 * one that a mail gateway has wrapped leads where its writer meant it to. One with the address of somebody in it, which is
 * masked, leads nowhere. The text stays text; nothing in it is markup.
 */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(URL)) {
    const address = match[0].replace(/[.,;:!?)\]}'*]+$/, '');
    if (match.index > at) parts.push({ text: text.slice(at, match.index), href: null });
    const href = address.includes(MASK) ? null : unwrappedLink(address);
    parts.push({ text: address, href: href !== null && safeUrl(href) ? href : null });
    at = match.index + address.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), href: null });
  return parts;
}
