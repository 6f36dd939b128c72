import type { Place } from '../../base/position.ts';

/**
 * Words of an author's own that belong together: a sentence, or what stands in the place of one, such as a heading, a cell of
 * a table or a field of a file.
 */
export interface Statement {
  /** As it is written, white space included; what stands in code is here too. */
  readonly text: string;
  /** Inline code of it. */
  readonly codes: readonly { readonly at: number; readonly text: string }[];
  /** Addresses that its words lead to. */
  readonly links: readonly { readonly at: number; readonly url: string }[];
  /** Components that stand in it, or that it stands in. */
  readonly marks: readonly Mark[];
  /** What else is said beside it, in the other cells of its row or the other fields of its entry. */
  readonly beside?: string;
  /** Code that stands there. */
  readonly codesBeside?: readonly string[];
  /** What it is a part of: the paragraph of a sentence; for a question, its answer too; for the head of a table, the table. */
  readonly paragraph?: Statement;
  /** Where an offset of the text stands in its file. */
  placeOf(at: number): Place;
}

/** A component in a sentence, or around it. */
export interface Mark {
  readonly name: string;
  readonly props: Readonly<Record<string, string>>;
  /** What of the text stands in it. */
  readonly start: number;
  readonly end: number;
}

/** The end of a sentence: a full stop, question mark or exclamation mark, closing marks, white space, a new beginning. */
const END = /[.!?][\])"'”’*_]{0,4}\s+(?=["'“‘(*_`[]{0,4}[\p{Lu}\d`])/gu;

/** Words whose full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|no|pp?|fig|sec|ch|St|Mr|Ms|Dr)\.$/i;

/** The sentences of a paragraph, in order. */
export function sentencesIn(paragraph: Statement): Statement[] {
  const { text, codes, links, marks, placeOf } = paragraph;
  const isCode = (at: number): boolean =>
    codes.some((code) => code.at <= at && at < code.at + code.text.length);
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(END))
    if (!isCode(index) && !ABBREVIATION.test(text.slice(Math.max(0, index - 12), index + 1)))
      starts.push(index + end.length);
  if (starts.length === 1) return [paragraph];
  return starts.map((start, nth) => {
    const end = starts[nth + 1] ?? text.length;
    const own = <T extends { readonly at: number }>(all: readonly T[]): T[] =>
      all.flatMap((each) => (start <= each.at && each.at < end ? [{ ...each, at: each.at - start }] : []));
    return {
      ...paragraph,
      paragraph: paragraph.paragraph ?? paragraph,
      text: text.slice(start, end),
      codes: own(codes),
      links: own(links),
      marks: marks.flatMap((mark) =>
        mark.start < end && (mark.end > start || mark.end === mark.start)
          ? [{ ...mark, start: Math.max(0, mark.start - start), end: Math.min(end, mark.end) - start }]
          : [],
      ),
      placeOf: (at) => placeOf(at + start),
    };
  });
}

/** What several statements name together; its words are those of the first. */
export const together = (all: readonly Statement[], [first] = all): Statement | undefined =>
  first && {
    ...first,
    codes: all.flatMap(({ codes }) => codes),
    links: all.flatMap(({ links }) => links),
    marks: all.flatMap(({ marks }) => marks),
    beside: all.map(({ text, beside = '' }) => `${text} | ${beside}`).join(' | '),
    codesBeside: all.flatMap(({ codesBeside = [] }) => codesBeside),
  };

/** Whether its author says of what stands at an offset that it rests on nothing in this site. */
export const isUnchecked = ({ marks }: Statement, at: number): boolean =>
  marks.some(({ name, start, end }) => name === 'Unchecked' && start <= at && at < end);
