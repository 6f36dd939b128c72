import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { LIMITS } from '../../base/limits.ts';
import { type ByteString, byteString } from '../bytes.ts';
import type { Chunks } from '../chunks.ts';
import type { Extent, Format, Found, MailPart } from './format.ts';
import { readExtent } from './heads.ts';
import { separates, separatorShape } from './separator.ts';

/**
 * The mbox family: messages one after another, each behind a `From ` line. In mboxrd every `>From ` of a body
 * has one `>` too many, in mboxo only those that were `From `; taking one away is right for both where it
 * can be known at all. In mboxcl2 none has, and Content-Length says where a body ends. Pipermail's monthly text files
 * are of this family too.
 */
export const mbox: Format = {
  name: 'mbox',
  sniff: (start) => isSeparatorAt(start, start.search(/\S/), { isAfterBlank: true, isGitFile: true }),
  async *read({ path, chunks }, extent: Extent): AsyncGenerator<Found | Diagnostic> {
    for await (const { text, line, part } of byContentLength(messagesIn(chunks))) {
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

function isSeparatorAt(block: ByteString, at: number, where: Parameters<typeof separates>[2]): boolean {
  if (at < 0 || !block.startsWith('From ', at)) return false;
  const end = block.indexOf('\n', at);
  const shape = separatorShape(block.slice(at, end === -1 ? block.length : end));
  if (shape === null) return false;
  const next = end === -1 || end + 1 === block.length ? null : block.slice(end + 1, end + 1 + LINE);
  return separates(shape, next === null ? null : (next.split('\n', 1)[0] ?? ''), where);
}

/** As much of a line as tells whether it is a header field. */
const LINE = 200;

const unquoted = (message: ByteString): ByteString =>
  message.includes('>From ') ? message.replace(/^>(>*From )/gm, '$1') : message;

interface Piece {
  /** Null when the message is larger than the limit. */
  readonly text: ByteString | null;
  /** Line of the file on which its header starts. */
  readonly line: number;
  /** The line that separates it from the one before. */
  readonly separator: ByteString;
  /** From its separator to the next. */
  readonly part: MailPart;
}

/** How often a Content-Length may be wrong before none in the file is believed. */
const MOST_LIES = 3;

/**
 * Joins what was cut within a body: where Content-Length says that more than one piece is the body, and a piece ends
 * right there, the lines in between separate nothing.
 */
async function* byContentLength(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  const source = pieces[Symbol.asyncIterator]();
  let waiting: Piece[] = [];
  /** Those before it have been gone on with: to take them off the front would cost the length each time. */
  let first = 0;
  const next = async (): Promise<Piece | null> => {
    const { value, done } = await source.next();
    return done ? null : value;
  };
  let lies = 0;
  for (let piece = await next(); piece !== null; piece = waiting[first++] ?? (await next())) {
    if (first >= waiting.length) [waiting, first] = [[], 0];
    let missing = lies < MOST_LIES ? missingBytes(piece) : 0;
    const taken: Piece[] = [];
    while (missing > 0) {
      const at = first + taken.length;
      const following = waiting[at] ?? (await next());
      if (following === null) break;
      if (waiting.length === at) waiting.push(following);
      taken.push(following);
      if (following.text === null) break;
      missing -= following.separator.length + following.text.length;
    }
    // One blank line more may stand before a separator.
    const isRight =
      taken.length > 0 && missing <= 0 && missing >= -2 && taken.every(({ text }) => text !== null);
    if (isRight) {
      first += taken.length;
      yield {
        ...piece,
        part: { ...piece.part, end: taken.at(-1)?.part.end ?? piece.part.end },
        text: [piece.text, ...taken.flatMap(({ separator, text }) => [separator, text])].join(''),
      };
      continue;
    }
    if (taken.length > 0) lies += 1;
    yield piece;
  }
}

/** How many bytes of a body stand behind the next separator, if its Content-Length is right. */
function missingBytes({ text }: Piece): number {
  const headEnd = text === null ? -1 : text.search(/\r?\n\r?\n/);
  if (text === null || headEnd === -1) return 0;
  const length = /^content-length:[ \t]{0,9}(\d{1,8})\s{0,9}$/im.exec(text.slice(0, headEnd))?.[1];
  const body = text.length - headEnd - (text[headEnd] === '\r' ? 4 : 2);
  const missing = length === undefined ? 0 : Number(length) - body;
  return missing > 2 && Number(length) < LIMITS.messageBytes ? missing : 0;
}

/** Cuts a stream at its separators; no more than one message is held at a time. */
async function* messagesIn(chunks: Chunks): AsyncGenerator<Piece> {
  let pieces: ByteString[] = [];
  let size = 0;
  let line = 1;
  let started: { readonly line: number; readonly separator: ByteString; readonly start: number } | null =
    null;
  /** Bytes before the block. */
  let before = 0;
  let isAfterBlank = true;
  let isGitFile = false;
  const add = (text: ByteString): void => {
    size += text.length;
    if (size > LIMITS.messageBytes) pieces = [];
    else pieces.push(text);
  };
  const piece = ({ line: first, separator, start }: NonNullable<typeof started>, end: number): Piece => ({
    text: size > LIMITS.messageBytes ? null : pieces.join(''),
    line: first,
    separator,
    part: { start, end, line: first - 1 },
  });
  for await (const block of wholeLines(chunks)) {
    const where = (at: number) => ({
      isAfterBlank: at === 0 ? isAfterBlank : endsBlank(block, at),
      isGitFile: isGitFile || started === null,
    });
    let done = 0;
    for (let at = separatorFrom(block, 0, where); at !== -1; at = separatorFrom(block, done, where)) {
      add(block.slice(done, at));
      if (started !== null) yield piece(started, before + at);
      const newline = block.indexOf('\n', at);
      const end = newline === -1 ? block.length : newline + 1;
      const separator = block.slice(at, end);
      if (started === null) isGitFile = separatorShape(separator) === 'git';
      line += newlinesIn(block, done, end);
      [pieces, size, started, done] = [[], 0, { line, separator, start: before + at }, end];
    }
    add(block.slice(done));
    line += newlinesIn(block, done, block.length);
    isAfterBlank = endsBlank(block, block.length);
    before += block.length;
  }
  if (started !== null) yield piece(started, before);
}

/** Whether a blank line ends right before an offset. */
const endsBlank = (block: ByteString, at: number): boolean =>
  /(?:^|\n)\r?\n$/.test(block.slice(Math.max(0, at - 3), at));

type Where = (at: number) => Parameters<typeof separates>[2];

/** Where the first separator at or after the start of a line stands, or -1. */
function separatorFrom(block: ByteString, from: number, where: Where): number {
  const next = (after: number) => {
    const newline = block.indexOf('\nFrom ', after);
    return newline === -1 ? -1 : newline + 1;
  };
  for (let at = block.startsWith('From ', from) ? from : next(from); at !== -1; at = next(at)) {
    if (isSeparatorAt(block, at, where(at))) return at;
  }
  return -1;
}

function newlinesIn(block: ByteString, from: number, to: number): number {
  let count = 0;
  for (let at = block.indexOf('\n', from); at !== -1 && at < to; at = block.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * Joins chunks so that each ends where a line does, and none with a line that may be a separator: what follows it tells.
 * A line of many megabytes costs its length once.
 */
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
    const lines = open.join('');
    const last = lines.lastIndexOf('\n', lines.length - 2) + 1;
    const whole = lines.startsWith('From ', last) ? last : lines.length;
    if (whole > 0) yield lines.slice(0, whole);
    open = [lines.slice(whole), chunk.slice(end)].filter((piece) => piece !== '');
  }
  if (open.length > 0) yield open.join('');
}
