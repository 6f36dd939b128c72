const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The day a date names: "10 October 2020"; null for a date that is lost. */
export function dayOf(iso: string | null): string | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '') ?? [];
  return year && month && day ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}` : null;
}

/** The month a date without a day names: "May 2021". */
export function monthOf(date: string | null): string | null {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(date ?? '') ?? [];
  return year && month ? `${MONTHS[Number(month) - 1]} ${year}` : null;
}

/** Day, clock and offset as the source gives them: "10 October 2020, 19:01 (UTC-04:00)". */
export function momentOf(iso: string | null): string | null {
  const day = dayOf(iso);
  const [, time, offset] = /T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?$/.exec(iso ?? '') ?? [];
  if (day === null || time === undefined) return day;
  return `${day}, ${time}${offset ? ` (UTC${offset === 'Z' || offset === '+00:00' ? '' : offset})` : ''}`;
}
