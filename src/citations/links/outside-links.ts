import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Page } from '../page/page.ts';
import type { LinkUse } from '../page/use.ts';
import { addressOf, type WrittenReference } from '../prose/references.ts';
import type { SiteThread } from '../site.ts';
import { closestName } from '../words/closest.ts';

/**
 * Checks that each link to another host names a message of the site's own mail, code of a tree, or a reference: of anything
 * else nobody has written down what it says.
 *
 * @param isCode whether a link leads to code of a tree.
 */
export function verifyOutsideLinks(
  pages: readonly Page[],
  threads: readonly SiteThread[],
  references: readonly WrittenReference[],
  isCode: (link: LinkUse) => boolean,
): Diagnostic[] {
  const known = new Set([
    ...references.map(({ url }) => addressOf(url)),
    ...threads.flatMap(({ messages, whole }) => [
      ...messages.flatMap(({ archiveUrl }) => (archiveUrl === null ? [] : [addressOf(archiveUrl)])),
      ...(whole === null ? [] : [addressOf(whole.at)]),
    ]),
  ]);
  return pages.flatMap((page) =>
    page.outward.flatMap((link) =>
      known.has(addressOf(decoded(link.url))) || known.has(addressOf(link.url)) || isCode(link)
        ? []
        : [
            diagnose('link-unbacked', page.lines.placeAt(link.at), {
              message: `Nothing in this site says what stands at ${link.url}`,
              closest: closestName(link.url, known),
            }),
          ],
    ),
  );
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
