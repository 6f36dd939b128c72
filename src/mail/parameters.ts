import { decodeBytes } from './bytes.ts';

/** A value with parameters, such as `text/plain; charset="utf-8"` (RFC 2045, section 5.1). */
export type ParameterMap = ReadonlyMap<string, string>;

export interface Parameterised {
  /** In lower case, without comments. */
  readonly value: string;
  /** The names are in lower case; RFC 2231's pieces and charsets are put together. */
  readonly parameters: ParameterMap;
}

/** One parameter, or what stands where one should; a semicolon within quotes or a comment ends none. */
const PIECE = /(?:"(?:[^"\\]|\\[\s\S])*"?|\((?:[^()\\]|\\[\s\S])*\)?|[^;"(])+/g;
const COMMENT = /\([^()]*\)/g;

/** Reads a field such as Content-Type, as far as it can be read: what is no parameter is passed over. */
export function parameterised(field: string): Parameterised {
  const [first = '', ...rest] = field.match(PIECE) ?? [];
  const bare = first.replace(COMMENT, ' ').trim();
  // "text/plain charset=utf-8" lacks its semicolon.
  const [start = '', value = ''] = /^"?([^\s";,]*)"?/.exec(bare) ?? [];
  const glued = bare.slice(start.length);
  const plain = new Map<string, string>();
  const pieces = new Map<string, string[]>();
  for (const part of [glued, ...rest]) {
    const [, name = '', order, isEncoded, text = ''] =
      /^\s*([^\s=*"]{1,80})(?:\*(\d{1,3}))?(\*)?\s{0,9}=(.*)$/s.exec(part) ?? [];
    if (name === '') continue;
    const key = name.toLowerCase();
    const found = unquoted(text);
    if (order === undefined && isEncoded === undefined) {
      if (!plain.has(key)) plain.set(key, found);
      continue;
    }
    const all = pieces.get(key) ?? [];
    all[Math.min(Number(order ?? 0), MOST_PIECES)] = isEncoded ? unescaped(found) : found;
    pieces.set(key, all);
  }
  for (const [key, all] of pieces) plain.set(key, inItsCharset(all.join('')));
  return { value: value.toLowerCase(), parameters: plain };
}

const MOST_PIECES = 200;

function unquoted(text: string): string {
  const value = text.trim();
  if (value.startsWith('"'))
    return (/^"((?:[^"\\]|\\[\s\S])*)/.exec(value)?.[1] ?? '').replace(/\\([\s\S])/g, '$1');
  return value
    .replace(COMMENT, '')
    .trim()
    .replace(/^'([^']*)'$/, '$1');
}

/** RFC 2231, section 4: bytes as `%XX`. */
const unescaped = (text: string): string =>
  text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** `utf-8'en'name`, once its pieces are together. */
function inItsCharset(text: string): string {
  const [whole, charset = ''] = /^([^'\s]{0,60})'[^'\s]{0,60}'/.exec(text) ?? [];
  return whole === undefined ? text : decodeBytes(text.slice(whole.length), charset || null);
}
