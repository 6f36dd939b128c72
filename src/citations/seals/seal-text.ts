import { hostOf } from '../../base/safe-url.ts';
import type { SiteVouch } from '../site.ts';

/** How a mail is vouched for, in words for somebody who has never heard of seals. */
export function sealAsText(seal: SiteVouch): string {
  if (seal.how === 'as received') return 'as received';
  if (seal.how === 'published') return `published at ${hostOf(seal.at)}, same words, seen ${seal.seen}`;
  const ended = seal.expired === null ? '' : `, valid by its own word until ${seal.expired}`;
  // Addresses are not shown; a developer signs only what is their own.
  const by = seal.scheme === 'patatt' ? 'its writer' : seal.by;
  return `signed by ${by} (${seal.scheme}), key seen ${seal.seen}${ended}`;
}
