import { named, type Piece } from './arrange.ts';
import type { Entry } from './entry.ts';
import type { Kind } from './kinds.ts';
import { ADVICE, ASIDES, COMPARING, isOf, SHOWING, type Word, wordsOf } from './stems.ts';

/** How much a word counts by where it stands. */
const WEIGHT = { name: 1, also: 1, asks: 1, part: 0.8, lists: 0.8, says: 0.7, names: 0.4 } as const;

/** A part of a name counts so much of the whole: `user` of `pin_user_pages`. */
const PART = 0.5;

/** A word that another name of the same thing stands for counts so much of itself. */
const OTHER_NAME = 0.6;

/** A word that only begins as the one that was typed. */
const BEGINNING = 0.7;

/** The parts of a name, where they stand apart: `interval notifier` for `mmu_interval_notifier`. */
const APART = 0.5;

/** A word that is in the name of nothing counts so much of one that is. */
const PLAIN = 0.6;

/** Below this a word is only mentioned, and not all of it is there. */
const MENTIONED = 0.6;

/** What is called exactly as it was asked for, where nothing else is wanted than to know what it is. */
const EXACT = 0.8;

/** By this power the share of a question that is answered counts: what answers all of it comes before what answers half. */
const WHOLE = 1.3;

/** Kinds whose entries are names, and compare nothing. */
const NAMES: ReadonlySet<Kind> = new Set(['term', 'symbol', 'person', 'message']);

/** What explains stands before what only tells. */
const KIND: Readonly<Record<Kind, number>> = {
  term: 1,
  explainer: 1.1,
  page: 1.1,
  rule: 1.05,
  experiment: 0.75,
  symbol: 0.7,
  person: 0.8,
  thread: 0.6,
  message: 0.6,
  passage: 0.5,
  reference: 0.75,
};

/** Which kinds a question wants that compares, one that asks for code to follow, and one of somebody who has to do something. */
const PAGES: Wants = { term: 0.6, symbol: 0.6 };
const EXAMPLES: Wants = { explainer: 1.5, experiment: 1.5, page: 1.2 };

const RULES: Wants = { rule: 1.4, explainer: 1.2, page: 1.2 };

type Wants = Readonly<Partial<Record<Kind, number>>>;

/** Its words, and how much of a phrase they are. */
interface Phrase {
  readonly weight: number;
  readonly stems: readonly string[];
  /** All of it, as one text of stems. */
  readonly whole: string;
  /** Which of the headings it is. */
  readonly part: number;
}

interface Known {
  readonly entry: Entry;
  readonly weights: ReadonlyMap<string, number>;
  readonly phrases: readonly Phrase[];
}

/** Answers, ready to be asked. */
export interface Answers {
  readonly language: string;
  readonly known: readonly Known[];
  /** Stem -> in how many answers it is. */
  readonly count: ReadonlyMap<string, number>;
  /** Stems in the names of things. */
  readonly technical: ReadonlySet<string>;
  /** Names of terms, by the first stem of each -> those of the same term. */
  readonly names: ReadonlyMap<string, readonly Name[]>;
}

interface Name {
  readonly stems: readonly string[];
  readonly others: readonly (readonly string[])[];
}

export function ready(entries: readonly Entry[], language: string): Answers {
  const count = new Map<string, number>();
  const names = new Map<string, Name[]>();
  const technical = new Set<string>();
  const stemsOf = (text: string): string[] => {
    const words = wordsOf(text, language);
    const said = words.filter((word) => !isOf(ASIDES, word, language));
    return (said.length > 0 ? said : words).map(({ stem }) => stem);
  };
  const known = entries.map((entry): Known => {
    const weights = new Map<string, number>();
    const put = (stem: string, weight: number) => {
      if ((weights.get(stem) ?? 0) < weight) weights.set(stem, weight);
    };
    const read = (text: string, weight: number) => {
      for (const word of wordsOf(text, language)) {
        put(word.stem, weight);
        for (const part of word.parts) put(part, weight * PART);
      }
    };
    const phrases: Phrase[] = [];
    const phrase = (text: string, weight: number, part = -1) => {
      read(text, weight);
      const whole = wordsOf(text, language)
        .map(({ stem }) => stem)
        .join(' ');
      phrases.push({ weight, stems: [...new Set(stemsOf(text))], whole, part });
    };
    phrase(entry.name, WEIGHT.name);
    for (const name of entry.also) phrase(name, WEIGHT.also);
    for (const question of entry.asks) phrase(question, WEIGHT.asks);
    for (const [index, [title]] of entry.parts.entries()) phrase(title, WEIGHT.part, index);
    read(entry.lists, WEIGHT.lists);
    read(entry.says, WEIGHT.says);
    read(entry.names, WEIGHT.names);
    if (NAMES.has(entry.kind))
      for (const name of [entry.name, ...entry.also]) for (const stem of stemsOf(name)) technical.add(stem);
    for (const { stem } of wordsOf(`${entry.lists} ${entry.names}`, language)) technical.add(stem);
    for (const stem of weights.keys()) count.set(stem, (count.get(stem) ?? 0) + 1);
    if (entry.kind === 'term') {
      const all = [entry.name, ...entry.also].map(stemsOf);
      for (const stems of all) {
        const [first] = stems;
        const others = all.filter((each) => each !== stems);
        if (first !== undefined && others.length > 0)
          names.set(first, [...(names.get(first) ?? []), { stems, others }]);
      }
    }
    return { entry, weights, phrases };
  });
  return { language, known, count, technical, names };
}

/** A word that was asked for, and what it may be found by: all stems of one of the ways. */
interface Asked {
  readonly stem: string;
  readonly ways: readonly { readonly stems: readonly string[]; readonly weight: number }[];
}

export interface Answer {
  readonly entry: Entry;
  readonly score: number;
  /** How much of what was asked for is in it, from 0 to 1. */
  readonly share: number;
  /** The heading that answers best, where one does. */
  readonly part: number;
}

/** Less than this share of what was asked for is no answer. */
const LEAST = 0.45;

/** An answer that is so much worse than the best is none beside it. */
const BESIDE = 0.2;

/**
 * The answers to a question, the best first. What is called exactly so comes before the rest, also by a part of its name where
 * only one word was typed.
 */
export function answersTo(question: string, answers: Answers): Answer[] {
  const all = ranked(question, answers);
  const best = all[0]?.score ?? 0;
  const good = all.filter(({ share, score }) => share >= LEAST && score >= best * BESIDE);
  if (/\s/.test(question)) return good;
  const first = named(
    question,
    answers.known.map(({ entry }) => entry),
  ).map(
    (entry): Answer => all.find((each) => each.entry === entry) ?? { entry, score: 1, share: 1, part: -1 },
  );
  return [...first, ...good.filter((each) => !first.includes(each))];
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

/** Of all answers those that have something of a question, the best first. */
export function ranked(question: string, answers: Answers): Answer[] {
  const { known, count, technical } = answers;
  const { asked, whole, wants } = askedIn(question, answers);
  const rare = (times: number) => Math.log(1 + (known.length - times + 0.5) / (times + 0.5));
  const weightOf = ({ ways }: Asked, of: (stem: string) => number): number =>
    Math.max(0, ...ways.map(({ stems, weight }) => weight * Math.min(...stems.map(of))));
  const held = known.map(({ weights }) =>
    asked.map((each) => weightOf(each, (stem) => weights.get(stem) ?? 0)),
  );
  const worth = asked.map(({ stem }, at) => {
    const times = held.filter((each) => (each[at] ?? 0) > 0).length;
    return times === 0 ? 0 : rare(times) * (technical.has(stem) ? 1 : PLAIN);
  });
  const all = worth.reduce((sum, each) => sum + each, 0);
  const found: Answer[] = [];
  for (const [index, { entry, phrases }] of known.entries()) {
    const own = held[index] ?? [];
    const sum = (of: (at: number) => number) => worth.reduce((so, each, at) => so + each * of(at), 0);
    const share = sum((at) => Math.min(1, (own[at] ?? 0) / MENTIONED)) / all;
    if (!(share > 0)) continue;
    let best = 0;
    let part = -1;
    let exact = 0;
    for (const phrase of phrases) {
      if (wants === null && phrase.whole === whole) exact = EXACT;
      const stems = new Set(phrase.stems);
      const hit = asked.map((each) => weightOf(each, (stem) => (stems.has(stem) ? 1 : 0)));
      const matched = sum((at) => hit[at] ?? 0);
      if (matched === 0) continue;
      const size = phrase.stems.reduce(
        (so, stem) => so + rare(count.get(stem) ?? 1) * (technical.has(stem) ? 1 : PLAIN),
        0,
      );
      const close = (phrase.weight * 2 * matched) / (all + Math.max(size, matched));
      if (close > best) {
        best = close;
        part = phrase.part;
      }
    }
    const of = sum((at) => own[at] ?? 0) / all;
    const score = (of + best + exact) * share ** WHOLE * KIND[entry.kind] * (wants?.[entry.kind] ?? 1);
    found.push({ entry, score, share, part });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** The words of a question, without those that only hold it together, each with the other names of what it names. */
function askedIn(question: string, { language, count, names }: Answers) {
  const all = wordsOf(question, language);
  const said = all.filter((word) => !isOf(ASIDES, word, language));
  const words = (said.length > 0 ? said : all).flatMap(({ stem, parts }): Word[] =>
    // A name that nobody knows is looked for by its parts.
    parts.length > 0 && !count.has(stem)
      ? parts.map((part) => ({ stem: part, parts: [] }))
      : [{ stem, parts }],
  );
  const ways = words.map(({ stem, parts }): { stems: readonly string[]; weight: number }[] => [
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
  const compares = words.length > 1 && all.some((word) => isOf(COMPARING, word, language));
  const asksForAdvice = all.some((word) => isOf(ADVICE, word, language));
  const shows = all.some((word) => isOf(SHOWING, word, language));
  return {
    asked: words.map(({ stem }, at): Asked => ({ stem, ways: ways[at] ?? [] })),
    whole: words.map(({ stem }) => stem).join(' '),
    wants: compares ? PAGES : shows ? EXAMPLES : asksForAdvice ? RULES : null,
  };
}

function begunBy(stem: string, count: ReadonlyMap<string, number>) {
  if (stem.length < 3) return [];
  return [...count.keys()]
    .filter((known) => known.startsWith(stem))
    .map((known) => ({ stems: [known], weight: BEGINNING }));
}
