import { readDate } from '../../mail/dates.ts';
import type { SiteMessage } from '../site.ts';

/** When a message was sent: a date that the mail at hand has lost may be known from elsewhere. */
export const knownDate = ({ date, outside }: Pick<SiteMessage, 'date' | 'outside'>): string | null =>
  date ?? (outside.Date === undefined ? null : readDate(outside.Date));
