import type { Checked } from '../../base/diagnostic.ts';
import type { MailSignature } from '../../mail/signature.ts';
import { saidIn } from '../words/match.ts';
import type { MailAtHand } from './mail-at-hand.ts';
import type { Quotable } from './quotable.ts';

/** A thread as it is kept from run to run, as JSON: without what is worked out of its passages in no time. */
export interface KeptThread extends Pick<Checked<unknown>, 'diagnostics'> {
  readonly verified: { readonly thread: Quotable['thread']; readonly mail: readonly KeptMail[] } | null;
}

interface KeptMail extends Omit<MailAtHand, 'signatures'> {
  readonly signatures: readonly KeptSignature[];
}

/** Its bytes in base64. */
interface KeptSignature extends Omit<MailSignature, 'signed' | 'signature'> {
  readonly signed: string;
  readonly signature: string;
}

export function keepable({ verified, diagnostics }: Checked<Quotable | null>): KeptThread {
  if (verified === null) return { verified, diagnostics };
  const { thread, mail } = verified;
  return {
    verified: {
      thread,
      mail: mail.map((each) => ({
        ...each,
        signatures: each.signatures.map((signature) => ({
          ...signature,
          signed: Buffer.from(signature.signed).toString('base64'),
          signature: Buffer.from(signature.signature).toString('base64'),
        })),
      })),
    },
    diagnostics,
  };
}

/** @param digest of what the thread was read from. */
export function quotableOf({ verified, diagnostics }: KeptThread, digest: string): Checked<Quotable | null> {
  if (verified === null) return { verified, diagnostics };
  const { thread, mail } = verified;
  return {
    verified: {
      thread,
      ...saidIn(thread.messages),
      mail: mail.map((each) => ({
        ...each,
        signatures: each.signatures.map((signature) => ({
          ...signature,
          signed: Buffer.from(signature.signed, 'base64'),
          signature: Buffer.from(signature.signature, 'base64'),
        })),
      })),
      digest,
    },
    diagnostics,
  };
}
