import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { LIMITS } from '../../base/limits.ts';
import { type ByteString, byteString } from '../bytes.ts';
import type { Chunks } from '../chunks.ts';
import type { Extent, Format, Found, MailPart } from './format.ts';
import { readExtent } from './heads.ts';

/**
 * The mbox family: messages one after another, each behind a `From ` line. In mboxrd every `>From ` of a body
 * has one `>` too many, in mboxo only those that were `From `; taking one away is right for both where it
 * can be known at all. Pipermail's monthly text files are of this family too.
 */
export const mbox: Format = {
  name: 'mbox',
  sniff: (start) => SEPARATOR.test(start),
  async *read({ path, chunks }, extent: Extent): AsyncGenerator<Found | Diagnostic> {
    for await (const { text, line, part } of messagesIn(chunks)) {
      const place = { file: path, line, column: 1 };
      if (text === null) {
        yield diagnose('mail-too-large', place, {
          message: `The message holds more than ${LIMITS.messageBytes / 1024 ** 2} MiB; it was left out, the others were read.`,
          fix: 'Take its attachment out of the archive.',
        });
      } else if (text.trim() === '') {
        yield diagnose('mail-truncated', place, { message: 'Nothing follows this "From " line.' });
      } else {
        for await (const found of readExtent(unquoted(text), place, extent))
          yield 'delivery' in found ? { ...found, part } : found;
      }
    }
  },
};

/** `From `, a sender (Pipermail: `ada at example.org`), a date in the form of asctime(3); looser lines are prose. */
const SEPARATOR =
  /^From \S{1,200}(?: at \S{1,200})? +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} \d{2}:\d{2}[^\n]{0,40}\r?(?:\n|$)/;

const unquoted = (message: ByteString): ByteString =>
  message.includes('>From ') ? message.replace(/^>(>*From )/gm, '$1') : message;

interface Piece {
  /** Null when the message is larger than the limit. */
  readonly text: ByteString | null;
  /** Line of the file on which its header starts. */
  readonly line: number;
  /** From its separator to the next. */
  readonly part: MailPart;
}

/** Cuts a stream at its separators; no more than one message is held at a time. */
async function* messagesIn(chunks: Chunks): AsyncGenerator<Piece> {
  let pieces: ByteString[] = [];
  let size = 0;
  let line = 1;
  let startedAt: number | null = null;
  /** Bytes before the block, and before the separator of the message under way. */
  let before = 0;
  let start = 0;
  const add = (text: ByteString): void => {
    size += text.length;
    if (size > LIMITS.messageBytes) pieces = [];
    else pieces.push(text);
  };
  const piece = (firstLine: number, end: number): Piece => ({
    text: size > LIMITS.messageBytes ? null : pieces.join(''),
    line: firstLine,
    part: { start, end, line: firstLine - 1 },
  });
  for await (const block of wholeLines(chunks)) {
    let done = 0;
    for (let at = separatorFrom(block, 0); at !== -1; at = separatorFrom(block, done)) {
      add(block.slice(done, at));
      if (startedAt !== null) yield piece(startedAt, before + at);
      start = before + at;
      const newline = block.indexOf('\n', at);
      const end = newline === -1 ? block.length : newline + 1;
      line += newlinesIn(block, done, end);
      [pieces, size, startedAt, done] = [[], 0, line, end];
    }
    add(block.slice(done));
    line += newlinesIn(block, done, block.length);
    before += block.length;
  }
  if (startedAt !== null) yield piece(startedAt, before);
}

/** Where the first separator at or after the start of a line stands, or -1. */
function separatorFrom(block: ByteString, from: number): number {
  const next = (after: number) => {
    const newline = block.indexOf('\nFrom ', after);
    return newline === -1 ? -1 : newline + 1;
  };
  for (let at = block.startsWith('From ', from) ? from : next(from); at !== -1; at = next(at)) {
    if (SEPARATOR.test(block.slice(at, at + 500))) return at;
  }
  return -1;
}

function newlinesIn(block: ByteString, from: number, to: number): number {
  let count = 0;
  for (let at = block.indexOf('\n', from); at !== -1 && at < to; at = block.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Joins chunks so that each ends where a line does; a line of many megabytes costs its length once. */
async function* wholeLines(chunks: Chunks): AsyncGenerator<ByteString> {
  let open: ByteString[] = [];
  for await (const bytes of chunks) {
    const chunk = byteString(bytes);
    const end = chunk.lastIndexOf('\n') + 1;
    if (end === 0) {
      open.push(chunk);
      continue;
    }
    open.push(chunk.slice(0, end));
    yield open.join('');
    open = end < chunk.length ? [chunk.slice(end)] : [];
  }
  if (open.length > 0) yield open.join('');
}
