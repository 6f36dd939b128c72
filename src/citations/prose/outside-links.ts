import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { Page } from '../page/page.ts';
import type { LinkUse } from '../page/use.ts';
import type { SiteThread } from '../site.ts';
import { closestName } from '../words/closest.ts';
import { addressOf, type WrittenReference } from './references.ts';

/**
 * Checks that each link to another host names a message of the site's own mail, code of a tree, or a reference: of anything
 * else nobody has written down what it says.
 *
 * @param commits whole names of the commits that are known; a link leads to one where a reference leads to another so.
 * @param isCode whether a link leads to code of a tree.
 * @param told faults that have been told of links already.
 */
export function verifyOutsideLinks(
  pages: readonly Page[],
  threads: readonly SiteThread[],
  references: readonly WrittenReference[],
  commits: readonly string[],
  isCode: (link: LinkUse) => boolean,
  told: readonly Diagnostic[],
): Diagnostic[] {
  const known = new Set([
    ...references.flatMap(({ url }) => (url === undefined ? [] : [addressOf(url)])),
    ...threads.flatMap(({ messages, whole }) =>
      [...messages.flatMap(({ archiveUrl }) => archiveUrl ?? []), ...(whole === null ? [] : [whole.at])].map(
        addressOf,
      ),
    ),
  ]);
  for (const { url, commit } of references)
    if (url !== undefined && commit !== undefined && url.endsWith(`/${commit}`))
      for (const each of commits) known.add(addressOf(url.replace(commit, () => each)));
  return pages.flatMap((page) =>
    page.outward.flatMap((link) =>
      isTold(link, page, told) || isKnown(link.url, known) || isCode(link)
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

function isTold({ at, url }: LinkUse, { lines }: Page, told: readonly Diagnostic[]): boolean {
  const { file, line, column } = lines.placeAt(at);
  return told.some(
    ({ place }) =>
      place.file === file &&
      place.line === line &&
      place.column >= column &&
      place.column <= column + url.length,
  );
}

/** An archive takes a message with what it calls views behind it: `…/raw`, `…/T/#u`. */
const isKnown = (url: string, known: ReadonlySet<string>): boolean =>
  [url, decoded(url)]
    .map(addressOf)
    .some((each) => known.has(each) || known.has(each.replace(/\/(?:raw|[Tt]|t\.mbox\.gz)$/, '')));

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
