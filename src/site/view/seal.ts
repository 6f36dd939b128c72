import { counted } from '../../base/print.ts';
import { sealAsText } from '../../citations/seals/seal-text.ts';
import {
  SEAL_KINDS,
  type SiteMessage,
  type SiteRoot,
  type SiteSeal,
  type SiteThread,
  type VerifiedQuote,
} from '../../citations/site.ts';

/** How a message is vouched for, in words; null for one that nobody has. */
export const sealOf = ({ seal, recovered }: Pick<SiteMessage, 'seal' | 'recovered'>): string | null =>
  recovered ? null : seal === null ? 'not sealed yet' : sealAsText(seal);

/**
 * How the mail is vouched for that a quote's words stand in: of several who quote a lost message, the one that the least
 * vouches for.
 */
export function sealUnder(quote: VerifiedQuote, threads: readonly SiteThread[]): string | null {
  const thread = threads.find(({ slug }) => slug === quote.thread);
  const ids = quote.carriers.length > 0 ? quote.carriers.map(({ message }) => message) : [quote.message];
  const mail = (thread?.messages ?? []).filter(({ id, recovered }) => ids.includes(id) && !recovered);
  const [weakest] = mail.toSorted((a, b) => rank(b) - rank(a));
  return weakest ? `mail ${sealOf(weakest)}` : null;
}

const rank = ({ seal }: SiteMessage): number =>
  seal === null ? SEAL_KINDS.length : SEAL_KINDS.indexOf(seal.how);

const MEANINGS: Readonly<Record<SiteSeal['how'], string>> = {
  signed:
    'The mail server of the writer signed the message, and the signature still fits, checked with a key that this site keeps.',
  published: 'A public archive shows the same words, as somebody saw on the day that is named.',
  'as received': 'The words are those in the file that the site was given, and nobody else vouches for them.',
};

/** One way in which messages of a thread are vouched for. */
export interface SealKind {
  readonly how: SiteSeal['how'];
  readonly count: number;
  readonly means: string;
}

/** How the messages of a thread are vouched for, the strongest first; none where none is sealed. */
export const sealKinds = ({ messages }: SiteThread): SealKind[] =>
  SEAL_KINDS.flatMap((how) => {
    const count = messages.filter(({ seal }) => seal?.how === how).length;
    return count === 0 ? [] : [{ how, count, means: MEANINGS[how] }];
  });

/** What the one hash of all mail is for. */
export const rootAsText = ({ messages, normalisation }: SiteRoot): string =>
  `The ${counted(messages, 'message')} of mail that this site holds ${messages === 1 ? 'has' : 'have'} one hash together (a Merkle root of their words, “${normalisation}”). Note it down: if it is the same next time, no word of the mail was changed.`;
