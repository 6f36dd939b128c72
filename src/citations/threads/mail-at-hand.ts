import type { Place } from '../../base/position.ts';
import { dkimSignatures } from '../../mail/dkim-signature.ts';
import type { Message } from '../../mail/message.ts';
import { patattSignatures } from '../../mail/patatt.ts';
import type { Found } from '../../mail/read.ts';
import { type SealedWords, sealedWords } from '../../mail/sealed-words.ts';
import type { MailSignature } from '../../mail/signature.ts';

/** A message that lies in a thread's folder, as it is sealed. */
export interface MailAtHand extends SealedWords {
  /** Its name in the lock. */
  readonly key: string;
  readonly thread: string;
  /** Its id, or one that it goes by. */
  readonly id: string;
  readonly messageId: string | null;
  readonly from: Message['from'];
  readonly date: string | null;
  readonly subject: string;
  /** Where its header starts. */
  readonly place: Place;
  /** Signatures over deliveries that say what it says. */
  readonly signatures: readonly MailSignature[];
}

/** Looks at deliveries while they are read: afterwards nobody has their bytes. */
export interface SignaturesKept {
  look(found: Found): void;
  /** Signatures over deliveries with this hash. */
  of(sha256: string): readonly MailSignature[];
}

export function signaturesKept(): SignaturesKept {
  const kept = new Map<string, MailSignature[]>();
  return {
    look({ delivery, raw, ending }) {
      if (ending !== 'eml' || delivery.isForwarded) return;
      const signatures = [...dkimSignatures(raw), ...patattSignatures(raw, delivery)];
      if (signatures.length === 0) return;
      const { sha256 } = sealedWords(delivery);
      kept.set(sha256, [...(kept.get(sha256) ?? []), ...signatures]);
    },
    of: (sha256) => kept.get(sha256) ?? [],
  };
}

/** The messages of a thread's folder, in the order in which they were read. */
export function mailAtHand(
  thread: string,
  folder: string,
  messages: readonly Message[],
  signatures: Pick<SignaturesKept, 'of'>,
): MailAtHand[] {
  const taken = new Map<string, number>();
  return messages.map((message) => {
    const { id, messageId, from, date, subject, file, line } = message;
    const words = sealedWords(message);
    const name = `${thread} ${messageId === null ? file.slice(folder.length + 1) : `<${messageId}>`}`;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return {
      ...words,
      key: count === 1 ? name : `${name} ${count}`,
      thread,
      id,
      messageId,
      from,
      date,
      subject,
      place: { file, line, column: 1 },
      signatures: signatures.of(words.sha256),
    };
  });
}
