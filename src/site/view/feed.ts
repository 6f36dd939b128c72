import type { DatedPage } from './dated.ts';
import { plain } from './rule.ts';

/** How many pages a feed has. */
const NEWEST = 50;

export interface FeedOptions {
  readonly title: string;
  /** Absolute addresses, as RFC 4287 asks for. */
  readonly home: string;
  readonly self: string;
  /** The name of the feed, which no other has; by default its home. */
  readonly id?: string;
  addressOf(path: string): string;
}

/** An Atom feed (RFC 4287) of the pages that were changed last. Null where no date is known: a feed must have one. */
export function atomFeed(
  pages: readonly DatedPage[],
  { title, home, self, id = home, addressOf }: FeedOptions,
): string | null {
  const newest = pages[0]?.history.last;
  if (newest === undefined) return null;
  const entries = pages.slice(0, NEWEST).map(
    ({ title: name, description, path, kind, history }) => `  <entry>
    <title>${escaped(name)}</title>
    <id>${escaped(addressOf(path))}</id>
    <link href="${escaped(addressOf(path))}"/>
    <category term="${kind}"/>
    <published>${history.first}</published>
    <updated>${history.last}</updated>${description === '' ? '' : `\n    <summary>${escaped(plain(description))}</summary>`}
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>${escaped(title)}</title>
  <id>${escaped(id)}</id>
  <link href="${escaped(home)}"/>
  <link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
  <updated>${newest}</updated>
  <author><name>${escaped(title)}</name></author>
${entries.join('\n')}
</feed>
`;
}

/** No reader takes a feed in which a letter stands that XML has none for, however it is written (XML 1.0, section 2.2). */
const NO_LETTER = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

const escaped = (text: string): string =>
  text
    .replace(NO_LETTER, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
