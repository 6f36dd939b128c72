import { asXml } from '../../base/markup.ts';
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
    <title>${asXml(name)}</title>
    <id>${asXml(addressOf(path))}</id>
    <link href="${asXml(addressOf(path))}"/>
    <category term="${kind}"/>
    <published>${history.first}</published>
    <updated>${history.last}</updated>${description === '' ? '' : `\n    <summary>${asXml(plain(description))}</summary>`}
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>${asXml(title)}</title>
  <id>${asXml(id)}</id>
  <link href="${asXml(home)}"/>
  <link rel="self" type="application/atom+xml" href="${asXml(self)}"/>
  <updated>${newest}</updated>
  <author><name>${asXml(title)}</name></author>
${entries.join('\n')}
</feed>
`;
}
