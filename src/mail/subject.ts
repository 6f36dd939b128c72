import type { IsoDate } from './message.ts';

const MARKS =
  /^(?:\s{0,9}(?:(?:re|aw|sv|vs|fwd?|wg|antw|odp|回复|答复)(?:\[\d{1,3}\])?[:：]|\[[^\]]{0,60}\]))*\s*/i;

/** The subject without reply marks and list or patch tags. */
export const bareSubject = (subject: string): string => subject.replace(MARKS, '');

/** Reply marks at the beginning, one after the other. */
const REPLIES = /\s{0,9}(?:re|aw|sv|vs|antw|odp|回复|答复)(?:\[\d{1,3}\])?[:：]/giy;

/** The subject of the mail that was answered: without the reply marks at its beginning. */
export const answeredSubject = (subject: string): string => subject.replace(REPLIES, '').trimStart();

/** Whether reply marks stand before the subject, list tags aside. */
export const isReply = (subject: string): boolean =>
  subject.replace(/^(?:\s{0,9}\[[^\]]{0,60}\])+/, '').search(REPLIES) === 0;

/** Days between two mails of one subject that may still be of one thread. */
const MOST_DAYS = 60;

/**
 * Whether two mails of one subject may be of one thread for no other reason: a subject comes back after years, in a
 * thread of its own.
 */
export function isNearInTime(a: IsoDate | null, b: IsoDate | null): boolean {
  if (a === null || b === null) return true;
  const days = Math.abs(Date.parse(a.slice(0, 10)) - Date.parse(b.slice(0, 10))) / 86_400_000;
  return Number.isNaN(days) || days <= MOST_DAYS;
}

/**
 * The version in a patch tag, as the kernel's submitting-patches document writes it: `[PATCH v2 09/17]` is 2.
 *
 * @returns 1 for a patch without a version, null for what is no patch.
 */
export function patchVersion(subject: string): number | null {
  const tag = /\[[^\]]{0,40}\bPATCH\b[^\]]{0,40}\]/i.exec(subject)?.[0];
  if (tag === undefined) return null;
  return Number(/\bv(\d{1,3})\b/i.exec(tag)?.[1] ?? 1);
}
