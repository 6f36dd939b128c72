import { AFTERNOON, JOINTS, MONTH_OF, WEEKDAYS, ZONES } from './date-words.ts';
import type { IsoDate } from './message.ts';

/** A date found in running text, and where in the text it ends. */
export interface FoundDate {
  readonly iso: IsoDate;
  readonly end: number;
}

interface Parts {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  /** Minutes east of UTC. */
  offset?: number;
  weekday?: true;
  zone?: true;
}

/** Year, month, day; two numbers and a year; a clock; an offset; two numbers; "p.m."; a number; a word; a mark. */
const TOKEN =
  /\s*(?:(\d{4})(?:[-/.] ?|年 ?|년 ?)(\d{1,2})(?:[-/.] ?|月 ?|월 ?)(\d{1,2})(?!\d)[日일.]?(?:T(?=\d\d:))?|(\d{1,2})([-./]) ?(\d{1,2})[-./] ?(\d{4}|\d{2})(?![\d:])|(\d{1,2})(?:[:.]|[hu](?=\d\d\b))(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(?!\d)|([+-])(\d{1,2})(?::?(\d{2}))?(?!:?\d|[A-Za-z])|(\d{1,2})\/(\d{1,2})(?![\d/])|\??([AaPp]\.?\s?[Mm]\b|[AP]\b(?=\s[+-]\d{4})|nachm\b|vorm\b|[πμ]\.μ)\.?|(\d{1,4})(?:st|nd|rd|th|r|e|er)?\b\.?|(?:d[’'](?=\p{L}{3}))?((?!ב-\d)[\p{L}\p{M}]+(?:-feira|[׳’'])?)\.?|([,、，،;()[\]（）]|-(?=\s)|ב-(?=\d)))/uy;

/** Of its groups, those of a word and of a mark. */
const [WORD, MARK] = [18, 19];

/** "Central European Standard Time": KMail on Windows; "America/New_York": Apple Mail. */
const ZONE_NAME =
  /\s*(?:(?:\p{Lu}\p{Ll}{1,20} ){1,4}(?:Time|Zeit|\p{Lu}\p{Ll}{2,12}zeit)|(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|US|Etc)\/[A-Z]\w{1,20}(?:\/\w{1,20})?)\b/uy;
/** Behind "mar.", a day and another month: it is Tuesday. */
const DAY_AND_MONTH = /\.?,?\s{1,3}\d{1,2}\.?\s(?:de\s)?(\p{L}{3,10})/uy;
/** A word that only a part of the date makes a part of it: what stands after it in one. */
const GOES_ON = /\s{0,3}[,、，(（]?\s{0,3}\d/y;

/** Outlook's "04-Jan-21", "March-09-12", and "2021-Jan-04". */
const DASHED =
  /\s*(?:\p{L}{3}, )?(?:(?:(\d{1,2})-(\p{L}{3,9})|(\p{L}{3,9})-(\d{1,2}))-(\d{4}|\d{2})|(\d{4})-(\p{L}{3,9})-(\d{1,2}))(?!\d)/uy;

/**
 * Reads the date that starts at an offset of a text, as far as it goes: the forms of RFC 5322, of the usual
 * mail programs' attribution lines and of web archives ("Sat Oct 10 2020 - 19:01:22 EST").
 *
 * @returns the date in ISO 8601 (without an offset where the text gives none, without a time where it gives
 *   none) and the offset after it, or null when no whole date stands there.
 */
export function dateAt(text: string, start = 0): FoundDate | null {
  const { parts, end } = partsAt(text, start);
  const iso = isoOf(parts);
  return iso === null ? null : { iso, end };
}

/** A date in a line, or a day without its year ("12/22", "Wed, 21 Aug, 06:38"): then its date is null. */
export interface DateInLine {
  readonly start: number;
  readonly end: number;
  readonly iso: IsoDate | null;
}

/** Where in a line a date may begin. */
const WORD_START = /(?<=^|[\s,([<、，于於在])(?=[\p{L}\d])/gu;

/** The first whole date in a line, looked for where a word begins; else the first day without a year. */
export function dateIn(line: string): DateInLine | null {
  let day: DateInLine | null = null;
  let from = 0;
  let digit = 0;
  for (const { index: start } of line.matchAll(WORD_START)) {
    while (digit < line.length && (digit < start || !isDigit(line.charCodeAt(digit)))) digit += 1;
    if (digit === line.length) break;
    if (start < from || digit - start > MOST_BEFORE_DIGIT) continue;
    const { parts, end, stop } = partsAt(line, start);
    const iso = isoOf(parts);
    if (iso !== null) return { start, end, iso };
    if (parts.month !== undefined && parts.day !== undefined) day ??= { start, end, iso: null };
    // Words that only stand between parts lead to the same place from each of them.
    if (end === start) from = stop;
  }
  return day;
}

const isDigit = (letter: number): boolean => letter >= 0x30 && letter <= 0x39;
/** Letters of a date before its first digit: weekday, month, and what stands between. */
const MOST_BEFORE_DIGIT = 80;

/** Words and marks in a row between two parts of a date; more are prose. */
const MOST_JOINTS = 12;

/**
 * The parts of a date from an offset on.
 *
 * @returns with the end behind the last that tells something, and where it stopped to read.
 */
function partsAt(
  text: string,
  start: number,
): { readonly parts: Parts; readonly end: number; readonly stop: number } {
  const parts: Parts = {};
  let end = start;
  DASHED.lastIndex = start;
  const dashed = DASHED.exec(text);
  if (dashed) {
    const month = MONTH_OF.get((dashed[2] ?? dashed[3] ?? dashed[7] ?? '').toLowerCase());
    const day = Number(dashed[1] ?? dashed[4] ?? dashed[8]);
    if (month === undefined || !setDay(parts, fullYear(Number(dashed[5] ?? dashed[6])), month, day))
      return { parts: {}, end: start, stop: start };
    end = DASHED.lastIndex;
  }
  TOKEN.lastIndex = end;
  let open = 0;
  let joints = 0;
  let stop = end;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    const next = TOKEN.lastIndex;
    stop = token.index;
    if (parts.hour !== undefined && !parts.zone) {
      ZONE_NAME.lastIndex = token.index;
      if (ZONE_NAME.test(text)) {
        parts.zone = true;
        end = TOKEN.lastIndex = ZONE_NAME.lastIndex;
        continue;
      }
    }
    const taken = take(parts, token, text);
    joints = taken === 'joint' ? joints + 1 : 0;
    if (taken === 'none' || joints > MOST_JOINTS) break;
    const mark = token[MARK];
    if (mark === '(' || mark === '[') open += 1;
    const closes = (mark === ')' || mark === ']') && open > 0;
    if (closes) open -= 1;
    else if (mark === ')' || mark === ']') break;
    if (taken === 'part' || closes) end = next;
    TOKEN.lastIndex = next;
  }
  return { parts, end, stop };
}

/**
 * Of a date that was printed as two numbers and a year, nobody can tell day from month. A quoted message is not
 * younger than the one that quotes it: where the date read is, and the other is not, the other is meant.
 *
 * @param own date of the message that quotes.
 */
export function notAfter(date: IsoDate, own: IsoDate | null): IsoDate {
  if (own === null || date.slice(0, 10) <= own.slice(0, 10)) return date;
  const [, year, month, day, rest] = /^(\d{4})-(\d{2})-(\d{2})(.*)$/.exec(date) ?? [];
  if (Number(day) > 12 || date.slice(0, 10) <= dayAfter(own)) return date;
  const other = `${year}-${day}-${month}${rest}`;
  return other.slice(0, 10) <= dayAfter(own) ? other : date;
}

/** Zones put two clocks of one moment up to a day apart. */
function dayAfter(date: IsoDate): string {
  const next = new Date(`${date.slice(0, 10)}T00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return Number.isNaN(next.getTime()) ? date.slice(0, 10) : next.toISOString().slice(0, 10);
}

/** Whether a date says its offset, and so names an instant. */
export const isZoned = (date: IsoDate): boolean => /T[\d:.]{4,30}(?:Z|[+-]\d{2}:\d{2})$/.test(date);

/**
 * A clock reading in the zone of whoever printed it. Mail programs print the dates of what they quote in their
 * user's zone, which the user's own mail names; a server that sends in UTC names nobody's.
 *
 * @param local a date that may lack its offset.
 * @param own a date that the same mail program wrote for its user; null when there is none.
 */
export function inZoneOf(local: IsoDate, own: IsoDate | null): IsoDate {
  const offset = own === null ? undefined : /[+-]\d{2}:\d{2}$/.exec(own)?.[0];
  const isKnown = offset !== undefined && !/00:00$/.test(offset) && own !== null && isZoned(own);
  return isKnown && /T/.test(local) && !isZoned(local) ? local + offset : local;
}

/** The date that a whole header value holds; see {@link dateAt}. */
export const readDate = (text: string): IsoDate | null => dateAt(text)?.iso ?? null;

/**
 * Gives a clock reading the offset that New York has on that day. Web archives run by hypermail in that zone
 * print "EST" all year round, so the label alone is an hour off in summer.
 */
export function withNewYorkOffset(iso: IsoDate): IsoDate {
  const clock = iso.replace(/(?:Z|[+-]\d{2}:\d{2})$/, '');
  for (const offset of ['-04:00', '-05:00']) {
    const instant = new Date(clock + offset);
    if (Number.isNaN(instant.getTime())) return iso;
    if (NEW_YORK.format(instant).replace(' ', 'T').startsWith(clock.slice(0, 16))) return clock + offset;
  }
  return iso;
}

const NEW_YORK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** Whether a token is a part of the date, a word or mark between two parts, or none: the date ends before it. */
type Taken = 'part' | 'joint' | 'none';

function take(parts: Parts, token: RegExpExecArray, text: string): Taken {
  // Most are words and marks: they are not asked what else they are.
  const word = token[WORD];
  if (word) {
    const lower = word.toLowerCase().replace(/的$/, '');
    if (WEEKDAYS.has(lower) && MONTH_OF.has(lower) && isBeforeMonth(token, text)) return 'joint';
    return takeWord(parts, lower, () => goesOn(token, text));
  }
  if (token[MARK]) return 'joint';
  const [, y, m, d, first, separator, second, third, hour, minute, seconds, sign, zoneHour, zoneMinute] =
    token;
  const [month, day, half, number] = token.slice(14);
  const isPart = (holds: boolean): Taken => (holds ? 'part' : 'none');
  if (y) return isPart(setDay(parts, Number(y), Number(m), Number(d)));
  if (first && second && third) {
    const dayFirst = separator !== '/' || Number(first) > 12;
    const [ofMonth, inYear] = dayFirst ? [first, second] : [second, first];
    return isPart(setDay(parts, fullYear(Number(third)), Number(inYear), Number(ofMonth)));
  }
  if (hour) {
    // "9.00" is a time where the day is known, as in Finnish; before it, it is none.
    const isDotted = !token[0].includes(':') && !token[0].includes('h');
    if (isDotted && parts.year === undefined) return 'none';
    if (parts.hour !== undefined || Number(hour) > 23 || Number(minute) > 59) return 'none';
    parts.hour = Number(hour);
    parts.minute = Number(minute);
    if (seconds) parts.second = Number(seconds);
    return 'part';
  }
  if (sign) {
    // "GMT+03:00" names a zone and then how far from it; "UTC+8" needs the name.
    if (parts.hour === undefined && !parts.zone) return 'none';
    if (!parts.zone && zoneHour?.length !== 2) return 'none';
    const offset = (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute ?? 0));
    // "PST (-0800)" says it twice.
    if (parts.offset !== undefined && parts.offset !== 0) return isPart(parts.offset === offset);
    parts.offset = offset;
    return 'part';
  }
  if (month && day) return isPart(takeDay(parts, Number(month), Number(day)));
  if (half) {
    if (parts.hour === undefined || parts.hour > 12) return 'none';
    parts.hour = (parts.hour % 12) + (/^[pμn]/i.test(half) ? 12 : 0);
    return 'part';
  }
  if (number) return isPart(takeNumber(parts, Number(number), number.length));
  return 'joint';
}

/** "12/22" or "22/12": the day is what is no month; where both may be, nobody can tell, and no year says so. */
function takeDay(parts: Parts, first: number, second: number): boolean {
  if (parts.day !== undefined || parts.month !== undefined) return false;
  const [month, day] = first > 12 ? [second, first] : [first, second];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  Object.assign(parts, { month, day });
  return true;
}

function goesOn({ index, 0: token }: RegExpExecArray, text: string): boolean {
  GOES_ON.lastIndex = index + token.length;
  return GOES_ON.test(text);
}

function isBeforeMonth({ index, 0: token }: RegExpExecArray, text: string): boolean {
  DAY_AND_MONTH.lastIndex = index + token.replace(/\.$/, '').length;
  return MONTH_OF.has(DAY_AND_MONTH.exec(text)?.[1]?.toLowerCase() ?? '');
}

function takeNumber(parts: Parts, value: number, digits: number): boolean {
  // "04 01 2021"
  if (digits === 2 && parts.day !== undefined && parts.month === undefined && parts.year === undefined) {
    if (value < 1 || value > 12) return false;
    parts.month = value;
    return true;
  }
  // "27 Nov 98"
  if (digits === 2 && parts.day !== undefined && parts.month !== undefined && parts.year === undefined) {
    parts.year = fullYear(value);
    return true;
  }
  if (digits === 4 && parts.year === undefined) {
    parts.year = value;
    return true;
  }
  if (parts.day === undefined && value >= 1 && value <= 31) {
    parts.day = value;
    return true;
  }
  return false;
}

/** @param beforeNumber whether a number stands behind the word. */
function takeWord(parts: Parts, word: string, beforeNumber: () => boolean): Taken {
  const isWhole = parts.year !== undefined && parts.month !== undefined && parts.day !== undefined;
  const month = MONTH_OF.get(word);
  if (month !== undefined && parts.month === undefined) {
    parts.month = month;
    return 'part';
  }
  if (WEEKDAYS.has(word) && parts.weekday === undefined && parts.hour === undefined) {
    // Behind a date "Sun" is as well the name of whoever wrote: a clock after it tells.
    if (isWhole && /^\p{Script=Latin}+$/u.test(word) && !beforeNumber()) return 'joint';
    parts.weekday = true;
    return 'part';
  }
  const zone = ZONES.get(word);
  // Google Groups in Chinese puts the zone before the clock.
  if (zone !== undefined && (parts.hour !== undefined || isWhole) && !parts.zone) {
    parts.zone = true;
    if (zone !== null && parts.offset === undefined) parts.offset = zone;
    return 'part';
  }
  if (AFTERNOON.has(word) && parts.hour === undefined) return 'joint';
  return JOINTS.has(word) ? 'joint' : 'none';
}

function setDay(parts: Parts, year: number, month: number, day: number): boolean {
  if (parts.day !== undefined || month < 1 || month > 12 || day < 1 || day > 31) return false;
  Object.assign(parts, { year, month, day });
  return true;
}

/** RFC 5322, section 4.3: two digits below 50 are of this century. */
const fullYear = (year: number): number => (year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year);

function isoOf(parts: Parts): IsoDate | null {
  const { year, month, day, hour, minute, second, offset } = parts;
  if (year === undefined || month === undefined || day === undefined) return null;
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null;
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined || minute === undefined) return date;
  const time = `${date}T${two(hour)}:${two(minute)}${second === undefined ? '' : `:${two(second)}`}`;
  if (offset === undefined) return time;
  const size = Math.abs(offset);
  return `${time}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
