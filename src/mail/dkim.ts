import { sha256Base64 } from '../base/hash.ts';

/** What a DKIM signature says of the body it signs (RFC 6376, section 3.5). */
export interface BodyHash {
  /** Hash algorithm, the second half of `a=`: `sha256`, in old mail `sha1`. */
  readonly algorithm: string;
  /** How the body is normalised before it is hashed: the second half of `c=`. */
  readonly canonicalization: Canonicalization;
  /** `l=`: octets of the normalised body that are hashed; null for all of them. */
  readonly length: number | null;
  /** `bh=`, in base64. */
  readonly value: string;
}

export type Canonicalization = 'simple' | 'relaxed';

/**
 * Reads the body hash in the value of a DKIM-Signature field, folded or not (a tag list, RFC 6376, section 3.2).
 *
 * @returns null when there is none, or when a tag that changes its meaning is not understood.
 */
export function readBodyHash(signature: string): BodyHash | null {
  const tags = new Map(
    signature.split(';').map((tag) => {
      const equals = tag.indexOf('=');
      return [tag.slice(0, equals).trim(), tag.slice(equals + 1).replace(/\s/g, '')] as const;
    }),
  );
  const value = tags.get('bh') ?? '';
  const algorithm = /-(\w+)$/.exec(tags.get('a') ?? 'rsa-sha256')?.[1];
  // The header's comes first; a body that is not named is "simple".
  const canonicalization = tags.get('c')?.split('/')[1] ?? 'simple';
  const length = tags.get('l') ?? null;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value) || algorithm === undefined) return null;
  if (canonicalization !== 'simple' && canonicalization !== 'relaxed') return null;
  if (length !== null && !/^\d{1,76}$/.test(length)) return null;
  return { algorithm, canonicalization, length: length === null ? null : Number(length), value };
}

/**
 * Normalises a body as it is before hashing (RFC 6376, sections 3.4.3 and 3.4.4): `simple` drops empty lines at
 * the end, `relaxed` also folds white space within a line and drops it at the end of one.
 *
 * @param body as it was sent, its transfer encoding left on and its lines ended with CRLF.
 */
export function canonicalBody(body: string, canonicalization: Canonicalization): string {
  const whole = body === '' || body.endsWith('\r\n') ? body : `${body}\r\n`;
  const lines = canonicalization === 'simple' ? whole : relaxed(whole);
  let end = lines.length;
  while (lines.endsWith('\r\n', end)) end -= 2;
  if (end === 0) return canonicalization === 'simple' ? '\r\n' : '';
  return `${lines.slice(0, end)}\r\n`;
}

/** White space that `relaxed` changes: all but a single space inside a line. Most candidates for a body have none. */
const UNEVEN = /\t| {2}| \r\n/;
const relaxed = (body: string): string =>
  UNEVEN.test(body)
    ? body
        .split('\r\n')
        .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
        .join('\r\n')
    : body;

/** The SHA-256 that `bh=` holds (RFC 6376, section 3.7), of as many octets as `l=` says. */
export function bodyHashOf(
  body: string,
  { canonicalization, length }: Pick<BodyHash, 'canonicalization' | 'length'>,
): string {
  const canonical = canonicalBody(body, canonicalization);
  return sha256Base64(length === null ? canonical : new TextEncoder().encode(canonical).slice(0, length));
}
