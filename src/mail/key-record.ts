import { type PublicKey, publicKey } from '../base/signature.ts';
import { base64Of, tagsOf } from './signature.ts';

/**
 * Reads the record under which a domain publishes a key (RFC 6376, section 3.6.1; RFC 8463 for Ed25519).
 *
 * @returns the key, or why none can be taken from it, in words.
 */
export function readKeyRecord(record: string): PublicKey | string {
  const tags = tagsOf(record.replace(/^\s*"|"\s*$|"\s*"/g, ''));
  if (!tags) return 'a tag stands in it twice';
  const version = tags.get('v');
  if (version !== undefined && version !== 'DKIM1')
    return `it is of a version that nobody knows (v=${version})`;
  const kind = tags.get('k') || 'rsa';
  if (kind !== 'rsa' && kind !== 'ed25519') return `it holds a key of a kind that nobody knows (k=${kind})`;
  const services = tags
    .get('s')
    ?.split(':')
    .map((each) => each.trim());
  if (services && !services.includes('*') && !services.includes('email')) return 'it is not for mail (s=)';
  const hashes = tags
    .get('h')
    ?.split(':')
    .map((each) => each.trim());
  if (hashes && !hashes.includes('sha256')) return 'it is not for SHA-256 (h=)';
  if (tags.get('p') === '') return 'it says that the key was revoked (p=)';
  const bytes = base64Of(tags.get('p'));
  const key = bytes && publicKey(kind, bytes);
  if (!key) return 'it holds no key (p=)';
  return key.kind === 'rsa' && key.bits < LEAST_BITS
    ? `its key has ${key.bits} bits; anybody may break one of fewer than ${LEAST_BITS}`
    : key;
}

/** RFC 8301, section 3.2: shorter signatures are not to be taken as valid. */
const LEAST_BITS = 1024;
