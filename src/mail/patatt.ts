import { sha256Base64 } from '../base/hash.ts';
import type { ByteString } from './bytes.ts';
import type { Message } from './message.ts';
import {
  ambiguityOf,
  base64Of,
  type Field,
  type MailSignature,
  MOST_SIGNATURES,
  relaxedField,
  type SentMessage,
  sentMessage,
  tagsOf,
} from './signature.ts';

/** What is known of a message once it is decoded. */
type Decoded = Pick<Message, 'from' | 'subject' | 'body'>;

/**
 * The signatures that kernel developers put on their patches with patatt (X-Developer-Signature). They sign what `git
 * mailinfo` makes of a mail: its decoded text, its writer and its subject without tags. Those made with Ed25519 are
 * checked; OpenPGP and OpenSSH are other programs.
 */
export function patattSignatures(raw: ByteString, decoded: Decoded): MailSignature[] {
  if (!/^x-developer-signature[ \t]*:/im.test(raw)) return [];
  const message = sentMessage(raw);
  return message.fields
    .filter(({ name }) => name.toLowerCase() === 'x-developer-signature')
    .slice(0, MOST_SIGNATURES)
    .flatMap((field) => signatureIn(field, message, decoded) ?? []);
}

function signatureIn(field: Field, message: SentMessage, decoded: Decoded): MailSignature | null {
  const value = relaxedField(field);
  const end = value.lastIndexOf('b=');
  const tags = tagsOf(value.slice(value.indexOf(':') + 1));
  // PyNaCl puts the signature before what was signed, a hash.
  const signature = base64Of(tags?.get('b'));
  const by = (tags?.get('i') ?? decoded.from.address ?? '').toLowerCase();
  if (!tags || end === -1 || signature === null || by === '') return null;
  const text = textOf(decoded.body.text);
  return {
    scheme: 'patatt',
    by,
    selector: (tags.get('s') ?? 'default').toLowerCase(),
    algorithm: 'ed25519',
    signed: Buffer.from(
      [...signedFields(tags, message, decoded), value.slice(0, end + 'b='.length)].join('\r\n'),
    ),
    signature: signature.subarray(0, 64),
    expires: null,
    flaw: flawOf(tags, text, message),
  };
}

function flawOf(tags: ReadonlyMap<string, string>, text: Buffer, message: SentMessage): string | null {
  const algorithm = tags.get('a') ?? '';
  if (tags.get('v') !== '1') return `is of a version that nobody knows (v=${tags.get('v') ?? ''})`;
  if (algorithm !== 'ed25519-sha256') return `is made with ${algorithm}, which Postil does not check`;
  if (!namesIn(tags).includes('from')) return 'leaves out who wrote the mail (no From in h=)';
  const ambiguity = ambiguityOf(message);
  if (ambiguity !== null) return ambiguity;
  // patatt always says how long the text is; whatever stands below may be anybody's.
  if (tags.has('l') && Number(tags.get('l')) !== text.length) return 'covers a part of the body only (l=)';
  return sha256Base64(text) === tags.get('bh') ? null : 'is of another body (bh=)';
}

const namesIn = (tags: ReadonlyMap<string, string>): string[] =>
  (tags.get('h') ?? 'from:subject').split(':').map((name) => name.trim().toLowerCase());

function signedFields(
  tags: ReadonlyMap<string, string>,
  { fields }: SentMessage,
  { from, subject }: Decoded,
): string[] {
  return namesIn(tags).flatMap((name) => {
    if (name === 'from') return [`from:${from.name ?? from.address ?? ''} <${from.address ?? ''}>`];
    if (name === 'subject') return [`subject:${subject.replace(TAGS, '')}`];
    const field = fields.find((each) => each.name.toLowerCase() === name);
    return field ? [relaxedField(field)] : [];
  });
}

/** What `git mailinfo` takes off the front of a subject. */
const TAGS = /^(?:[ \t:]|re:|\[[^\]]*\])*/i;

/** What `git mailinfo` leaves of a body, with line ends as they are sent. */
const textOf = (body: string): Buffer =>
  Buffer.from(
    `${body
      .replace(/\r?\n/g, '\n')
      .replace(/^(?:[ \t]*\n)*/, '')
      .split('\n')
      .join('\r\n')
      .trimEnd()}\r\n`,
  );
