import type { Answers } from './answers.ts';
import type { Piece } from './arrange.ts';
import type { Kind } from './kinds.ts';
import { ADVICE, ASIDES, COMPARING, isOf, SHOWING, saidIn, type Word, wordsOf } from './stems.ts';

/** A word that another name of the same thing stands for counts so much of itself. */
const OTHER_NAME = 0.6;

/** A word that only begins as the one that was typed. */
const BEGINNING = 0.7;

/** The parts of a name, where they stand apart: `interval notifier` for `mmu_interval_notifier`. */
const APART = 0.5;

/** Which kinds a question wants that compares, one that asks for code to follow, and one of somebody who has to do something. */
const PAGES: Wants = { term: 0.6, symbol: 0.6 };
const EXAMPLES: Wants = { explainer: 1.5, experiment: 1.5, page: 1.2 };
const RULES: Wants = { rule: 1.4, explainer: 1.2, page: 1.2 };

type Wants = Readonly<Partial<Record<Kind, number>>>;

/** Stems that a word may be found by, all of them together, and how much of the word that is. */
interface Way {
  readonly stems: readonly string[];
  readonly weight: number;
}

/** A word that was asked for. */
export interface Asked {
  readonly stem: string;
  readonly ways: readonly Way[];
}

export interface Question {
  readonly asked: readonly Asked[];
  /** All of it, as one text of stems. */
  readonly whole: string;
  /** How much more, or less, an answer of a kind is worth to it; null where nothing else is wanted than to know what something is. */
  readonly wants: Wants | null;
}

/** The words of a question, without those that only hold it together, each with the other names of what it names. */
export function questionIn(text: string, answers: Answers): Question {
  const { language, count } = answers;
  const all = wordsOf(text, language);
  const words = saidIn(all, language).flatMap(({ stem, parts }): Word[] =>
    // A name that nobody knows is looked for by its parts.
    parts.length > 0 && !count.has(stem)
      ? parts.map((part) => ({ stem: part, parts: [] }))
      : [{ stem, parts }],
  );
  const ways = waysOf(words, answers);
  const has = (list: typeof COMPARING) => all.some((word) => isOf(list, word, language));
  return {
    asked: words.map(({ stem }, at) => ({ stem, ways: ways[at] ?? [] })),
    whole: words.map(({ stem }) => stem).join(' '),
    wants: words.length > 1 && has(COMPARING) ? PAGES : has(SHOWING) ? EXAMPLES : has(ADVICE) ? RULES : null,
  };
}

/** Of each word the ways to find it. */
function waysOf(words: readonly Word[], { count, names }: Answers): readonly Way[][] {
  const ways = words.map(({ stem, parts }): Way[] => [
    ...(count.has(stem) ? [{ stems: [stem], weight: 1 }] : begunBy(stem, count)),
    ...(parts.length > 1 ? [{ stems: parts, weight: APART }] : []),
  ]);
  for (const [at, { stem }] of words.entries()) {
    // Two words that are elsewhere written as one: "dma buf".
    const joined = stem + (words[at + 1]?.stem ?? '');
    if (at + 1 < words.length && count.has(joined))
      for (const index of [at, at + 1]) ways[index]?.push({ stems: [joined], weight: 1 });
    for (const { stems, others } of names.get(stem) ?? []) {
      if (!stems.every((each, offset) => words[at + offset]?.stem === each)) continue;
      for (const [offset] of stems.entries())
        for (const other of others) ways[at + offset]?.push({ stems: other, weight: OTHER_NAME });
    }
  }
  return ways;
}

function begunBy(stem: string, count: ReadonlyMap<string, number>): Way[] {
  if (stem.length < 3) return [];
  return [...count.keys()]
    .filter((known) => known.startsWith(stem))
    .map((known) => ({ stems: [known], weight: BEGINNING }));
}

/** A question without the words that only hold it together; itself where it has no others. */
export function withoutAsides(question: string, language: string): string {
  const words = question.split(/\s+/);
  const said = words.filter((word) => !wordsOf(word, language).every((each) => isOf(ASIDES, each, language)));
  return (said.length > 0 ? said : words).join(' ');
}

/** A text with the words marked that were asked for. */
export function marked(text: string, question: string, language: string): Piece[] {
  const asked = wordsOf(question, language).filter((word) => !isOf(ASIDES, word, language));
  const stems = new Set(asked.flatMap(({ stem }, at) => [stem, stem + (asked[at + 1]?.stem ?? '')]));
  return text
    .split(/([\p{L}\p{N}]+(?:[_.\-/@'’][\p{L}\p{N}]+)*)/u)
    .filter((piece) => piece !== '')
    .map((piece) => ({
      text: piece,
      marked: wordsOf(piece, language).some(({ stem }) => stems.has(stem)),
    }));
}
