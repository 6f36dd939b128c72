import { remembered } from '../base/remembered.ts';
import { isZoned } from './dates.ts';
import { masked } from './masked.ts';
import type { IsoDate } from './message.ts';

/**
 * The id of a message, made from its writer and the minute it was sent in: `daniel-vetter-2020-10-10-2301z`. It
 * needs no Message-ID, so a message known only from quotes has one too. The minute is in UTC, marked `z`: whoever
 * quotes a message gives its date in a zone of their own. Where a date has no offset it is the clock as printed,
 * without the `z`. Of a writer who is known by an address only it has the host: ids are read by everybody.
 */
export function messageIdFrom(author: string | null, date: IsoDate | null): string {
  return `${slug(masked(author ?? 'unknown'))}-${clockOf(date)}`;
}

/** Lower-case ASCII words joined by hyphens; letters lose their accents, other scripts keep their letters. */
export const slug: (text: string) => string = remembered(
  (text) => {
    const words = text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu);
    // A letter of two halves is not cut in the middle: no address and no file can hold one.
    return words
      ? words
          .join('-')
          .slice(0, 80)
          .replace(/[\ud800-\udbff]$/, '')
      : 'unnamed';
  },
  { most: 2000, longest: 200 },
);

/** The ids in order, with `-2`, `-3` … after those that were already taken. */
export function distinct(ids: readonly string[]): string[] {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return ids.map((id) => {
    if (!taken.has(id)) {
      taken.add(id);
      return id;
    }
    let n = next.get(id) ?? 2;
    while (taken.has(`${id}-${n}`)) n += 1;
    next.set(id, n + 1);
    taken.add(`${id}-${n}`);
    return `${id}-${n}`;
  });
}

function clockOf(date: IsoDate | null): string {
  if (date === null) return 'undated';
  const instant = isZoned(date) ? new Date(date) : null;
  const iso = instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : date;
  const time = /T(\d{2}):(\d{2})/.exec(iso);
  return iso.slice(0, 10) + (time ? `-${time[1]}${time[2]}${iso === date && !instant ? '' : 'z'}` : '');
}
