import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { nameOf } from '../../mail/addresses.ts';
import { personKey } from '../../quoting/person-key.ts';
import { isNearName, mayBeOneClock } from '../../quoting/same-message.ts';
import type { NamedMessage } from '../threads/quotable.ts';
import type { Claim } from './claim.ts';

/**
 * A message known only from quotes, a minute or a letter beside one that is at hand: nobody writes two such mails often,
 * and whoever makes words up puts them beside real ones.
 */
export function nearTwin({
  from,
  page,
  quotable,
  message,
}: Pick<Claim, 'from' | 'page'> & NamedMessage): Diagnostic[] {
  const person = personKey(nameOf(message.from));
  const { slug, messages } = quotable.thread;
  const twin = messages.find(
    (each) =>
      !each.recovered &&
      isZonedAlike(each.date, message.date) &&
      mayBeOneClock(each.date, message.date) &&
      isNearName(personKey(nameOf(each.from)), person),
  );
  if (!twin) return [];
  return [
    diagnose('quote-near-twin', page.lines.placeAt(from.valueAt), {
      message: `Nobody has ${from.value}; ${slug}/${twin.id}, which is at hand, is by the same person at the same time and does not say this.`,
      closest: `${slug}/${twin.id}`,
    }),
  ];
}

/** Clocks of unknown zones are compared by the hour: that is no sign of one message. */
const isZonedAlike = (a: string | null, b: string | null): boolean =>
  [a, b].every((date) => date !== null && /(?:Z|[+-]\d\d:\d\d)$/.test(date));
