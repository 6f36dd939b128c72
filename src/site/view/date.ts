import type { SiteMessage } from '../../citations/site.ts';
import { knownDate } from '../../citations/threads/known-date.ts';
import type { Say } from '../words/say.ts';

type Language = Pick<Say, 'language'>;

/** The day a date names: "10 October 2020"; null for a date that is lost. */
export const dayOf = (iso: string | null, { language }: Language): string | null =>
  written(/^\d{4}-\d{2}-\d{2}/.exec(iso ?? '')?.[0], language, 'long');

/** The same in as few letters as a language has: "10 Oct 2020", "10.10.2020". */
export const shortDayOf = (iso: string | null, { language }: Language): string | null =>
  written(/^\d{4}-\d{2}-\d{2}/.exec(iso ?? '')?.[0], language, 'medium');

/** The month a date without a day names: "May 2021". */
export const monthOf = (date: string | null, { language }: Language): string | null =>
  written(/^\d{4}-\d{2}$/.exec(date ?? '')?.[0], language, 'month');

/** Day, clock and offset as the source gives them: "10 October 2020, 19:01 (UTC-04:00)". */
export function momentOf(iso: string | null, say: Say): string | null {
  const day = dayOf(iso, say);
  const [, clock, offset] = /T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?$/.exec(iso ?? '') ?? [];
  if (day === null || clock === undefined) return day;
  if (!offset) return say('moment.clock', { day, clock });
  const zone = `UTC${offset === 'Z' || offset === '+00:00' ? '' : offset}`;
  return say('moment.zone', { day, clock, zone });
}

/** The same of a message, from wherever it is known. */
export const knownMomentOf = (message: Pick<SiteMessage, 'date' | 'outside'>, say: Say): string | null =>
  momentOf(knownDate(message), say);

const FORMS = {
  long: { dateStyle: 'long' },
  medium: { dateStyle: 'medium' },
  month: { month: 'long', year: 'numeric' },
} as const;

/** Making one costs more than using it a thousand times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function written(date: string | undefined, language: string, form: keyof typeof FORMS): string | null {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return null;
  const key = `${form} ${language}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, { ...FORMS[form], timeZone: 'UTC' });
  formats.set(key, format);
  return format.format(at);
}
