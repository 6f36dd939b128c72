import { LIMITS } from '../base/limits.ts';
import type { ByteString } from './bytes.ts';
import { type Header, headerOf } from './header.ts';
import { type ParameterMap, parameterised } from './parameters.ts';

/** A part of a message (RFC 2046), the message itself among them. */
export interface Part {
  readonly header: Header;
  /** In lower case, `text/plain` where none can be read (RFC 2045, section 5.2). */
  readonly type: string;
  readonly parameters: ParameterMap;
  /** Where its header, or for the message its body, starts among the bytes that were taken apart. */
  readonly at: number;
  readonly bodyAt: number;
  /** Empty for a part that has parts. */
  readonly body: ByteString;
  readonly parts: readonly Part[];
  /** Why a part that should have parts was not taken apart; null when it was. */
  readonly refused: string | null;
}

/** The same while it is read. */
interface OpenPart extends Omit<Part, 'bodyAt' | 'body' | 'parts' | 'refused'> {
  bodyAt: number;
  body: ByteString;
  parts: OpenPart[];
  refused: string | null;
}

/**
 * Takes a body apart at its boundaries, in one pass: a boundary of an outer part ends all inner ones, which may lack
 * their own end.
 */
export function partsOf(header: Header, body: ByteString): Part {
  const root = openPart(header, 0, 'text/plain');
  const open: { readonly boundary: string; readonly part: OpenPart }[] = [];
  const levels = new Map<string, number[]>();
  let leaf: OpenPart | null = null;
  let count = 0;
  const begin = (part: OpenPart, at: number): void => {
    part.bodyAt = at;
    const boundary = part.type.startsWith('multipart/')
      ? part.parameters.get('boundary') || boundaryAt(body, at)
      : undefined;
    if (boundary && open.length >= LIMITS.mimeDepth)
      part.refused = `it is nested more than ${LIMITS.mimeDepth} deep`;
    else if (boundary) {
      levels.set(boundary, [...(levels.get(boundary) ?? []), open.length]);
      open.push({ boundary, part });
      leaf = null;
      return;
    }
    leaf = part;
  };
  const end = (at: number): void => {
    if (leaf) leaf.body = body.slice(leaf.bodyAt, at);
    leaf = null;
  };
  const closeTo = (size: number, end: number): void => {
    while (open.length > size) {
      const { boundary, part } = open.pop() as (typeof open)[number];
      // Its boundary is nowhere: the words are there all the same.
      if (part.parts.length === 0) part.body = body.slice(part.bodyAt, end);
      const at = levels.get(boundary)?.slice(0, -1) ?? [];
      if (at.length > 0) levels.set(boundary, at);
      else levels.delete(boundary);
    }
  };
  begin(root, 0);
  let at = open.length === 0 ? body.length : lineWithDashes(body, 0);
  while (at < body.length && open.length > 0) {
    const newline = body.indexOf('\n', at);
    const lineEnd = newline === -1 ? body.length : newline + 1;
    const found =
      lineEnd - at > MOST_BOUNDARY ? null : delimiter(body.slice(at + 2, lineEnd).trimEnd(), levels);
    if (found === null) {
      at = lineWithDashes(body, lineEnd);
      continue;
    }
    end(beforeLineEnd(body, at));
    closeTo(found.isEnd ? found.level : found.level + 1, beforeLineEnd(body, at));
    at = lineEnd;
    if (!found.isEnd) {
      const parent = open.at(-1)?.part as OpenPart;
      const bodyAt = endOfHeader(body, lineEnd, levels);
      count += 1;
      const part = openPart(
        headerOf(body.slice(lineEnd, bodyAt)),
        lineEnd,
        parent.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain',
      );
      parent.parts.push(part);
      at = bodyAt;
      if (count >= LIMITS.mimeParts) {
        part.refused = `the message has more than ${LIMITS.mimeParts} parts`;
        part.bodyAt = bodyAt;
        leaf = part;
        break;
      }
      begin(part, bodyAt);
    }
    at = lineWithDashes(body, at);
  }
  end(body.length);
  closeTo(0, body.length);
  return root;
}

/** What a multipart that names no boundary begins with is one, more often than not. */
const boundaryAt = (body: ByteString, at: number): string | undefined =>
  /^\s{0,200}--([^\s-]\S{0,199})\s/.exec(body.slice(at, at + MOST_BOUNDARY))?.[1];

/** RFC 2046 allows a boundary 70 letters; some programs use more. */
const MOST_BOUNDARY = 400;

function openPart(header: Header, at: number, usual: string): OpenPart {
  const { value, parameters } = parameterised(header.raw('content-type') ?? '');
  return {
    header,
    type: /^[^/\s]+\/[^/\s]+$/.test(value)
      ? value
      : value === 'html'
        ? 'text/html'
        : value === ''
          ? usual
          : 'text/plain',
    parameters,
    at,
    bodyAt: at,
    body: '',
    parts: [],
    refused: null,
  };
}

function delimiter(
  text: ByteString,
  levels: ReadonlyMap<string, readonly number[]>,
): { level: number; isEnd: boolean } | null {
  const here = levels.get(text)?.at(-1);
  if (here !== undefined) return { level: here, isEnd: false };
  const end = text.endsWith('--') ? levels.get(text.slice(0, -2))?.at(-1) : undefined;
  return end === undefined ? null : { level: end, isEnd: true };
}

/** Where the first line at or after the start of a line begins with two dashes. */
function lineWithDashes(body: ByteString, from: number): number {
  if (body.startsWith('--', from)) return from;
  const at = body.indexOf('\n--', from === 0 ? 0 : from - 1);
  return at === -1 ? body.length : at + 1;
}

/** The line end before a boundary belongs to it. */
const beforeLineEnd = (body: ByteString, at: number): number =>
  at === 0 ? 0 : body[at - 2] === '\r' ? at - 2 : at - 1;

/** After the empty line that ends a header; before a boundary where none does. */
function endOfHeader(body: ByteString, from: number, levels: ReadonlyMap<string, readonly number[]>): number {
  for (let at = from; at < body.length; ) {
    const newline = body.indexOf('\n', at);
    const next = newline === -1 ? body.length : newline + 1;
    const line = next - at > MOST_BOUNDARY ? ' ' : body.slice(at, next).trimEnd();
    if (line === '') return next;
    if (line.startsWith('--') && delimiter(line.slice(2), levels) !== null) return at;
    at = next;
  }
  return body.length;
}
