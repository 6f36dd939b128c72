import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';

/** A public key that signatures are checked with. */
export interface PublicKey {
  readonly kind: 'rsa' | 'ed25519';
  /** Of an RSA key; an Ed25519 key has one length. */
  readonly bits: number;
  /** @param signed the very bytes that were signed; an Ed25519 key signs their SHA-256 (RFC 8463, section 3). */
  verifies(signed: Uint8Array, signature: Uint8Array): boolean;
}

/** What stands before the 32 bytes of an Ed25519 key in SubjectPublicKeyInfo (RFC 8410, section 4). */
const ED25519_START = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Reads a public key as key records hold it: RSA in SubjectPublicKeyInfo or PKCS #1, Ed25519 as its 32 bytes.
 *
 * @returns null when the bytes are no key of that kind.
 */
export function publicKey(kind: PublicKey['kind'], bytes: Uint8Array): PublicKey | null {
  const key = kind === 'rsa' ? rsaKey(bytes) : ed25519Key(bytes);
  if (key === null) return null;
  return {
    kind,
    bits: key.asymmetricKeyDetails?.modulusLength ?? 256,
    verifies: (signed, signature) =>
      kind === 'rsa'
        ? verify('sha256', signed, key, signature)
        : verify(null, hash('sha256', signed, 'buffer'), key, signature),
  };
}

function rsaKey(bytes: Uint8Array): KeyObject | null {
  for (const type of ['spki', 'pkcs1'] as const) {
    const key = readDer(bytes, type);
    if (key?.asymmetricKeyType === 'rsa') return key;
  }
  return null;
}

const ed25519Key = (bytes: Uint8Array): KeyObject | null =>
  bytes.length === 32 ? readDer(Buffer.concat([ED25519_START, bytes]), 'spki') : null;

function readDer(bytes: Uint8Array, type: 'spki' | 'pkcs1'): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(bytes), format: 'der', type });
  } catch {
    return null;
  }
}
