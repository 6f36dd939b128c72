import { hash } from 'node:crypto';

/** SHA-256 of bytes or of a string's UTF-8, as lower-case hex. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex');

/** SHA-256 of bytes or of a string's UTF-8, in base64 (RFC 4648). */
export const sha256Base64 = (content: string | Uint8Array): string => hash('sha256', content, 'base64');
