import { type ByteString, byteString } from '../bytes.ts';
import type { Format } from './format.ts';
import { messageDelivery } from './message.ts';

/**
 * The mbox family: messages one after another, each behind a `From ` line. In mboxrd every `>From ` of a body
 * has one `>` too many, in mboxo only those that were `From `; taking one away is right for both where it
 * can be known at all.
 */
export const mbox: Format = {
  name: 'mbox',
  sniff: (start) => SEPARATOR.test(start),
  async split({ path, bytes }) {
    const deliveries = [];
    for (const message of messagesIn(byteString(bytes)))
      deliveries.push(await messageDelivery(message, path));
    return deliveries;
  },
};

/** `From `, a sender, a date in the form of asctime(3); anything looser is found in prose. */
const SEPARATOR =
  /^From \S{1,200} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} \d{2}:\d{2}[^\n]{0,40}\r?(?:\n|$)/;

function* messagesIn(text: ByteString): Generator<ByteString> {
  let start = endOfSeparator(text, 0);
  if (start === null) return;
  for (let at = text.indexOf('\nFrom ', start - 1); at !== -1; at = text.indexOf('\nFrom ', at + 1)) {
    const next = endOfSeparator(text, at + 1);
    if (next === null) continue;
    yield unquoted(text.slice(start, at + 1));
    start = next;
  }
  yield unquoted(text.slice(start));
}

function endOfSeparator(text: ByteString, at: number): number | null {
  const found = SEPARATOR.exec(text.slice(at, at + 400));
  return found ? at + found[0].length : null;
}

const unquoted = (message: ByteString): ByteString => message.replace(/^>(>*From )/gm, '$1');
