import { attributionAt } from '../attribution.ts';
import type { Named } from '../sign-off.ts';
import type { AddressBook } from './address-book.ts';
import { withAddresses, withBreaks } from './address-gap.ts';
import type { Habits } from './habits.ts';
import { crlf, prosePart } from './prose.ts';
import { fixed, type Option, type Part, partBy, partOf } from './search.ts';
import { signaturePart } from './signature.ts';

/** Who writes, and who can be reached where. */
export interface People {
  readonly writer: Named;
  readonly addresses: AddressBook;
}

/**
 * The ways in which a writer may have typed a text: prose, trailers, a signature.
 *
 * @param enough ways to cut prose into a number of paragraphs.
 */
export function typedParts(text: string, habits: Habits, people: People, enough: number = ENOUGH): Part[] {
  const [message, signature] = signatureApart(text);
  const pieces = trailersApart(message, people.writer);
  const parts = pieces.map((each, at) => {
    const part = isTrailer(each)
      ? trailer(each, people)
      : prosePart(each, habits.width, people.writer, enough);
    if (at === 0) return part;
    return afterBlank(part, !isTrailer(each) || !isTrailer(pieces[at - 1] ?? ''));
  });
  return signature === null ? parts : [...parts, ...signatureParts(signature, habits, people)];
}

/** Ways to cut a text whose beginning is known. */
const ENOUGH = 40;

/** A text cut at the mark above its signature (RFC 3676, section 4.3); null when it has none. */
export function signatureApart(text: string): readonly [string, string | null] {
  const at = ` ${text}`.indexOf(' -- ');
  return at === -1 ? [text, null] : [text.slice(0, Math.max(0, at - 1)), text.slice(at + 3)];
}

export function signatureParts(signature: string, { signatureMark }: Habits, { writer }: People): Part[] {
  const mark = `${signatureMark}\r\n`;
  const blanks = [0, 1, 2].map((count) => ({ text: `${'\r\n'.repeat(count)}${mark}`, oddity: count }));
  return [partOf(blanks), signaturePart(signature, writer)];
}

/** Unmarked text above a quote: an attribution line, perhaps below a greeting, or the answer to an earlier quote. */
export function introducingParts(text: string, habits: Habits, people: People): Part[] {
  const at = attributionIn(text);
  if (at === -1) return [...typedParts(text, habits, people), fixed(habits.blankAfterAnswer ? '\r\n' : '')];
  const line = withBreaks(withAddresses(text.slice(at), '', people.addresses));
  const greeting = at === 0 ? [] : [...typedParts(text.slice(0, at - 1), habits, people), fixed('\r\n')];
  return [...greeting, partOf(line.map(onLine)), fixed(habits.blankAfterAttribution ? '\r\n' : '')];
}

/** Where the attribution line that ends a text begins; -1 when none does. */
function attributionIn(text: string): number {
  const starts = [...text.matchAll(/(?<=^| )(?:On|Am|Em|Le|El|Il|Op|Den|Quoting) /g)].map(
    ({ index }) => index,
  );
  const last = starts.slice(-3).findLast((start) => attributionAt([text.slice(start)]) !== null);
  return last ?? (attributionAt([text]) === null ? -1 : 0);
}

/** Cuts out the trailers that the writer gives under their own name. */
function trailersApart(text: string, { name }: Named): string[] {
  const pieces: string[] = [];
  let rest = text;
  for (let found = GIVEN.exec(rest); found && name !== null; found = GIVEN.exec(rest)) {
    const start = found.index;
    const end = start + found[0].length + name.length;
    if (!rest.startsWith(name, end - name.length)) break;
    pieces.push(rest.slice(0, start).trim(), rest.slice(start, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...pieces, rest].filter((piece) => piece !== '');
}

const GIVEN = /(?:^| )[A-Z][a-z]+(?:-[a-z]+)*-by: /;
const isTrailer = (text: string): boolean => GIVEN.test(text.slice(0, 40)) && text.length <= 100;

const trailer = (text: string, { addresses }: People): Part =>
  partOf(withAddresses(text, '', addresses).map(onLine));

const onLine = ({ text, oddity }: Option): Option => ({ text: crlf([text]), oddity });

/** A part with an empty line before it, and without; one of the two is usual. */
const afterBlank = ({ at, most }: Part, isUsual: boolean): Part =>
  partBy(most + 1, (oddity) => [
    ...at(isUsual ? oddity - 1 : oddity),
    ...at(isUsual ? oddity : oddity - 1).map((text) => `\r\n${text}`),
  ]);
