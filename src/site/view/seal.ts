import { hostOf } from '../../base/safe-url.ts';
import {
  SEAL_KINDS,
  type SiteMessage,
  type SiteRoot,
  type SiteSeal,
  type SiteThread,
  type SiteVouch,
  type VerifiedQuote,
} from '../../citations/site.ts';
import type { Say, Word } from '../words/say.ts';
import { shortDayOf } from './date.ts';

/** How a message is vouched for, in words; null for one that nobody has. */
export const sealOf = (
  { seal, recovered }: Pick<SiteMessage, 'seal' | 'recovered'>,
  say: Say,
): string | null => (recovered ? null : seal === null ? say('seal.none') : sealAsText(seal, say));

/** How a mail is vouched for, in words for somebody who has never heard of seals. */
function sealAsText(seal: SiteVouch, say: Say): string {
  if (seal.how === 'as received') return say('seal.asReceived');
  const seen = shortDayOf(seal.seen, say) ?? seal.seen;
  if (seal.how === 'published') return say('seal.publishedAt', { host: hostOf(seal.at), seen });
  // Addresses are not shown; a developer signs only what is their own.
  const by = seal.scheme === 'patatt' ? say('seal.writer') : seal.by;
  const signed = { by, scheme: seal.scheme, seen };
  return seal.expired === null
    ? say('seal.signedBy', signed)
    : say('seal.signedUntil', { ...signed, expired: shortDayOf(seal.expired, say) ?? seal.expired });
}

/**
 * How the mail is vouched for that a quote's words stand in: of several who quote a lost message, the one that the least
 * vouches for.
 */
export function sealUnder(quote: VerifiedQuote, threads: readonly SiteThread[], say: Say): string | null {
  const thread = threads.find(({ slug }) => slug === quote.thread);
  const ids = quote.carriers.length > 0 ? quote.carriers.map(({ message }) => message) : [quote.message];
  const mail = (thread?.messages ?? []).filter(({ id, recovered }) => ids.includes(id) && !recovered);
  const [weakest] = mail.toSorted((a, b) => rank(b) - rank(a));
  return weakest ? say('seal.mail', { seal: sealOf(weakest, say) ?? '' }) : null;
}

const rank = ({ seal }: SiteMessage): number =>
  seal === null ? SEAL_KINDS.length : SEAL_KINDS.indexOf(seal.how);

const KINDS = {
  signed: ['seal.signed', 'seal.signedMeans'],
  published: ['seal.published', 'seal.publishedMeans'],
  'as received': ['seal.asReceived', 'seal.asReceivedMeans'],
} as const satisfies Readonly<Record<SiteSeal['how'], readonly [how: Word, means: Word]>>;

/** One way in which messages of a thread are vouched for. */
export interface SealKind {
  readonly how: string;
  readonly count: number;
  readonly means: string;
}

/** How the messages of a thread are vouched for, the strongest first; none where none is sealed. */
export const sealKinds = ({ messages }: SiteThread, say: Say): SealKind[] =>
  SEAL_KINDS.flatMap((kind) => {
    const count = messages.filter(({ seal }) => seal?.how === kind).length;
    const [how, means] = KINDS[kind];
    return count === 0 ? [] : [{ how: say(how), count, means: say(means) }];
  });

/** What the one hash of all mail is for. */
export const rootAsText = ({ messages, normalisation }: SiteRoot, say: Say): string =>
  say('seal.root', { count: messages, normalisation });
