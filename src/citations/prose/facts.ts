import type { Statement } from '../page/statement.ts';

/** Something in a sentence that can be wrong. */
export interface Fact {
  readonly kind: 'release' | 'date' | 'share';
  /** As it is written. */
  readonly text: string;
  readonly at: number;
  /** A release as numbers: `6.12`; a date as ISO 8601 has it, as far as it is told: `2021`, `2021-03`, `2021-03-16`. */
  readonly value: string;
}

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
] as const;
const MONTH = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|');

const RELEASE =
  /(?<![\w.,/-])v?(\d{1,2}\.\d{1,3}(?:\.\d{1,4})?)(?:-rc\d{1,2})?(?![\w%]|\.\d| ?(?:%|[kKMGT]i?B\b|ms\b|s\b|times\b|percent\b))/g;
const DAY = new RegExp(
  `(?<![\\w-])(?:(?<d>\\d{1,2}) (?<m>${MONTH}) (?<y>\\d{4})|(?<m2>${MONTH}) (?<d2>\\d{1,2}), (?<y2>\\d{4})|(?<m3>${MONTH}) (?<y3>\\d{4})|(?<iso>(?:19|20)\\d\\d-\\d\\d(?:-\\d\\d)?)|(?<y4>(?:19|20)\\d\\d))(?![\\w-])`,
  'g',
);
const NUMBER =
  '(?:\\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|a hundred)';
/** "twelve of 29", "nine of the 18"; "one of the two" counts nothing. */
const SHARE = new RegExp(
  `(?<![\\w.])(?!one )${NUMBER} (?:out )?of (?:the |its |all )?${NUMBER}(?![\\w.]*\\d)`,
  'gi',
);

/** What a sentence says that has a value: releases, dates, and how many of how many; not what stands in code. */
export function factsIn({ text, codes }: Statement): Fact[] {
  const isCode = (at: number): boolean =>
    codes.some((code) => code.at <= at && at < code.at + code.text.length);
  const found: Fact[] = [];
  for (const { 0: written, 1: value = '', index } of text.matchAll(RELEASE))
    found.push({ kind: 'release', text: written, at: index, value });
  for (const { 0: written, index, groups } of text.matchAll(DAY))
    found.push({ kind: 'date', text: written, at: index, value: dateIn(groups ?? {}) });
  for (const { 0: written, index } of text.matchAll(SHARE))
    found.push({ kind: 'share', text: written, at: index, value: written });
  return found.filter(({ at }) => !isCode(at)).sort((a, b) => a.at - b.at);
}

function dateIn({ d, m, y, m2, d2, y2, m3, y3, iso, y4 }: Record<string, string | undefined>): string {
  if (iso !== undefined) return iso;
  const [year, month, day] = [y ?? y2 ?? y3 ?? y4 ?? '', m ?? m2 ?? m3, d ?? d2];
  if (month === undefined) return year;
  const number = MONTHS.findIndex((each) => each.startsWith(month.slice(0, 3))) + 1;
  const inMonth = `${year}-${String(number).padStart(2, '0')}`;
  return day === undefined ? inMonth : `${inMonth}-${day.padStart(2, '0')}`;
}

/** Whether a known date is the one that is told: it may be known more exactly, and not less. */
export const isSameDate = (known: string, told: string): boolean => known.startsWith(told);

/** Whether a release is of a series, or of the same one: 6.12.117 is of 6.12. */
export const isOfSeries = (release: string, series: string): boolean =>
  release === series || release.startsWith(`${series}.`) || series.startsWith(`${release}.`);
