import { type ByteString, decodeBytes } from './bytes.ts';

/** The bytes in one line of POSIX uuencode: how many there are, then six bits a letter. */
export function uuLine(line: ByteString): ByteString {
  const six = (at: number): number => ((line.charCodeAt(at) || SPACE) - SPACE) & 63;
  const size = line === '' ? 0 : six(0);
  let out = '';
  for (let at = 1; out.length < size; at += 4) {
    const bits = (six(at) << 18) | (six(at + 1) << 12) | (six(at + 2) << 6) | six(at + 3);
    out += String.fromCharCode((bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
  }
  return out.slice(0, size);
}

const SPACE = 0x20;

export interface WithoutFiles {
  readonly text: string;
  /** Files that hold no words: their names and sizes. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * Takes files out of a plain body that old programs put there as lines between `begin` and `end`. A file of words
 * stands in its place as its words. What does not end, or has a line of another length than it says, is prose.
 */
export function withoutFiles(text: string): WithoutFiles {
  if (!text.includes('begin ') || !/^begin [0-7]{3,4} \S/m.test(text)) return { text, files: [] };
  const lines = text.split('\n');
  const out: string[] = [];
  const files: { name: string; bytes: number }[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const name = /^begin [0-7]{3,4} (\S.{0,200})$/.exec(lines[at] ?? '')?.[1];
    const end = name === undefined ? at : endOfFile(lines, at + 1);
    if (name === undefined || lines[end] !== 'end') {
      // Lines that were looked at in vain are prose, and are not looked at again.
      const after = Math.max(at + 1, end);
      for (const line of lines.slice(at, after)) out.push(line);
      at = after - 1;
      continue;
    }
    const bytes = lines
      .slice(at + 1, end)
      .map(uuLine)
      .join('');
    if (/\.(?:patch|diff|txt)$/i.test(name))
      out.push(decodeBytes(bytes, null).replaceAll('\r\n', '\n').trimEnd());
    else files.push({ name, bytes: bytes.length });
    at = end;
  }
  return { text: out.join('\n'), files };
}

/** The first line that is none of a file's. */
function endOfFile(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isFileLine(lines[at] as string)) at += 1;
  return at;
}

function isFileLine(line: string): boolean {
  const size = ((line.charCodeAt(0) || 0) - SPACE) & 63;
  const letters = Math.ceil(size / 3) * 4;
  // Blanks at the end may be lost on the way, and some programs add a letter.
  return (
    /^[ -`]{1,62}$/.test(line) &&
    line.length - 1 <= letters + 1 &&
    line.length - 1 >= letters - 4 &&
    line !== 'end'
  );
}
