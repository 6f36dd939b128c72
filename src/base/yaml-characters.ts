import { lookUp } from './look-up.ts';

/** A character of a text that is written with escapes, and where in its file it is written. */
export interface WrittenCharacter {
  /** One UTF-16 code unit. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/**
 * The characters of a string in YAML, in whatever style it is written. White space stands where a line is wrapped,
 * but maybe more of it than YAML makes of it. What is written without marks goes on after its end: ask for as many
 * characters as the string has.
 *
 * @param start the offset at which the string starts, with its opening mark.
 */
export function* yamlCharacters(source: string, start: number): Generator<WrittenCharacter> {
  const { begin, part } = styleAt(source, start);
  part.lastIndex = begin;
  for (let found = part.exec(source); found; found = part.exec(source)) {
    const [written] = found;
    for (const text of meaningOf(written).split(''))
      yield { text, at: found.index, end: found.index + written.length };
  }
}

/** Where the characters of a string begin, and a pattern for one of them, which fails at the closing mark. */
function styleAt(source: string, start: number): { readonly begin: number; readonly part: RegExp } {
  switch (source[start]) {
    case "'":
      return { begin: start + 1, part: /''|[^']/y };
    case '"':
      return {
        begin: start + 1,
        part: /\\(?:\r?\n[ \t]*|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4}|U[\dA-Fa-f]{8}|[\s\S])|[^"\\]/y,
      };
    case '|':
    case '>': {
      const header = source.indexOf('\n', start);
      return { begin: header === -1 ? source.length : header, part: /[\s\S]/y };
    }
    default:
      return { begin: start, part: /[\s\S]/y };
  }
}

const NAMED: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function meaningOf(written: string): string {
  if (written.length === 1) return written;
  if (written === "''") return "'";
  const [, name = ''] = written;
  if (/[\r\n]/.test(name)) return '';
  if (written.length > 2) return fromCode(Number.parseInt(written.slice(2), 16));
  return lookUp(NAMED, name) ?? name;
}

/** YAML refuses a number that is no character; nothing is read of it then. */
const fromCode = (code: number): string => (code > 0x10ffff ? '' : String.fromCodePoint(code));
