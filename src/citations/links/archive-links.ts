import { decoded } from '../../base/decoded.ts';
import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Page } from '../page/page.ts';
import type { SiteThread } from '../site.ts';
import { editDistance } from '../words/closest.ts';

/**
 * Checks links into the archives of the site's threads, offline: what stands in the place of the Message-ID must have
 * the form of one (RFC 5322 section 3.6.4), and one that the mail at hand nearly has is taken for a slip. Whether an archive
 * has a message that nobody here names, cannot be known here.
 */
export function verifyArchiveLinks(pages: readonly Page[], threads: readonly SiteThread[]): Diagnostic[] {
  const known = new Set(threads.flatMap(({ messages }) => messages.flatMap(messageIdsIn)));
  const roots = [...new Set(threads.flatMap(({ archive }) => archive?.slice(0, archive.indexOf('{')) ?? []))];
  return pages.flatMap(({ outward, lines }) =>
    outward.flatMap(({ url, at }) => {
      const root = roots.find((each) => url.startsWith(each));
      if (root === undefined) return [];
      const id = messageIdIn(url.slice(root.length));
      if (known.has(id)) return [];
      const meant = [...known].find((each) => Math.abs(each.length - id.length) <= SLIP && isSlip(id, each));
      if (MESSAGE_ID.test(id) && meant === undefined) return [];
      return [
        diagnose('link-unknown-message', lines.placeAt(at + root.length), {
          message: meant ? `No mail here names the message "${id}".` : `"${id}" is no Message-ID.`,
          closest: meant && root + meant,
        }),
      ];
    }),
  );
}

/** At most this many letters are wrong in an identifier that was meant to be another. */
const SLIP = 3;

const isSlip = (a: string, b: string): boolean => editDistance(a, b) <= SLIP;

/** What stands before the sign may have a slash in it (RFC 5322, section 3.2.3). */
const MESSAGE_ID = /^[^\s<>@]{1,250}@[^\s<>@/]{1,250}$/;

/** An archive takes an identifier with what it calls views after it: `…/raw`, `…/T/#u`. */
function messageIdIn(rest: string): string {
  const id = /^[^?#@\s]{1,250}@[^/?#\s]{1,250}/.exec(rest)?.[0] ?? rest.split(/[/?#]/)[0] ?? '';
  return decoded(id);
}

const messageIdsIn = ({ messageId, outside, inReplyTo, references }: SiteThread['messages'][number]) =>
  [messageId, outside['Message-ID'], inReplyTo, ...references].flatMap((id) => id ?? []);
