import type { Entry } from './entry.ts';
import type { Kind } from './kinds.ts';
import { saidIn, wordsOf } from './stems.ts';

/** How much a word counts by where it stands. */
const WEIGHT = { name: 1, also: 1, asks: 1, part: 0.8, lists: 0.8, says: 0.7, names: 0.4 } as const;

/** A part of a name counts so much of the whole: `user` of `pin_user_pages`. */
const PART = 0.5;

/** Kinds whose entries are names, and compare nothing. */
const NAMES: ReadonlySet<Kind> = new Set(['term', 'symbol', 'person', 'message']);

/** Its words, and how much of a phrase they are. */
export interface Phrase {
  readonly weight: number;
  readonly stems: readonly string[];
  /** All of it, as one text of stems. */
  readonly whole: string;
  /** Which of the headings it is; -1 for what is none. */
  readonly part: number;
}

export interface Known {
  readonly entry: Entry;
  /** Stem -> how much it counts here. */
  readonly weights: ReadonlyMap<string, number>;
  readonly phrases: readonly Phrase[];
}

/** A name of a term, and the other names of the same term. */
interface Name {
  readonly stems: readonly string[];
  readonly others: readonly (readonly string[])[];
}

/** Answers, ready to be asked. */
export interface Answers {
  readonly language: string;
  readonly known: readonly Known[];
  /** Stem -> in how many answers it is. */
  readonly count: ReadonlyMap<string, number>;
  /** Stems in the names of things. */
  readonly technical: ReadonlySet<string>;
  /** Names of terms, by the first stem of each. */
  readonly names: ReadonlyMap<string, readonly Name[]>;
}

export function ready(entries: readonly Entry[], language: string): Answers {
  const known = entries.map((entry) => knownOf(entry, language));
  const count = new Map<string, number>();
  for (const { weights } of known)
    for (const stem of weights.keys()) count.set(stem, (count.get(stem) ?? 0) + 1);
  const technical = new Set(entries.flatMap((entry) => technicalIn(entry, language)));
  return { language, known, count, technical, names: namesOf(entries, language) };
}

function knownOf(entry: Entry, language: string): Known {
  const weights = new Map<string, number>();
  const phrases: Phrase[] = [];
  const put = (stem: string, weight: number): void => {
    if ((weights.get(stem) ?? 0) < weight) weights.set(stem, weight);
  };
  const read = (text: string, weight: number): void => {
    for (const word of wordsOf(text, language)) {
      put(word.stem, weight);
      for (const part of word.parts) put(part, weight * PART);
    }
  };
  const phrase = (text: string, weight: number, part = -1): void => {
    read(text, weight);
    const whole = wordsOf(text, language)
      .map(({ stem }) => stem)
      .join(' ');
    phrases.push({ weight, stems: [...new Set(stemsOf(text, language))], whole, part });
  };
  phrase(entry.name, WEIGHT.name);
  for (const name of entry.also) phrase(name, WEIGHT.also);
  for (const question of entry.asks) phrase(question, WEIGHT.asks);
  for (const [index, [title]] of entry.parts.entries()) phrase(title, WEIGHT.part, index);
  read(entry.lists, WEIGHT.lists);
  read(entry.says, WEIGHT.says);
  read(entry.names, WEIGHT.names);
  return { entry, weights, phrases };
}

function technicalIn({ kind, name, also, lists, names }: Entry, language: string): string[] {
  const own = NAMES.has(kind) ? [name, ...also].flatMap((each) => stemsOf(each, language)) : [];
  return [...own, ...wordsOf(`${lists} ${names}`, language).map(({ stem }) => stem)];
}

function namesOf(entries: readonly Entry[], language: string): Map<string, Name[]> {
  const names = new Map<string, Name[]>();
  for (const { kind, name, also } of entries) {
    if (kind !== 'term') continue;
    const all = [name, ...also].map((each) => stemsOf(each, language));
    for (const stems of all) {
      const [first] = stems;
      const others = all.filter((each) => each !== stems);
      if (first !== undefined && others.length > 0)
        names.set(first, [...(names.get(first) ?? []), { stems, others }]);
    }
  }
  return names;
}

const stemsOf = (text: string, language: string): string[] =>
  saidIn(wordsOf(text, language), language).map(({ stem }) => stem);
