import { isScalar, type Node, parse, parseDocument } from 'yaml';
import type { Random } from '../random.ts';

/** A value in a YAML text, and where it is written. */
export interface YamlValue {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The string that stands at a path of a YAML text; null when there is none. */
export function valueAt(source: string, path: readonly (string | number)[]): YamlValue | null {
  const node = parseDocument(source).getIn(path, true) as Node | undefined;
  if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return null;
  return { value: node.value, start: node.range[0], end: node.range[1] };
}

/** A text with a value in it written anew. */
export interface Rewritten {
  readonly source: string;
  /** Where the value begins and ends now. */
  readonly start: number;
  readonly end: number;
  /** Where each of its characters is written, and last where it ends. */
  readonly offsets: readonly number[];
}

/**
 * Writes a value in the place of another, in one of the styles of YAML, wrapped or not.
 *
 * @returns null when YAML then reads something else.
 */
export function rewritten(
  source: string,
  path: readonly (string | number)[],
  value: string,
  random: Random,
): Rewritten | null {
  const old = valueAt(source, path);
  if (!old) return null;
  const column = old.start - source.lastIndexOf('\n', old.start) - 1;
  const indent = ' '.repeat(Math.max(2, column - String(path.at(-1)).length));
  // An author who needs no marks writes none.
  const style = random.pick([plain, plain, single, double, folded, literal]);
  for (const write of [style, double]) {
    const { open, chunks, close } = write(value, indent, random);
    const start = old.start + open.length;
    const offsets = [start];
    for (const chunk of chunks) offsets.push((offsets.at(-1) ?? start) + chunk.length);
    const own = `${open}${chunks.join('')}${close}`;
    const changed = `${source.slice(0, old.start)}${own}${source.slice(old.end)}`;
    if (readAt(changed, path) === oneSpace(value))
      return { source: changed, start: old.start, end: old.start + own.length, offsets };
  }
  return null;
}

function readAt(source: string, path: readonly (string | number)[]): string | null {
  try {
    const found = path.reduce<unknown>(
      (value, key) => (value as Record<string | number, unknown> | null)?.[key],
      parse(source),
    );
    return typeof found === 'string' ? oneSpace(found) : null;
  } catch {
    return null;
  }
}

const oneSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A value as it is written, a piece for each of its characters. */
interface Written {
  readonly open: string;
  readonly chunks: readonly string[];
  readonly close: string;
}

type Style = (value: string, indent: string, random: Random) => Written;

const plain: Style = (value, indent, random) => ({
  open: '',
  chunks: wrapped(value, indent, random),
  close: '',
});

const single: Style = (value, indent, random) => ({
  open: "'",
  chunks: wrapped(value, indent, random).map((chunk) => (chunk === "'" ? "''" : chunk)),
  close: "'",
});

const double: Style = (value, indent, random) => ({
  open: '"',
  chunks: wrapped(value, indent, random).map((chunk) => escaped(chunk, random)),
  close: '"',
});

const folded: Style = (value, indent, random) => ({
  open: `>-\n${indent}`,
  chunks: wrapped(value, indent, random),
  close: '',
});

const literal: Style = (value, indent, random) => ({
  open: `|-\n${indent}`,
  chunks: wrapped(value, indent, random),
  close: '',
});

const wrapped = (value: string, indent: string, random: Random): string[] =>
  value.split('').map((letter) => (letter === ' ' && random.below(10) === 0 ? `\n${indent}` : letter));

function escaped(chunk: string, random: Random): string {
  if (chunk === '"' || chunk === '\\') return `\\${chunk}`;
  if (/\s/.test(chunk) || random.below(12) > 0) return chunk;
  const code = chunk.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}
