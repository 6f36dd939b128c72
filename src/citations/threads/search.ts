import { editDistance } from '../words/closest.ts';
import { findQuote, type Run } from '../words/match.ts';
import { type Span, sentencesOf } from '../words/sentence.ts';
import type { Quotable } from './quotable.ts';

/** Words of a thread that are near to what somebody looks for: whole sentences, ready to be quoted. */
export interface FoundWords {
  readonly thread: string;
  readonly message: string;
  readonly by: string;
  readonly date: string | null;
  readonly text: string;
  /** 0 for the very words; the share of the words looked for that would have to be changed. */
  readonly distance: number;
}

/** More than this share of the words may not differ. */
const TOO_FAR = 0.5;
/** Words in any order are worth less than words in the order in which they were asked for. */
const OUT_OF_ORDER = 0.3;

/**
 * Looks for words that are remembered more or less: case, punctuation, small slips and words in between do not matter,
 * and where nothing has them in their order, any order will do. Words whose writer nobody can tell are left out.
 *
 * @param most how many to return, nearest first.
 */
export function searchThreads(words: string, threads: Iterable<Quotable>, most: number): FoundWords[] {
  const wanted = keysOf(words);
  const found = new Map<string, FoundWords>();
  for (const { thread, runs } of threads) {
    for (const run of runs) {
      const message = thread.messages.find(({ id }) => id === run.source);
      if (!message || run.author === null || wanted.length === 0) continue;
      for (const { span, distance } of nearestIn(wanted, run)) {
        const text = run.text.slice(span.start, span.end);
        const key = `${thread.slug}/${message.id} ${text}`;
        const known = found.get(key);
        if (known && known.distance <= distance) continue;
        if (!findQuote(text, [run])) continue;
        const { slug } = thread;
        found.set(key, {
          thread: slug,
          message: message.id,
          by: run.author,
          date: message.date,
          text,
          distance,
        });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.distance - b.distance).slice(0, most);
}

function nearestIn(wanted: readonly string[], run: Run): Near[] {
  const [ordered, loose] = [inOrder(wanted, run), inAnyOrder(wanted, run)];
  return [
    ...(ordered.distance <= TOO_FAR ? [ordered] : []),
    ...(loose.distance <= TOO_FAR ? [{ ...loose, distance: loose.distance + OUT_OF_ORDER }] : []),
  ];
}

interface Near {
  readonly span: Span;
  readonly distance: number;
}

interface Word extends Span {
  readonly key: string;
}

const SKIPPED = 0.1;

/** The stretch with the fewest changes, words in order (Sellers' approximate matching); out to its sentences. */
function inOrder(wanted: readonly string[], run: Run): Near {
  const words = wordsOf(run.text);
  let cost = new Array<number>(words.length + 1).fill(0);
  let begin = cost.map((_, index) => index);
  for (const [row, key] of wanted.entries()) {
    const nextCost = [row + 1];
    const nextBegin = [0];
    for (let at = 1; at <= words.length; at += 1) {
      const changed = (cost[at - 1] ?? 0) + unlikeness(key, words[at - 1]?.key ?? '');
      const missing = (cost[at] ?? 0) + 1;
      const skipped = (nextCost[at - 1] ?? 0) + SKIPPED;
      const least = Math.min(changed, missing, skipped);
      nextCost.push(least);
      nextBegin.push(
        (least === changed ? begin[at - 1] : least === missing ? begin[at] : nextBegin[at - 1]) ?? 0,
      );
    }
    cost = nextCost;
    begin = nextBegin;
  }
  const least = Math.min(...cost);
  const end = cost.indexOf(least);
  const [first, last] = [words[begin[end] ?? 0], words[end - 1]];
  const span = toSentences(run, first?.start ?? 0, last?.end ?? 0);
  return { span, distance: least / wanted.length };
}

/** The sentence with most of the words. */
function inAnyOrder(wanted: readonly string[], run: Run): Near {
  let best: Near = { span: { start: 0, end: 0 }, distance: Number.POSITIVE_INFINITY };
  for (const span of sentencesOf(run)) {
    const keys = keysOf(run.text.slice(span.start, span.end));
    const missing = wanted.reduce(
      (sum, key) => sum + Math.min(1, ...keys.map((each) => unlikeness(key, each))),
      0,
    );
    const distance = missing / wanted.length;
    if (distance < best.distance) best = { span, distance };
  }
  return best;
}

function toSentences(run: Run, start: number, end: number): Span {
  const sentences = sentencesOf(run);
  const first = sentences.findLast((each) => each.start <= start);
  const last = sentences.find((each) => each.end >= end);
  return { start: first?.start ?? start, end: last?.end ?? end };
}

/** From 0, the same word, to 1, another one. */
function unlikeness(a: string, b: string): number {
  if (a === b) return 0;
  const longer = Math.max(a.length, b.length);
  if (longer < 4 || Math.abs(a.length - b.length) > 3) return 1;
  if (a.startsWith(b) || b.startsWith(a)) return 0.2;
  const distance = editDistance(a, b);
  return distance <= Math.ceil(longer / 5) ? distance * 0.2 : 1;
}

/** Words without their case and the punctuation around them. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_'’-]*/gu)].map(({ 0: word, index }) => ({
    key: word.toLowerCase().replace(/['’-]{1,9}$/, ''),
    start: index,
    end: index + word.length,
  }));
}

const keysOf = (text: string): string[] => wordsOf(text).map(({ key }) => key);
