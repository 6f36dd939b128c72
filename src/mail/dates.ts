import { AFTERNOON, EARLY_JOINTS, JOINTS, MONTH_OF, PHRASES, WEEKDAYS, ZONES } from './date-words.ts';
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

const TOKEN =
  /\s*(?:(\d{4})(?:[-/.]|年 ?|년 ?)(\d{1,2})(?:[-/.]|月 ?|월 ?)(\d{1,2})[日일]?|(\d{1,2})([-./]) ?(\d{1,2})[-./] ?(\d{4}|\d{2})(?![\d:])|(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?!\d)|([+-])(\d{2}):?(\d{2})\b|(\d{1,4})(?:st|nd|rd|th)?\b\.?|(a las?(?=\s)|\p{L}+)\.?|([,()（）]|-(?=\s)))/uy;

/** Outlook's "04-Jan-21", and "March-09-12". */
const DASHED = /\s*(?:\p{L}{3}, )?(?:(\d{1,2})-(\p{L}{3,9})|(\p{L}{3,9})-(\d{1,2}))-(\d{4}|\d{2})(?!\d)/uy;

/**
 * Reads the date that starts at an offset of a text, as far as it goes: the forms of RFC 5322, of the usual
 * mail programs' attribution lines and of web archives ("Sat Oct 10 2020 - 19:01:22 EST").
 *
 * @returns the date in ISO 8601 (without an offset where the text gives none, without a time where it gives
 *   none) and the offset after it, or null when no whole date stands there.
 */
export function dateAt(text: string, start = 0): FoundDate | null {
  const parts: Parts = {};
  let end = start;
  DASHED.lastIndex = start;
  const dashed = DASHED.exec(text);
  if (dashed) {
    const month = MONTH_OF.get((dashed[2] ?? dashed[3] ?? '').toLowerCase());
    const day = Number(dashed[1] ?? dashed[4]);
    if (month === undefined || !setDay(parts, fullYear(Number(dashed[5])), month, day)) return null;
    end = DASHED.lastIndex;
  }
  TOKEN.lastIndex = end;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    if (!take(parts, token)) break;
    end = TOKEN.lastIndex;
  }
  const iso = isoOf(parts);
  return iso === null ? null : { iso, end };
}

/**
 * Of a date that was printed as two numbers and a year, nobody can tell day from month. A quoted message is not
 * younger than the one that quotes it: where the date read is, and the other is not, the other is meant.
 *
 * @param own date of the message that quotes.
 */
export function notAfter(date: IsoDate, own: IsoDate | null): IsoDate {
  const [, year, month, day, rest] = /^(\d{4})-(\d{2})-(\d{2})(.*)$/.exec(date) ?? [];
  if (own === null || Number(day) > 12 || date.slice(0, 10) <= dayAfter(own)) return date;
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

/** Adds one token to the date, or refuses it: the date ends before it. */
function take(parts: Parts, token: RegExpExecArray): boolean {
  const [, y, m, d, first, separator, second, third, hour, minute, seconds, sign, zoneHour, zoneMinute] =
    token;
  const number = token[14];
  const word = token[15]?.toLowerCase();
  if (y) return setDay(parts, Number(y), Number(m), Number(d));
  if (first && second && third) {
    const dayFirst = separator !== '/' || Number(first) > 12;
    const [day, month] = dayFirst ? [first, second] : [second, first];
    return setDay(parts, fullYear(Number(third)), Number(month), Number(day));
  }
  if (hour) {
    // "9.00" is a time where the day is known, as in Finnish; before it, it is none.
    const isDotted = !token[0].includes(':');
    if (isDotted && parts.year === undefined) return false;
    if (parts.hour !== undefined || Number(hour) > 23 || Number(minute) > 59) return false;
    parts.hour = Number(hour);
    parts.minute = Number(minute);
    if (seconds) parts.second = Number(seconds);
    return true;
  }
  if (sign) {
    // "GMT+03:00" names a zone and then how far from it.
    if (parts.hour === undefined || (parts.offset !== undefined && parts.offset !== 0)) return false;
    parts.offset = (sign === '-' ? -1 : 1) * (Number(zoneHour) * 60 + Number(zoneMinute));
    return true;
  }
  if (number) return takeNumber(parts, Number(number), number.length);
  if (word) return takeWord(parts, word);
  return true;
}

function takeNumber(parts: Parts, value: number, digits: number): boolean {
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

function takeWord(parts: Parts, word: string): boolean {
  const month = MONTH_OF.get(word);
  if (month !== undefined && parts.month === undefined) {
    parts.month = month;
    return true;
  }
  if (WEEKDAYS.has(word) && parts.weekday === undefined && parts.hour === undefined) {
    parts.weekday = true;
    return true;
  }
  if ((word === 'am' || word === 'pm') && parts.hour !== undefined && parts.hour <= 12) {
    parts.hour = (parts.hour % 12) + (word === 'pm' ? 12 : 0);
    return true;
  }
  const zone = ZONES.get(word);
  if (zone !== undefined && parts.hour !== undefined && !parts.zone) {
    parts.zone = true;
    if (zone !== null && parts.offset === undefined) parts.offset = zone;
    return true;
  }
  if (AFTERNOON.has(word) && parts.hour === undefined) return true;
  return JOINTS.has(word) || PHRASES.has(word) || (EARLY_JOINTS.has(word) && parts.year === undefined);
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
