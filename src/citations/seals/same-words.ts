import { isZoned } from '../../mail/dates.ts';
import type { Message } from '../../mail/message.ts';
import { sealedWords } from '../../mail/sealed-words.ts';
import type { MailAtHand } from '../threads/mail-at-hand.ts';

/**
 * Whether an archive shows the same message: the same under the normalisation; or, where it shows less of the header or
 * breaks lines otherwise, the same words by the same writer at the same time.
 */
export function saysTheSame(found: Omit<Message, 'id' | 'copies' | 'line'>, mail: MailAtHand): boolean {
  const words = sealedWords(found);
  if (words.sha256 === mail.sha256) return true;
  if (words.line !== mail.line) return false;
  if (found.messageId !== null && mail.messageId !== null && found.messageId !== mail.messageId) return false;
  return found.from.name === mail.from.name && isSameTime(found.date, mail.date);
}

function isSameTime(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  if (isZoned(a) && isZoned(b)) return Date.parse(a) === Date.parse(b);
  // A clock without its zone is compared as it reads, to the minute.
  return a.slice(0, 16) === b.slice(0, 16);
}
