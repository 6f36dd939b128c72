import type { Page } from '../../../src/citations/page/page.ts';
import type { Random } from '../random.ts';
import type { Subject } from './subject.ts';

/** The site with one thing in it made false. */
export interface Mutant {
  /** The file that it is in, a page or a debate, as it was. */
  readonly page: Pick<Page, 'file' | 'source'>;
  /** The file as it is now. */
  readonly source: string;
  /** Where in it the mistake is: a diagnostic has to point between these offsets, both included. */
  readonly mistake: { readonly start: number; readonly end: number };
  /** The very character, where there is one. */
  readonly at?: number;
  /** True when what the page says is still so, and nothing is to be found. */
  readonly isTrue: boolean;
  /** True when it is not false but unfair, and a warning is what it deserves. */
  readonly isUnfair?: boolean;
  /** Other files that are served differently: the lock, a file of a tree. */
  readonly files?: Readonly<Record<string, string>>;
  /** A file that the tree does not have, as it would say if it were asked. */
  readonly absent?: { readonly tree: string; readonly path: string };
}

/** One way to make a site false. */
export interface Kind {
  readonly name: string;
  /** @returns null where the claim that was drawn cannot be made false in this way. */
  draw(subject: Subject, random: Random): Mutant | null;
}

/** A text with a part of it replaced, and where the new part stands. */
export function replaced(source: string, start: number, end: number, by: string) {
  return {
    source: `${source.slice(0, start)}${by}${source.slice(end)}`,
    mistake: { start, end: start + by.length },
  };
}

/** The same stretch, out to the ends of the words that it touches. */
export function toWords(source: string, { start, end }: Mutant['mistake']): Mutant['mistake'] {
  let [from, to] = [start, end];
  while (from > 0 && !/[\s>]/.test(source[from - 1] ?? '>')) from -= 1;
  while (to < source.length && !/[\s<]/.test(source[to] ?? '<')) to += 1;
  // Where words were taken out, the next one is where a reader stumbles.
  if (start === end && to < source.length) {
    while (/\s/.test(source[to] ?? '')) to += 1;
    while (to < source.length && !/[\s<]/.test(source[to] ?? '<')) to += 1;
  }
  return { start: from, end: to };
}
