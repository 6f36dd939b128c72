import type { ByteString } from '../bytes.ts';

/** A line that may stand between two messages of an mbox. */
export type SeparatorShape =
  /** The date is in the form of asctime(3), as nearly all write it. */
  | 'usual'
  /** Another date, or none: believed where a header follows and a blank line stands before. */
  | 'other'
  /** git's: a commit and a date that is always the same. Patches are pasted into mail with it. */
  | 'git';

const GIT = /^From (?:[0-9a-f]{7,64} Mon Sep 17 00:00:00 2001|[0-9a-f]{40,64} \S[^\n]{0,60})\s{0,9}$/;

/** A sender (Pipermail: `ada at example.org`; with a name or a comment too) and a date; looser lines are prose. */
const USUAL =
  /^From \S{1,200}(?: at \S{1,200})? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} \d{1,2}:\d{2}[^\n]{0,40}\s*$/;

/** What a separator of any other shape has: an address or a date somewhere, or nothing at all behind "From". */
const ADDRESS = /\S@\S|\S at \S|<>/;
const DATE =
  /\b(?:19|20)\d\d\b|\d:\d\d|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2}\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b,? /;
const BARE = /^From(?: -| \S{1,200})?\s*$/;

/** The shape of a separator that a line has; null when it has none. */
export function separatorShape(line: ByteString): SeparatorShape | null {
  if (!line.startsWith('From ') || line.length > LONGEST) return null;
  if (GIT.test(line)) return 'git';
  if (USUAL.test(line)) return 'usual';
  return ADDRESS.test(line) || DATE.test(line) || BARE.test(line) ? 'other' : null;
}

/** Longer lines are prose. */
const LONGEST = 500;

/** Fields that a message begins with. A word and a colon are not enough: prose has them too. */
const FIRST_FIELD =
  /^(?:>From |(?:Return-Path|Received(?:-SPF)?|From|To|Cc|Date|Subject|Message-ID|In-Reply-To|References|Sender|Reply-To|Delivered-To|Envelope-To|X-[A-Z0-9][A-Z0-9-]*|MIME-Version|Content-[A-Z-]+|DKIM-[A-Z-]+|DomainKey-Signature|ARC-[A-Z-]+|Authentication-Results|List-[A-Z-]+|Precedence|Path|Newsgroups|Organization|Status|Approved|Resent-[A-Z-]+|Posted-Date|Errors-To|User-Agent|Mail-[A-Z-]+|Old-[A-Z-]+|Apparently-To|Article-I\.D\.|Lines|Xref|Original-[A-Z-]+)[ \t]{0,9}:)/i;

export const isFirstField = (line: ByteString): boolean => FIRST_FIELD.test(line);

/** Any field, for separators that nothing but their shape makes sure of. */
const FIELD = /^(?:>From |[!-9;-~]{1,76}[ \t]{0,9}:)/;

/**
 * Whether a line separates two messages, by the lines around it.
 *
 * @param next the line after it; null at the end of the file.
 * @param isAfterBlank whether it stands at the start of the file or after a blank line.
 * @param isGitFile whether the file's own separators are git's.
 */
export function separates(
  shape: SeparatorShape,
  next: ByteString | null,
  { isAfterBlank, isGitFile }: { readonly isAfterBlank: boolean; readonly isGitFile: boolean },
): boolean {
  if (shape === 'git') return isGitFile && isAfterBlank && next !== null && FIELD.test(next);
  if (shape === 'usual')
    return next === null || next.trim() === '' || FIELD.test(next) || next.startsWith('From ');
  return isAfterBlank && next !== null && isFirstField(next);
}
