import type { SiteErratum } from '../../citations/site.ts';

/** The address of an erratum on the page of all: its day, and of several of one day a number. */
export function erratumId(erratum: SiteErratum, all: readonly SiteErratum[]): string {
  const ofDay = all.filter(({ date }) => date === erratum.date);
  // Later ones are added above or below: the first of a day keeps the address without a number.
  const at = ofDay.indexOf(erratum);
  return at === 0 ? `on-${erratum.date}` : `on-${erratum.date}-${at + 1}`;
}
