import type { Message } from '../../mail/message.ts';
import { sealedWords } from '../../mail/sealed-words.ts';
import type { MailAtHand } from '../threads/mail-at-hand.ts';

/**
 * Whether an archive shows the same message: the same under the normalisation; or, where it shows less of the header or
 * breaks lines otherwise, the same words by the same writer. Many archives tell when a mail came in, not when it was
 * written; a day apart is the same mail.
 */
export function saysTheSame(found: Omit<Message, 'id' | 'copies' | 'line'>, mail: MailAtHand): boolean {
  const words = sealedWords(found);
  if (words.sha256 === mail.sha256) return true;
  if (words.line !== mail.line || found.from.name !== mail.from.name) return false;
  if (found.messageId !== null && mail.messageId !== null) return found.messageId === mail.messageId;
  return isNear(found.date, mail.date);
}

const isNear = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && Math.abs(Date.parse(a) - Date.parse(b)) <= A_DAY;

const A_DAY = 86_400_000;
