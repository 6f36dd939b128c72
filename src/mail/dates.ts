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
}

const MONTHS = [
  ['jan', 'january', 'januar'],
  ['feb', 'february', 'februar'],
  ['mar', 'march', 'mär', 'märz'],
  ['apr', 'april'],
  ['may', 'mai'],
  ['jun', 'june', 'juni'],
  ['jul', 'july', 'juli'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october', 'okt', 'oktober'],
  ['nov', 'november'],
  ['dec', 'december', 'dez', 'dezember'],
] as const;
const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const WEEKDAYS: ReadonlySet<string> = new Set(
  [
    'mon tue tues wed thu thur thurs fri sat sun',
    'monday tuesday wednesday thursday friday saturday sunday',
    'mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag',
  ].flatMap((line) => line.split(' ')),
);

/** Words that may stand between the parts of a date. */
const JOINTS: ReadonlySet<string> = new Set(['at', 'um', 'the', 'uhr']);

/** Only abbreviations that mean one offset; "CST" and "IST" mean several and are left out. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ['utc', 0],
  ['gmt', 0],
  ['z', 0],
  ['cet', 60],
  ['cest', 120],
  ['est', -300],
  ['edt', -240],
  ['pst', -480],
  ['pdt', -420],
]);

const TOKEN =
  /\s*(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})([./])(\d{1,2})[./](\d{4}|\d{2})|(\d{1,2}):(\d{2})(?::(\d{2}))?|([+-])(\d{2}):?(\d{2})\b|(\d{1,4})(?:st|nd|rd|th)?\b\.?|(\p{L}+)\.?|([,()]|-(?=\s)))/uy;

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
  TOKEN.lastIndex = start;
  for (let token = TOKEN.exec(text); token; token = TOKEN.exec(text)) {
    if (!take(parts, token)) break;
    end = TOKEN.lastIndex;
  }
  const iso = isoOf(parts);
  return iso === null ? null : { iso, end };
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
    const dayFirst = separator === '.' || Number(first) > 12;
    const [day, month] = dayFirst ? [first, second] : [second, first];
    return setDay(parts, fullYear(Number(third)), Number(month), Number(day));
  }
  if (hour) {
    if (parts.hour !== undefined || Number(hour) > 23 || Number(minute) > 59) return false;
    parts.hour = Number(hour);
    parts.minute = Number(minute);
    if (seconds) parts.second = Number(seconds);
    return true;
  }
  if (sign) {
    if (parts.hour === undefined || parts.offset !== undefined) return false;
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
  if (
    zone !== undefined &&
    parts.hour !== undefined &&
    (parts.offset === undefined || parts.offset === zone)
  ) {
    parts.offset = zone;
    return true;
  }
  return JOINTS.has(word);
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
