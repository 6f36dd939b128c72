import { sha256 } from '../../base/hash.ts';
import type { Passage } from '../../quoting/passage.ts';
import { cutsWord, foldSpace, indexOfWords, type Run } from './match.ts';

/**
 * Words in a message, named the way the W3C Web Annotation model names them: the words themselves and, where they
 * stand there more than once, what comes right before or after. They are matched as quotes are, but without `[…]`:
 * an anchor is one stretch of text.
 */
export interface TextQuoteSelector {
  readonly exact: string;
  readonly prefix: string | null;
  readonly suffix: string | null;
}

/** A selector as an author wrote it. */
export const selectorOf = (
  written: Readonly<Partial<Record<keyof TextQuoteSelector, string | null | undefined>>>,
): TextQuoteSelector => ({
  exact: foldSpace(written.exact ?? ''),
  prefix: written.prefix == null ? null : foldSpace(written.prefix),
  suffix: written.suffix == null ? null : foldSpace(written.suffix),
});

/** A short name for a selector, the same wherever its note stands. */
export const hashOfSelector = (selector: TextQuoteSelector): string =>
  sha256(JSON.stringify(selector)).slice(0, 8);

/** A stretch of a run's text. */
export interface Anchor {
  readonly run: Run;
  readonly start: number;
  readonly end: number;
}

/** A stretch of a passage's own text, line breaks as they are. */
export interface Mark {
  readonly passage: Passage['id'];
  readonly start: number;
  readonly end: number;
}

/** Every place at which a selector's words stand in the runs of a message. */
export function anchorsOf({ exact, prefix, suffix }: TextQuoteSelector, runs: readonly Run[]): Anchor[] {
  const words = foldSpace(exact);
  if (words === '') return [];
  return runs.flatMap((run) => {
    const anchors: Anchor[] = [];
    let start = indexOfWords(run.text, words, 0);
    for (; start !== -1; start = indexOfWords(run.text, words, start + 1)) {
      const end = start + words.length;
      if (follows(run.text, start, prefix) && precedes(run.text, end, suffix)) {
        anchors.push({ run, start, end });
      }
    }
    return anchors;
  });
}

function follows(text: string, start: number, prefix: string | null): boolean {
  if (prefix === null) return true;
  const [before, words] = [text.slice(0, start).trimEnd(), foldSpace(prefix)];
  return before.endsWith(words) && !cutsWord(text, before.length - words.length);
}

function precedes(text: string, end: number, suffix: string | null): boolean {
  if (suffix === null) return true;
  const [after, words] = [text.slice(end).trimStart(), foldSpace(suffix)];
  return after.startsWith(words) && !cutsWord(text, text.length - after.length + words.length);
}

/** Where an anchor's words stand in the passages that its run is made of. */
export function marksAt({ run, start, end }: Anchor, passages: readonly Passage[]): Mark[] {
  return run.passages.flatMap(({ id, at }) => {
    const passage = passages.find((each) => each.id === id);
    if (!passage) return [];
    const offsets = offsetsIn(passage.text);
    const first = offsets[Math.max(start - at, 0)];
    const last = offsets[Math.min(end - at, offsets.length) - 1];
    return first === undefined || last === undefined ? [] : [{ passage: id, start: first, end: last + 1 }];
  });
}

/** For each character of a text whose white space is folded, where it stands in the text as it is. */
function offsetsIn(text: string): number[] {
  const offsets: number[] = [];
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    if (offsets.length > 0) offsets.push(index - 1);
    for (let at = index; at < index + word.length; at += 1) offsets.push(at);
  }
  return offsets;
}
