import { symbolId } from '../../citations/code/symbol-id.ts';
import { nameOf } from '../../citations/quotes/citations.ts';
import type { CodeNote, LockedExcerpt, PointedLine, Site } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';
import { scrollable } from './excerpt.ts';

/** The anchor of a line of an excerpt on its page. */
export const lineId = (use: string, line: number): string => `${nameOf(use)}-line-${line}`;

/**
 * Where each note stands beside its code, in the order of the notes: from the row of its line, or the next that is free, to
 * that of the note below it, as a style sheet names them: `3 / 7`. Null for a note without a line.
 */
export function rowsOf(
  { firstLine, lastLine }: Pick<LockedExcerpt, 'firstLine' | 'lastLine'>,
  notes: readonly CodeNote[],
): (string | null)[] {
  const rows = new Map<CodeNote, number>();
  let free = 1;
  for (const note of notes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))) {
    if (note.line === null) continue;
    const row = Math.max(free, note.line - firstLine + 1);
    rows.set(note, row);
    free = row + 1;
  }
  const end = Math.max(free, lastLine - firstLine + 2);
  return notes.map((note) => {
    const row = rows.get(note);
    if (row === undefined) return null;
    return `${row} / ${Math.min(end, ...[...rows.values()].filter((each) => each > row))}`;
  });
}

export interface LineFacts {
  /** True number of the first line. */
  readonly from: number;
  readonly use: string;
  readonly notes: readonly CodeNote[];
  /** Lines that the text of the page points at. */
  readonly pointedAt?: readonly PointedLine[];
  /** Name of a symbol -> where it is explained. */
  readonly symbols: ReadonlyMap<string, string>;
}

/**
 * Gives each line that Expressive Code has rendered its true number, over it the ways to its notes and to the text that points
 * at it, and an anchor that they lead back to; of each symbol that the index knows, the first mention leads there. All of it is text
 * or links in a gutter that is not selected when code is copied, or lies around words of the code, which are not changed.
 * (Expressive Code's own plugins can only be set up from a file in each project.)
 */
export function annotateLines(
  html: string,
  { from, use, notes, pointedAt = [], symbols }: LineFacts,
  say: Say,
): string {
  const mentioned = new Set<string>();
  let line = from - 1;
  return scrollable(html).replace(LINE, (_, classes: string, rest: string) => {
    line += 1;
    const own = notes.flatMap((note, index) => (note.line === line ? [{ ...note, number: index + 1 }] : []));
    const pointers = pointedAt.filter((each) => each.line === line);
    const anchor =
      (own.length > 0 || pointers.length > 0 ? ` id="${lineId(use, line)}"` : '') +
      (own.length > 0 ? ` data-note="${numbersOf(own)}"` : '') +
      (pointers.length > 0 ? ` data-pointer="${numbersOf(pointers)}"` : '');
    const ways = [
      ...own.map(
        ({ id, number }) =>
          `<a class="pt-way" href="#${id}"><span class="sr-only">${say('note.word')} ${number}</span></a>`,
      ),
      ...pointers.map(
        ({ id }) => `<a class="pt-way" href="#${id}"><span class="sr-only">${say('code.pointer')}</span></a>`,
      ),
    ];
    const only = /\b(?:ins|del)\b/.test(classes)
      ? `<span class="sr-only">${say('code.onlyHere')} </span>`
      : '';
    const gutter = `<div class="gutter">${ways.length > 0 ? `<span class="pt-ways-out">${ways.join('')}</span>` : ''}<div class="ln">${line}</div>${only}</div>`;
    return `<div class="${classes}"${anchor}>${gutter}${linked(rest, symbols, mentioned)}`;
  });
}

const numbersOf = (all: readonly { readonly number: number }[]): string =>
  all.map(({ number }) => number).join(' ');

const LINE = /<div class="(ec-line[^"]*)">((?:(?!<div class="ec-line)[\s\S])*)/g;

const linked = (html: string, symbols: ReadonlyMap<string, string>, mentioned: Set<string>): string =>
  html.replace(/>([^<]+)</g, (_, text: string) => {
    const words = text.replace(/&#?\w+;|[A-Za-z_]\w*/g, (name) => {
      const href = symbols.get(name);
      if (href === undefined || mentioned.has(name)) return name;
      mentioned.add(name);
      return `<a class="pt-symbol" href="${href}">${name}</a>`;
    });
    return `>${words}<`;
  });

/** Where each symbol is explained, for code of one file: its own symbols go before others of the same name. */
export function symbolsFor(
  { symbols }: Site,
  path: string,
  href: (path: string) => string,
): Map<string, string> {
  const ways = new Map<string, string>();
  for (const symbol of symbols)
    if (!ways.has(symbol.name) || symbol.path === path)
      ways.set(symbol.name, href(`/symbols/#${symbolId(symbol)}`));
  return ways;
}
