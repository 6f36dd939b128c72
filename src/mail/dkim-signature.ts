import { sha256Base64 } from '../base/hash.ts';
import type { ByteString } from './bytes.ts';
import { type Canonicalization, canonicalBody } from './dkim.ts';
import {
  ambiguityOf,
  base64Of,
  dayOfSeconds,
  type Field,
  type MailSignature,
  MOST_SIGNATURES,
  relaxedField,
  type SentMessage,
  sentMessage,
  signedBytes,
  tagsOf,
} from './signature.ts';

/** The DKIM signatures of a message (RFC 6376, RFC 8463); one that cannot even be read is left out. */
export function dkimSignatures(raw: ByteString): MailSignature[] {
  // Most of an archive has none, and taking a message apart costs more than looking for the word.
  if (!/^dkim-signature[ \t]*:/im.test(raw)) return [];
  const message = sentMessage(raw);
  const hashes = new Map<Canonicalization, string>();
  // A body may be large, and be signed ten times.
  const bodyHash: BodyHasher = (canonicalization) => {
    const hash =
      hashes.get(canonicalization) ??
      sha256Base64(signedBytes(canonicalBody(message.sentBody, canonicalization)));
    hashes.set(canonicalization, hash);
    return hash;
  };
  return message.fields
    .filter(({ name }) => name.toLowerCase() === 'dkim-signature')
    .slice(0, MOST_SIGNATURES)
    .flatMap((field) => signatureIn(field, message, bodyHash) ?? []);
}

type BodyHasher = (canonicalization: Canonicalization) => string;

function signatureIn(field: Field, message: SentMessage, bodyHash: BodyHasher): MailSignature | null {
  const tags = tagsOf(field.value.replace(/\r\n/g, ''));
  const domain = nameIn(tags?.get('d'));
  const selector = nameIn(tags?.get('s'));
  const signature = base64Of(tags?.get('b'));
  if (!tags || domain === null || selector === null || signature === null) return null;
  const [headers = 'simple', body = 'simple'] = (tags.get('c') || 'simple/simple').split('/');
  const algorithm = tags.get('a') === 'ed25519-sha256' ? 'ed25519' : 'rsa';
  const isReadable = isCanonicalization(headers) && isCanonicalization(body);
  return {
    scheme: 'DKIM',
    by: domain,
    selector,
    algorithm,
    signed: isReadable ? signedBytes(signedHeader(field, namesIn(tags), headers, message)) : new Uint8Array(),
    signature,
    expires: dayOfSeconds(tags.get('x')),
    flaw: isReadable
      ? flawOf(tags, bodyHash(body), message)
      : `normalises in a way that nobody knows (c=${tags.get('c')})`,
  };
}

/** What a page tells of a mail beside its words. */
const TOLD = [
  { name: 'from', what: 'who wrote the mail' },
  { name: 'date', what: 'when it was written' },
  { name: 'subject', what: 'its subject' },
] as const;

const nameIn = (value: string | undefined): string | null =>
  value !== undefined && /^[\w-]+(?:\.[\w-]+)*$/.test(value) && value.length <= 250
    ? value.toLowerCase()
    : null;

const isCanonicalization = (value: string): value is Canonicalization =>
  value === 'simple' || value === 'relaxed';

const namesIn = (tags: ReadonlyMap<string, string>): string[] =>
  (tags.get('h') ?? '').split(':').map((name) => name.trim().toLowerCase());

function flawOf(tags: ReadonlyMap<string, string>, bodyHash: string, message: SentMessage): string | null {
  const algorithm = tags.get('a') ?? '';
  if (tags.get('v') !== '1') return `is of a version that nobody knows (v=${tags.get('v') ?? ''})`;
  if (!['rsa-sha256', 'ed25519-sha256'].includes(algorithm))
    return `is made with ${algorithm || 'nothing named'}, which proves nothing`;
  const names = namesIn(tags);
  const present = message.fields.map(({ name }) => name.toLowerCase());
  const leftOut = TOLD.find(
    ({ name }) => !names.includes(name) && (name === 'from' || present.includes(name)),
  );
  if (leftOut) return `leaves out ${leftOut.what} (h=)`;
  // Whatever stands below that length may be anybody's.
  if (tags.has('l')) return 'covers a part of the body only (l=)';
  const [made, ends] = [Number(tags.get('t') ?? 0), Number(tags.get('x') ?? Number.POSITIVE_INFINITY)];
  if (ends <= made) return 'had expired when it was made (x= before t=)';
  const ambiguity = ambiguityOf(message);
  if (ambiguity !== null) return ambiguity;
  return bodyHash === tags.get('bh')?.replace(/\s/g, '') ? null : 'is of another body (bh=)';
}

/**
 * What is signed of a header (RFC 6376, section 3.7): the fields that `h=` names, each name taking the next field of it
 * from the bottom up and nothing where there is none left, then the signature itself without what it says.
 */
function signedHeader(
  own: Field,
  names: readonly string[],
  canonicalization: Canonicalization,
  { fields }: SentMessage,
): ByteString {
  const write = canonicalization === 'relaxed' ? relaxedField : asItStands;
  const left = Map.groupBy([...fields], ({ name }) => name.toLowerCase());
  const signed = names.flatMap((name) => {
    const field = left.get(name)?.pop();
    return field ? [write(field)] : [];
  });
  const unsigned = { ...own, value: own.value.replace(/(^|;)([ \t\r\n]*b[ \t\r\n]*=)[^;]*/, '$1$2') };
  return [...signed, write(unsigned)].join('\r\n');
}

const asItStands = ({ name, value }: Field): string => `${name}:${value}`;
