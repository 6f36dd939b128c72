import { readMailbox } from '../addresses.ts';
import { decodeBytes } from '../bytes.ts';
import { readDate, withNewYorkOffset } from '../dates.ts';
import type { Delivery, Format } from './format.ts';
import { wholeFile } from './whole-file.ts';

/**
 * The text of a web archive's page (hypermail): the subject, an empty line, `From:` and `Date:`, then the
 * body after one or more empty lines. All other header fields are gone, and so are the addresses.
 */
export const archiveText: Format = {
  name: 'archive text page',
  sniff: (text) => headOf(text) !== null,
  read: wholeFile('txt', (bytes, path) => {
    const text = decodeBytes(bytes, null);
    const head = headOf(text);
    return head === null ? [] : [deliveryOf(head, text, path)];
  }),
};

interface Head {
  readonly subject: string;
  readonly from: string;
  readonly date: string;
  readonly bodyAt: number;
}

/** The page shows neither; thread.yaml may know them from elsewhere. */
const LOST = ['Message-ID', 'In-Reply-To', 'References', 'To', 'Cc'];

const HEAD = /^\s*(\S[^\r\n]*)\r?\n(?:\r?\n){1,99}From: ([^\r\n]+)\r?\nDate: ([^\r\n]+)\r?\n/;
const BLANK = /[ \t]*\r?\n/y;

function headOf(text: string): Head | null {
  const match = HEAD.exec(text);
  if (!match) return null;
  const [whole, subject = '', from = '', date = ''] = match;
  return {
    subject: subject.trim(),
    from: from.trim(),
    date: date.trim(),
    bodyAt: afterBlankLines(text, whole.length),
  };
}

/** One at a time: a repeated group takes from the stack for each. */
function afterBlankLines(text: string, from: number): number {
  let at = from;
  for (BLANK.lastIndex = at; BLANK.test(text); ) at = BLANK.lastIndex;
  return at;
}

function deliveryOf(head: Head, text: string, file: string): Delivery {
  const date = readDate(head.date);
  return {
    messageId: null,
    inReplyTo: null,
    references: [],
    from: readMailbox(head.from),
    date: date !== null && /\bE[SD]T\b/.test(head.date) ? withNewYorkOffset(date) : date,
    zone: 'archive',
    subject: head.subject,
    to: [],
    cc: [],
    lists: [],
    lost: date === null ? [...LOST, 'Date'] : LOST,
    body: { text: text.slice(head.bodyAt), shape: 'intact' },
    leftOut: [],
    file,
    bodyHash: null,
  };
}
