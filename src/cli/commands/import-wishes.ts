import { counted } from '../../base/print.ts';
import type { Redaction } from '../../citations/threads/redactions.ts';
import { nameOf } from '../../mail/addresses.ts';
import type { Found } from '../../mail/read.ts';

type Delivery = Found['delivery'];

/** What people asked for, while mail is imported. */
export interface Wishes {
  /** Whether a mail is to stay away, as its writer asked: whatever its archive has, its words do not come back. */
  isLeftOut(delivery: Delivery): boolean;
  /** Who wrote it, as its file may say it. */
  writerOf(delivery: Delivery): string | null;
  /** A line for each wish that had something to do. */
  summary(): readonly string[];
}

/** Keeps to `redactions.yaml`; what was imported before is left alone. */
export function wishesOf(redactions: readonly Redaction[]): Wishes {
  const counts = new Map<Redaction, number>();
  const count = (wish: Redaction) => counts.set(wish, (counts.get(wish) ?? 0) + 1);
  return {
    isLeftOut({ messageId }) {
      const wishes = redactions.filter(({ message }) => message !== undefined && message === messageId);
      wishes.forEach(count);
      return wishes.length > 0;
    },
    writerOf({ from }) {
      const at = redactions.findIndex(
        ({ name, address }) => isSame(name, from.name) || isSame(address, from.address),
      );
      const wish = redactions[at];
      if (wish === undefined) return nameOf(from);
      count(wish);
      // As the ids of such messages are on pages.
      return `left out ${at + 1}`;
    },
    summary: () => [...counts].map(([wish, times]) => said(wish, times)),
  };
}

const isSame = (wished: string | undefined, is: string | null): boolean =>
  wished !== undefined && is !== null && wished.toLowerCase() === is.toLowerCase();

function said({ message, words, date, place }: Redaction, times: number): string {
  const at = `${place.file}:${place.line}`;
  if (message === undefined)
    return `${at}: ${counted(times, 'message')} by somebody who is not to be named, as was asked on ${date}; no page names them`;
  return words === undefined
    ? `${at}: left out, as was asked on ${date}: ${message}`
    : `${at}: left out, as it was asked on ${date} that words of it be: ${message}; put its file there by hand to show the rest`;
}
