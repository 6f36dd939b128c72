import { lookUp } from '../base/look-up.ts';
import { MONTH_OF, ZONES } from './date-words.ts';
import { readDate } from './dates.ts';
import type { IsoDate } from './message.ts';

/** A date, and what of the field could not be taken as it stands. */
export interface HeaderDate {
  readonly iso: IsoDate | null;
  readonly doubt: string | null;
}

const CLOCK = String.raw`(?<hour>\d{1,2})[:.](?<minute>\d{1,2})(?:[:.](?<second>\d{1,2})(?:[.,]\d{1,9})?)?`;
const ZONE = String.raw`(?<zone>[+-]\d{1,2}:?\d{2}\b|[+-]\d{1,2}\b|[A-Za-z]{1,5}(?:[+-]\d{1,2}(?::?\d{2})?)?)`;
const WEEKDAY = String.raw`(?:\p{L}{1,12}\.?,?\s{0,3})?`;

/**
 * The forms of a Date field: RFC 5322, section 3.3, with what section 4.3 says of old mail and what programs that do
 * not know it write; asctime(3), with the zone before the year or after it; ISO 8601.
 */
const FORMS: readonly RegExp[] = [
  new RegExp(
    String.raw`^${WEEKDAY}(?<day>\d{1,2})[\s-]{1,3}(?<month>\p{L}{3,9})\.?[\s,-]{1,3}(?<year>\d{2,4}),?\s{1,3}${CLOCK}(?:\s{0,3}(?<half>[AaPp]\.?\s?[Mm]\b\.?))?(?:\s{0,3}${ZONE})?`,
    'u',
  ),
  new RegExp(
    String.raw`^${WEEKDAY}(?<month>\p{L}{3,9})\.?\s{1,3}(?<day>\d{1,2}),?\s{1,3}${CLOCK}(?:\s{1,3}${ZONE})?,?\s{1,3}(?<year>\d{4})(?:\s{1,3}(?<later>[+-]\d{4}))?`,
    'u',
  ),
  new RegExp(
    String.raw`^(?<year>\d{4})-?(?<month>\d{2})-?(?<day>\d{2})(?:T|\s{1,3})(?<hour>\d{2}):?(?<minute>\d{2})(?::?(?<second>\d{2})(?:[.,]\d{1,9})?)?(?:\s{0,3}${ZONE})?`,
    'u',
  ),
];

/** Reads the value of a Date field, which says when and in which zone, or fails to. */
export function readHeaderDate(value: string): HeaderDate {
  const text = value
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([MCEW]E)T DST\b/i, ' $1ST')
    .trim();
  for (const form of FORMS) {
    const parts = form.exec(text)?.groups;
    const read = parts === undefined ? null : dateOf(parts);
    if (read !== null) return read;
  }
  return { iso: withSoundOffset(readDate(text)), doubt: null };
}

function dateOf(parts: Readonly<Record<string, string | undefined>>): HeaderDate | null {
  const number = (name: string): number => Number(lookUp(parts, name) ?? 0);
  const year = fullYear(parts.year ?? '');
  const month = MONTH_OF.get(parts.month?.toLowerCase() ?? '') ?? number('month');
  const day = number('day');
  if (!month || new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null;
  const hour = hourOf(number('hour'), parts.half);
  // A minute has sixty seconds here, and in a leap second one more.
  const [minute, second] = [number('minute'), Math.min(number('second'), 59)];
  if (hour > 24 || minute > 59 || number('second') > 61 || (hour === 24 && minute + second > 0)) return null;
  const clock = new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString();
  const iso = clock.slice(0, parts.second === undefined ? 16 : 19);
  const zone = parts.later ?? parts.zone;
  const offset = zone === undefined ? null : offsetOf(zone);
  return {
    iso: offset === null ? iso : iso + offset,
    doubt: zone !== undefined && offset === null ? `nobody knows the zone "${zone}"` : null,
  };
}

/** RFC 5322, section 4.3: two digits below 50 are of this century; three count from 1900. */
function fullYear(year: string): number {
  const value = Number(year);
  if (year.length === 4) return value;
  return year.length === 2 && value < 50 ? 2000 + value : 1900 + value;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour > 12) return hour;
  return (hour % 12) + (/^p/i.test(half) ? 12 : 0);
}

/** The zone as ISO 8601 writes it; null for one that nobody knows, and for one that no place on earth has. */
function offsetOf(zone: string): string | null {
  const [, name, sign, hours, minutes = '00'] =
    /^([A-Za-z]{0,5})(?:([+-])(\d{1,2}?):?(\d{2})?)?$/.exec(zone) ?? [];
  const named = name === '' || name === undefined ? 0 : IN_HEADERS.get(name.toLowerCase());
  if (sign === undefined) return typeof named === 'number' ? asOffset(named) : null;
  const size = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) > 59 || size > MOST_OFFSET) return null;
  return asOffset(sign === '-' ? -size : size);
}

/** Kiribati keeps fourteen hours before UTC. */
const MOST_OFFSET = 14 * 60;

/** Zones by the names that Date fields have; where one means several, none. */
const IN_HEADERS: ReadonlyMap<string, number | null> = new Map<string, number | null>([
  ...ZONES,
  ['aest', 600],
  ['aedt', 660],
  ['hkt', 480],
  ['sgt', 480],
  ['sast', 120],
  ['akst', -540],
  ['akdt', -480],
  ['hst', -600],
]);

const asOffset = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;

const two = (value: number): string => String(value).padStart(2, '0');

function withSoundOffset(iso: IsoDate | null): IsoDate | null {
  const [, hours = '', minutes = ''] = /[+-](\d{2}):(\d{2})$/.exec(iso?.slice(10) ?? '') ?? [];
  return Number(hours) * 60 + Number(minutes) <= MOST_OFFSET ? iso : (iso?.slice(0, -6) ?? null);
}
