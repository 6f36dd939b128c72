import { lookUp } from '../../base/look-up.ts';
import { decodeBytes } from '../bytes.ts';
import type { IsoDate } from '../message.ts';
import { ShallowParser } from '../shallow-parser.ts';
import type { Delivery, Format } from './format.ts';
import { wholeFile } from './whole-file.ts';

/**
 * An Atom feed of public-inbox (RFC 4287, threading by RFC 4685): one entry a message, its text in a `pre`
 * element, its Message-ID in the link to its page. Recipients are not in it.
 */
export const atom: Format = {
  name: 'public-inbox Atom feed',
  sniff: (start) => /^\s*(?:<\?xml[^>]{0,200}>\s*)?<feed\b/.test(start),
  read: wholeFile('atom', (text, path) =>
    entriesIn(decodeBytes(text, null)).map((entry) => deliveryOf(entry, path)),
  ),
};

/** What of an entry is text, by the element it stands in. */
type Entry = Readonly<Record<'name' | 'email' | 'title' | 'updated' | 'pre', string>> & {
  readonly link: string | null;
  readonly answers: string | null;
};

function entriesIn(feed: string): Entry[] {
  const entries: Entry[] = [];
  let texts: Record<string, string> | null = null;
  const open: string[] = [];
  let verbatim = 0;
  const links: { link: string | null; answers: string | null } = { link: null, answers: null };
  const parser = new ShallowParser(
    {
      onopentag(name, attributes) {
        open.push(name);
        if (name === 'pre') verbatim += 1;
        if (name === 'entry') {
          texts = { name: '', email: '', title: '', updated: '', pre: '' };
          Object.assign(links, { link: null, answers: null });
        }
        if (name === 'link' && open.at(-2) === 'entry') links.link = attributes.href ?? null;
        if (name === 'thr:in-reply-to') links.answers = attributes.href ?? null;
      },
      ontext(text) {
        // Within `pre` stand links and quotes as elements of their own.
        const name = verbatim > 0 ? 'pre' : (open.at(-1) ?? '');
        const before = lookUp(texts, name);
        if (texts && before !== undefined) texts[name] = before + text;
      },
      onclosetag(name) {
        open.pop();
        if (name === 'pre') verbatim -= 1;
        if (name !== 'entry' || texts === null) return;
        entries.push({ ...(texts as Record<keyof Entry, string>), ...links });
        texts = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(feed);
  return entries;
}

/** Fields that a feed never shows. */
const LOST = ['To', 'Cc', 'References'];

function deliveryOf(entry: Entry, file: string): Delivery {
  const messageId = messageIdIn(entry.link);
  const date = timestamp(entry.updated.trim());
  return {
    messageId,
    inReplyTo: messageIdIn(entry.answers),
    references: [],
    from: { name: entry.name.trim() || null, address: entry.email.trim() || null },
    date,
    zone: 'archive',
    subject: entry.title.trim(),
    to: [],
    cc: [],
    lists: [],
    lost: [...LOST, ...(messageId ? [] : ['Message-ID']), ...(date ? [] : ['Date'])],
    body: { text: entry.pre.replace(/^\n/, ''), shape: 'intact' },
    leftOut: [],
    file,
    bodyHash: null,
  };
}

/** RFC 3339, as RFC 4287 wants it. */
const timestamp = (text: string): IsoDate | null =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text) &&
  !Number.isNaN(Date.parse(text))
    ? text
    : null;

/** The last folder of a message's address is its Message-ID, escaped. */
function messageIdIn(link: string | null): string | null {
  const escaped = link?.replace(/\/$/, '').split('/').at(-1) ?? '';
  try {
    return escaped.includes('@') ? decodeURIComponent(escaped) : null;
  } catch {
    return null;
  }
}
