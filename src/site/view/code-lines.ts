import type { CodeNote, LockedExcerpt, Site } from '../../citations/site.ts';
import { scrollable } from './excerpt.ts';
import { symbolId } from './symbol.ts';

/** Rows that a style sheet can place a note at. */
const MOST_ROWS = 99;

/** The n-th use of a component on a page is the n-th in its key. */
const codeId = (use: string): string => `code-${use.slice(use.lastIndexOf('#') + 1)}`;

/** The anchor of a line of an excerpt on its page. */
export const lineId = (use: string, line: number): string => `${codeId(use)}-line-${line}`;

/** The anchor of a note on a line; the first is number 1. */
export const codeNoteId = (use: string, number: number): string => `${codeId(use)}-note-${number}`;

/** Where a note stands beside its code: from its own row to that of the next note. Two digits each. */
export interface NotePlace {
  readonly row: string;
  readonly until: string;
}

/** A place for each note, in the order of the notes; null for one that no style sheet can place. */
export function placesOf({ firstLine }: LockedExcerpt, notes: readonly CodeNote[]): (NotePlace | null)[] {
  const rows = new Map<CodeNote, number>();
  let free = 1;
  for (const note of notes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))) {
    const row = Math.max(free, note.line === null ? free : note.line - firstLine + 1);
    rows.set(note, row);
    free = row + 1;
  }
  const taken = [...rows.values(), MOST_ROWS].sort((a, b) => a - b);
  return notes.map((note) => {
    const row = rows.get(note) ?? 1;
    const until = taken.find((each) => each > row);
    return until === undefined || note.line === null ? null : { row: digits(row), until: digits(until) };
  });
}

const digits = (row: number): string => String(row).padStart(2, '0');

export interface LineFacts {
  /** True number of the first line. */
  readonly from: number;
  readonly use: string;
  readonly notes: readonly CodeNote[];
  /** Name of a symbol -> where it is explained. */
  readonly symbols: ReadonlyMap<string, string>;
}

/**
 * Gives each line that Expressive Code has rendered its true number, the way to its notes, and an anchor that they lead back
 * to; of each symbol that the index knows, the first mention leads there. All of it is text or links in a gutter that is not
 * selected when code is copied, or lies around words of the code, which are not changed.
 * (Expressive Code's own plugins can only be set up from a file in each project.)
 */
export function annotateLines(html: string, { from, use, notes, symbols }: LineFacts): string {
  const mentioned = new Set<string>();
  let line = from - 1;
  return scrollable(html).replace(LINE, (_, classes: string, rest: string) => {
    line += 1;
    const own = notes.flatMap((note, index) => (note.line === line ? [index + 1] : []));
    const anchor = own.length > 0 ? ` id="${lineId(use, line)}" data-note="${own.join(' ')}"` : '';
    const ways = own.map(
      (number) =>
        `<a class="pt-way" href="#${codeNoteId(use, number)}"><span class="sr-only">Note </span>${number}</a>`,
    );
    const only = /\b(?:ins|del)\b/.test(classes) ? '<span class="sr-only">only in this version: </span>' : '';
    const gutter = `<div class="gutter">${notes.length > 0 ? `<span class="pt-ways-out">${ways.join('')}</span>` : ''}<div class="ln">${line}</div>${only}</div>`;
    return `<div class="${classes}"${anchor}>${gutter}${linked(rest, symbols, mentioned)}`;
  });
}

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
