import type { Answers, Phrase } from './answers.ts';
import { named } from './arrange.ts';
import type { Entry } from './entry.ts';
import type { Kind } from './kinds.ts';
import { type Asked, questionIn } from './question.ts';

/** A word that is in the name of nothing counts so much of one that is. */
const PLAIN = 0.6;

/** Below this a word is only mentioned, and not all of it is there. */
const MENTIONED = 0.6;

/** What is called exactly as it was asked for, where nothing else is wanted than to know what it is. */
const EXACT = 0.8;

/** By this power the share of a question that is answered counts: what answers all of it comes before what answers half. */
const WHOLE = 1.3;

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

/** Less than this share of what was asked for is no answer. */
const LEAST = 0.45;

/** An answer that is so much worse than the best is none beside it. */
const BESIDE = 0.2;

export interface Answer {
  readonly entry: Entry;
  readonly score: number;
  /** How much of what was asked for is in it, from 0 to 1. */
  readonly share: number;
  /** The heading that answers best; -1 where none does. */
  readonly part: number;
}

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

/** Of all answers those that have something of a question, the best first. */
function ranked(text: string, answers: Answers): Answer[] {
  const { known } = answers;
  const { asked, whole, wants } = questionIn(text, answers);
  const held = known.map(({ weights }) =>
    asked.map((each) => foundAs(each, (stem) => weights.get(stem) ?? 0)),
  );
  const worth = asked.map(({ stem }, at) => {
    const times = held.filter((each) => (each[at] ?? 0) > 0).length;
    return times === 0 ? 0 : worthOf(stem, times, answers);
  });
  const all = worth.reduce((sum, each) => sum + each, 0);
  const worthAt = (of: (at: number) => number) => worth.reduce((sum, each, at) => sum + each * of(at), 0);
  return known
    .flatMap(({ entry, phrases }, index): Answer[] => {
      const own = held[index] ?? [];
      const share = worthAt((at) => Math.min(1, (own[at] ?? 0) / MENTIONED)) / all;
      if (!(share > 0)) return [];
      const exact = wants === null && phrases.some((phrase) => phrase.whole === whole) ? EXACT : 0;
      const { close, part } = closest(phrases, (phrase) => {
        const stems = new Set(phrase.stems);
        const hit = asked.map((each) => foundAs(each, (stem) => (stems.has(stem) ? 1 : 0)));
        const matched = worthAt((at) => hit[at] ?? 0);
        if (matched === 0) return 0;
        const size = phrase.stems.reduce(
          (sum, stem) => sum + worthOf(stem, answers.count.get(stem) ?? 1, answers),
          0,
        );
        return (phrase.weight * 2 * matched) / (all + Math.max(size, matched));
      });
      const of = worthAt((at) => own[at] ?? 0) / all;
      const score = (of + close + exact) * share ** WHOLE * KIND[entry.kind] * (wants?.[entry.kind] ?? 1);
      return [{ entry, score, share, part }];
    })
    .sort((a, b) => b.score - a.score);
}

/** How well a word is found, from 0 to 1, in the best of its ways: as well as the least of the stems of that way. */
const foundAs = ({ ways }: Asked, of: (stem: string) => number): number =>
  Math.max(0, ...ways.map(({ stems, weight }) => weight * Math.min(...stems.map(of))));

/** How much a stem tells that is in so many answers: the rarer, the more. */
const worthOf = (stem: string, times: number, { known, technical }: Answers): number =>
  Math.log(1 + (known.length - times + 0.5) / (times + 0.5)) * (technical.has(stem) ? 1 : PLAIN);

function closest(phrases: readonly Phrase[], closeness: (phrase: Phrase) => number) {
  let best = { close: 0, part: -1 };
  for (const phrase of phrases) {
    const close = closeness(phrase);
    if (close > best.close) best = { close, part: phrase.part };
  }
  return best;
}
