import { decoded } from '../base/decoded.ts';
import { byteString } from './bytes.ts';
import { decodeWords } from './encoded-words.ts';
import { unwrappedLink } from './links.ts';
import { base64Bytes } from './transfer.ts';

/** A mail address in a text, however it is written there. */
export interface FoundAddress {
  /** What stands before the sign: what is masked. */
  readonly start: number;
  readonly end: number;
  /** Where the host ends. */
  readonly hostEnd: number;
}

/** What looks like an address and is none: the Message-IDs of a site's mail, which archives find it by. */
export type IsMessageId = (text: string) => boolean;

const NONE: IsMessageId = () => false;

/** Stands for each letter of what is left out. */
export const MASK = '…';

/**
 * A text in which nobody can be written to: every letter before the sign of an address is a mark, `jane@example.org` is
 * `…………@example.org`. The text is as long as it was, so that places in it stay where they are, and columns in mail. Known is
 * how an address is written in mail, in links (`%40`), in HTML, in JSON, in the encodings of mail, and by those who hide it
 * from programs ("jane at example dot org").
 */
export function masked(text: string, isMessageId: IsMessageId = NONE): string {
  const people = addressesIn(text, isMessageId);
  const homes = homesIn(text).filter((home) =>
    people.every(({ start, end }) => end <= home.start || start >= home.end),
  );
  const found = [...people, ...homes].sort((a, b) => a.start - b.start);
  if (found.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of found) {
    parts.push(text.slice(at, start), text.slice(start, end).replace(/\S/g, MASK));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** The addresses in a text, in order; of those that are masked already, none. */
export function addressesIn(text: string, isMessageId: IsMessageId = NONE): FoundAddress[] {
  const found = [...written(text, isMessageId), ...encoded(text, isMessageId)];
  if (found.length < 2) return found;
  let end = 0;
  return found
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .flatMap((each) => {
      if (each.end <= end) return [];
      const start = Math.max(each.start, end);
      end = each.end;
      return [{ ...each, start }];
    });
}

/** Names of users in paths to their home folders: builds print such paths, and people paste them. */
export function homesIn(text: string): { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(HOME)].flatMap(({ 0: whole, 1: name = '', index }) =>
    name.startsWith(MASK) ? [] : [{ start: index + whole.length - name.length, end: index + whole.length }],
  );
}

const HOME =
  /(?<![\w.-])(?:\/home\/|\/Users\/|[A-Za-z]:\\{1,2}Users\\{1,2})([\p{L}\p{N}…][\p{L}\p{N}._-]{0,62})/gu;

/** The sign, as it is written in mail and in whatever mail is put into. */
const SIGN =
  /[@＠﹫]|%(?:25){0,2}40|=40|&#0{0,5}64;|&#x0{0,5}40;|&commat;|\\u0040|\\u\{40\}|\\x40|\+AEA-|[ \t]{0,2}[[({<]{1,2} ?(?:at|@) ?[\])}>]{1,2}[ \t]{0,2}| (?:at|AT|\(\)) |--at--|_at_/gi;

const DOT =
  /(?:\.|．|。|%2e|=2e|&#0{0,5}46;|&#x0{0,5}2e;|&period;|\\u002e|[ \t]?[[({<] ?(?:dot|\.) ?[\])}>][ \t]?| dot | ! |-dot-|_dot_)/iy;

/** Letters of a name; those that nobody sees may stand between them, and so may a line end of quoted-printable. */
const LOCAL = /^[\p{L}\p{N}\p{M}\p{Cf}!#$%&'*+/=?^_`{|}~.\\…-]$/u;
const LABEL = /[\p{L}\p{N}\p{M}\p{Cf}_-]{1,200}/uy;
const TOP = /^(?:xn--[\w-]+|\p{L}[\p{L}\p{M}]+)$/u;
const LITERAL = /(?:\[|%5B)(?:IPv6(?::|%3A))?(?:[0-9a-f:.]|%3A){3,60}(?:\]|%5D)/iy;
const SOFT_BREAK = /=[ \t]{0,3}\r?\n/y;
const FOLD = /[ \t]{0,3}\r?\n[ \t>|]{0,20}/y;

/** What only those write who hide an address from programs; words of a sentence are written so too. */
const IN_WORDS = /^ (?:at|\(\)) $/i;

/** Longer than the names of all addresses there are: a run of letters that signs stand in is not read anew from its start for each. */
const LONGEST_LOCAL = 1000;

function* written(text: string, isMessageId: IsMessageId): Generator<FoundAddress> {
  let seen = 0;
  let runStart = 0;
  for (const { 0: sign, index } of text.matchAll(SIGN)) {
    // Each letter is looked at once: a run that goes back behind the last sign began where that one's did.
    runStart = startOfRun(text, seen, index, runStart);
    seen = index;
    const last = localBefore(text, Math.max(runStart, index - LONGEST_LOCAL), index);
    if (last === null) continue;
    const local = sign.length > 1 ? inWords(text, last) : last;
    const host = hostAfter(text, index + sign.length);
    const isWhole = host !== null && (host.isDotted || (text[local - 1] === '<' && text[host.end] === '>'));
    if (host === null || !isWhole || isNone(text, { start: local, end: index }, host.end, isMessageId))
      continue;
    if (IN_WORDS.test(sign) && !isHidden(text, local, host)) continue;
    yield { start: local, end: index, hostEnd: host.end };
  }
}

function startOfRun(text: string, from: number, to: number, before: number): number {
  for (let at = to - 1; at >= from; at -= 1) {
    const letter = text[at] as string;
    if (!LOCAL.test(letter) && !isSurrogate(letter) && !isInSoftBreak(text, at)) return at + 1;
  }
  return before;
}

const isSurrogate = (letter: string): boolean => letter >= '\uD800' && letter <= '\uDFFF';

function isInSoftBreak(text: string, at: number): boolean {
  if (text[at] === '\n') return text[at - 1] === '=' || (text[at - 1] === '\r' && text[at - 2] === '=');
  return text[at] === '\r' && text[at - 1] === '=' && text[at + 1] === '\n';
}

/** Where the name before a sign starts; null where there is none, or only marks. */
function localBefore(text: string, runStart: number, sign: number): number | null {
  const quoted = text[sign - 1] === '"' ? text.lastIndexOf('"', sign - 2) : -1;
  if (quoted !== -1 && sign - quoted < 100 && !text.slice(quoted, sign).includes('\n') && sign - quoted > 2)
    return isMarks(text.slice(quoted + 1, sign - 1)) ? null : quoted + 1;
  const start = inLink(text, runStart, sign);
  const name = text.slice(start, sign);
  const lead = /^[^\p{L}\p{N}…]+/u.exec(name)?.[0].length ?? 0;
  return lead === name.length || isMarks(name) ? null : start + lead;
}

/** "jane dot doe at …": the words before are its too. */
function inWords(text: string, start: number): number {
  let first = start;
  for (let count = 0; count < MOST_LABELS; count += 1) {
    const before = /[\p{L}\p{N}_.+-]{1,64}(?: dot |[ \t]?[[({]dot[\])}][ \t]?)$/iu.exec(
      text.slice(Math.max(0, first - 80), first),
    );
    if (before === null) break;
    first -= before[0].length;
  }
  return first;
}

const isMarks = (name: string): boolean => /^[….x\s"'_=+-]*$/.test(name) && name.includes(MASK);

/** In a link only the part that holds the address is its: what stands before it is the way, or the name of a field. */
function inLink(text: string, runStart: number, sign: number): number {
  const host =
    text.slice(Math.max(0, runStart - 1), runStart) === ':' ? text.lastIndexOf('//', runStart + 1) : -1;
  const user = userBefore(text, runStart);
  if (user !== null) return user;
  if (host !== runStart) return runStart;
  const whole = text.slice(runStart, sign);
  const from = Math.max(...['/', '?', '&', '#', ';'].map((each) => whole.lastIndexOf(each))) + 1;
  const field = /^[\w.[\]-]{1,40}=/.exec(whole.slice(from));
  return runStart + from + (field && /[?&#;]/.test(whole[from - 1] ?? '') ? field[0].length : 0);
}

/** `https://jane:secret@…`: who asks, and the word that lets them in. */
function userBefore(text: string, runStart: number): number | null {
  const before = text.slice(Math.max(0, runStart - 200), runStart);
  const user = /:\/\/([^\s/:@<>"]{1,190}):$/.exec(before)?.[1];
  return user === undefined ? null : runStart - user.length - 1;
}

interface Host {
  readonly end: number;
  readonly isDotted: boolean;
  /** Whether a dot of it is written as a word. */
  readonly isInWords: boolean;
}

function hostAfter(text: string, from: number): Host | null {
  let at = skipped(FOLD, text, from);
  const literal = endOf(LITERAL, text, at);
  if (literal !== null) return { end: literal, isDotted: true, isInWords: false };
  const labels: { readonly end: number; readonly label: string; readonly isInWords: boolean }[] = [];
  let isInWords = false;
  for (;;) {
    const start = at;
    let end = endOf(LABEL, text, at);
    if (end === null) break;
    let label = text.slice(start, end);
    for (let next = skipped(SOFT_BREAK, text, end); next !== end; next = skipped(SOFT_BREAK, text, end)) {
      const more: number | null = endOf(LABEL, text, next);
      end = more ?? next;
      label += text.slice(next, end);
      if (more === null) break;
    }
    labels.push({ end, label, isInWords });
    const dotAt = skipped(SOFT_BREAK, text, end);
    const dot = endOf(DOT, text, dotAt);
    if (dot === null || labels.length > MOST_LABELS) break;
    isInWords ||= / dot | ! |[[({<]/i.test(text.slice(dotAt, dot));
    at = skipped(SOFT_BREAK, text, dot);
  }
  const [first] = labels;
  if (first === undefined) return null;
  const top = labels.findLastIndex(({ label }) => TOP.test(label.replace(/\p{Cf}/gu, '')));
  const last = top > 0 ? labels[top] : undefined;
  return last === undefined
    ? { end: first.end, isDotted: false, isInWords: false }
    : { end: last.end, isDotted: true, isInWords: last.isInWords };
}

const MOST_LABELS = 40;

function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

const skipped = (pattern: RegExp, text: string, at: number): number => endOf(pattern, text, at) ?? at;

/** "jane at example.org (Jane Doe)", as archives write whom a mail is from; "look at example.org" is a sentence. */
function isHidden(text: string, start: number, { end, isInWords }: Host): boolean {
  if (isInWords) return true;
  const after = text.slice(end, end + 12);
  const isAlone = start === 0 || /[\n<("'[:]\s?$/.test(text.slice(Math.max(0, start - 2), start));
  return text[start - 1] === '<' || /^ \(/.test(after) || /^ (?:wrote|writes|said)\b/.test(after)
    ? true
    : isAlone && /^(?:[\])>"']|$)/.test(after);
}

/** Whether what looks like an address is a Message-ID, known or in a link to an archive. */
function isNone(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  hostEnd: number,
  isMessageId: IsMessageId,
): boolean {
  // Markdown may have a backslash before the sign.
  const local = text.slice(start, end).replace(/\\$/, '');
  const host = text.slice(end, hostEnd).replace(SIGN, '');
  const names = [local, local.slice(local.lastIndexOf('/') + 1)].map((each) => `${decoded(each)}@${host}`);
  return names.some(isMessageId) || GMAIL.test(local) || (isMachineMade(local) && isInArchive(text, start));
}

/** As Gmail names messages: no address is so long and so mixed. */
const GMAIL = /^CA(?=[\w+=-]*\d)(?=[\w+=-]*[A-Z])[\w+=-]{44,}$/;

/** As programs name messages: `20210329132939.GA1168773`, `87h7ml5xv5.fsf`. */
const isMachineMade = (local: string): boolean =>
  !local.includes('=') && local.length >= 8 && local.replace(/\D/g, '').length >= 3;

/** A link to a message in an archive that has Message-IDs in its addresses. */
const isInArchive = (text: string, start: number): boolean =>
  ARCHIVE.test(text.slice(Math.max(0, start - 200), start));

const ARCHIVE =
  /https?:\/\/(?:[\w-]{1,40}\.)?(?:lore\.kernel\.org|lkml\.kernel\.org|msgid\.link|patchwork\.kernel\.org|public-inbox\.org|inbox\.sourceware\.org|mid\.gmane\.org|marc\.info|mid\.mail-archive\.com|yhbt\.net)\/[^\s<>"]{0,150}$/;

/** Runs of base64, and encoded words of header fields, that hold an address when they are decoded. */
const BASE64 = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{16,}={0,2}(?:\r?\n[A-Za-z0-9+/]{4,76}={0,2}(?![^\s>"]))*/g;
const ENCODED_WORD = /=\?[^?\s]{1,80}\?[BbQq]\?([^?\s]{1,400})\?=/g;

/** Links that mail gateways wrap into ones of their own. */
const WRAPPED = /safelinks|urldefense/i;
const LINK = /(https?:\/\/[^\s<>"/]+\/)[^\s<>"]*/g;

function* encoded(text: string, isMessageId: IsMessageId): Generator<FoundAddress> {
  const holds = (decoded: string): boolean => [...written(decoded, isMessageId)].length > 0;
  if (text.includes('=?'))
    for (const { 0: word, 1: inside = '', index } of text.matchAll(ENCODED_WORD)) {
      const start = index + word.length - 2 - inside.length;
      if (holds(decodeWords(word)))
        yield { start, end: start + inside.length, hostEnd: start + inside.length };
    }
  if (WRAPPED.test(text))
    for (const { 0: link, 1: host = '', index } of text.matchAll(LINK)) {
      const meant = unwrappedLink(link);
      if (meant !== link && holds(meant))
        yield { start: index + host.length, end: index + link.length, hostEnd: index + link.length };
    }
  for (const { 0: run, index } of text.matchAll(BASE64)) {
    const bytes = byteString(base64Bytes(run.replace(/\s/g, '')));
    if (isText(bytes) && holds(bytes))
      yield { start: index, end: index + run.length, hostEnd: index + run.length };
  }
}

/** Hashes and names are letters of base64 too, and hold none when they are decoded. */
const isText = (bytes: string): boolean => bytes.includes('@') && !/[^\P{Cc}\t\r\n]/u.test(bytes);
