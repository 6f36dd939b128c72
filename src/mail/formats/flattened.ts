import { readMailbox, readMailboxes } from '../addresses.ts';
import { decodeBytes } from '../bytes.ts';
import { readDate } from '../dates.ts';
import { readBodyHash } from '../dkim.ts';
import { type FlatHeader, splitFlatHeader } from '../flat-header.ts';
import type { Delivery, Format } from './format.ts';
import { wholeFile } from './whole-file.ts';

/**
 * An mboxrd dump that went through an HTML-to-text step: every run of white space became one space, and what
 * stood in angle brackets was taken for a tag and removed. public-inbox separates messages in mboxrd with a
 * `From ` line that names `mboxrd@z` and the epoch.
 */
export const flattened: Format = {
  name: 'mboxrd without line breaks',
  sniff: (start) => start.startsWith(SEPARATOR) && !start.trimEnd().includes('\n'),
  read: wholeFile('txt', (text, path) =>
    decodeBytes(text, null)
      .split(SEPARATOR)
      .filter((entry) => entry.trim() !== '')
      .map((entry) => deliveryOf(splitFlatHeader(entry.trim()), path)),
  ),
};

const SEPARATOR = 'From mboxrd@z Thu Jan 1 00:00:00 1970 ';

/** Fields that every message on a list has; an absent one was destroyed. */
const EXPECTED = ['Message-ID', 'From', 'Date', 'Subject'];

function deliveryOf({ fields, body }: FlatHeader, file: string): Delivery {
  const field = (name: string) => fields.find((each) => each.name.toLowerCase() === name)?.value ?? '';
  const emptied = fields.filter(({ value }) => value === '').map(({ name }) => name);
  const missing = EXPECTED.filter((name) => !fields.some((each) => each.name === name));
  return {
    messageId: bare(field('message-id')),
    inReplyTo: bare(field('in-reply-to')),
    references:
      field('references')
        .match(/<[^<>\s]+>/g)
        ?.map((id) => id.slice(1, -1)) ?? [],
    from: readMailbox(field('from')),
    date: readDate(field('date')),
    zone: 'sender',
    subject: field('subject'),
    to: readMailboxes(field('to')),
    cc: readMailboxes(field('cc')),
    lists: fields.filter(({ name }) => LIST_FIELDS.has(name.toLowerCase())).map(({ value }) => value),
    lost: [...new Set([...emptied, ...missing])],
    body: { text: body, shape: 'flattened' },
    leftOut: [],
    file,
    bodyHash: readBodyHash(field('dkim-signature')),
  };
}

/** public-inbox's and Mailman's names for the list a copy came through. */
const LIST_FIELDS: ReadonlySet<string> = new Set(['x-mailing-list', 'x-beenthere']);

const bare = (value: string): string | null => /<([^<>\s]+)>/.exec(value)?.[1] ?? null;
