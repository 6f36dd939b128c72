import type { Passage, ReadMessage } from '../../quoting/passage.ts';

/**
 * The matching contract: quote marks and encodings are gone, any run of white space equals one space, `[…]`
 * skips text inside one message in order, and nothing else is folded: not case, not punctuation, not
 * look-alike letters. A fragment may not start or end inside a word, an identifier or a number, so that
 * "safe" is not found in "unsafe".
 */
export const ELISION = '[…]';

/** Words that stand together in one message, written by one person without a break. */
export interface Run {
  /** Id of the message in which the words were first written; null when nobody can tell whose they are. */
  readonly source: string | null;
  readonly author: string | null;
  readonly confidence: Passage['confidence'];
  /** Id of the mail that shows them: the message itself, or one that quotes it. */
  readonly carrier: string;
  /** White space folded. */
  readonly text: string;
  /** The passages it is made of and where each starts in `text`. */
  readonly passages: readonly { readonly id: string; readonly at: number }[];
}

/** Where a quote was found. */
export interface Match {
  readonly runs: readonly Run[];
  /** Ids of the passages that hold the words, in order. */
  readonly passages: readonly string[];
  /** Where each fragment stands. */
  readonly places: readonly Stretch[];
  /** What its writer says between each fragment and the next. */
  readonly gaps: readonly string[];
}

/** A stretch of a run's text. */
export interface Stretch {
  readonly run: Run;
  readonly start: number;
  readonly end: number;
}

export const foldSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * The runs of a conversation: consecutive passages with the same first writer and message. What a mail program
 * wrote (attribution lines) and marks of omission are nobody's words and end a run.
 *
 * A message that is at hand speaks for itself: what another mail shows of it is no evidence of what it says, for
 * whoever quotes can add words, leave a "not" out, or make it all up.
 *
 * @param messages as read; the passages of a recovered message are taken from the messages that quote it.
 */
export const runsOf = (messages: readonly ReadMessage[]): Run[] => saidIn(messages).runs;

/** What a conversation says. */
export interface Said {
  /** As `runsOf` tells it. */
  readonly runs: Run[];
  /** What mail shows of messages that are at hand and that it is not: what others make them say. */
  readonly hearsay: Run[];
}

export function saidIn(messages: readonly ReadMessage[]): Said {
  const atHand = messages.filter(({ recovered }) => !recovered);
  const ids = new Set(atHand.map(({ id }) => id));
  const said: Said = { runs: [], hearsay: [] };
  for (const run of atHand.flatMap(runsIn)) {
    const isHearsay = run.source !== run.carrier && run.source !== null && ids.has(run.source);
    said[isHearsay ? 'hearsay' : 'runs'].push(run);
  }
  return said;
}

/** The runs of one message, whoever's words they are. */
export function runsIn({ id: carrier, passages }: ReadMessage): Run[] {
  const runs: Run[] = [];
  let open: { source: string | null; depth: number } | null = null;
  for (const passage of passages) {
    if (passage.kind === 'attribution' || passage.kind === 'elision') {
      open = null;
      continue;
    }
    const text = foldSpace(passage.text);
    const last = runs.at(-1);
    if (last && open && open.source === passage.source && open.depth === passage.depth) {
      runs[runs.length - 1] = {
        ...last,
        text: `${last.text} ${text}`,
        passages: [...last.passages, { id: passage.id, at: last.text.length + 1 }],
      };
    } else {
      const { source, author, confidence } = passage;
      runs.push({ source, author, confidence, carrier, text, passages: [{ id: passage.id, at: 0 }] });
    }
    open = passage;
  }
  return runs;
}

/**
 * Finds a quote in the runs of one message.
 *
 * @param words the quote, white space folded; `[…]` between its fragments.
 * @param runs of one message. What several mails show of it is searched mail by mail: only within one of them is
 *   it known what comes first.
 * @returns where each fragment stands, or null when one is not there in order.
 */
export function findQuote(words: string, runs: readonly Run[]): Match | null {
  const fragments = words.split(ELISION).map((fragment) => fragment.trim());
  if (fragments.some((fragment) => fragment === '')) return null;
  for (const shown of Map.groupBy(runs, ({ carrier }) => carrier).values()) {
    const match = findFragments(fragments, shown);
    if (match) return match;
  }
  return null;
}

function findFragments(fragments: readonly string[], runs: readonly Run[]): Match | null {
  const places: Stretch[] = [];
  let [index, from] = [0, 0];
  for (const fragment of fragments) {
    let at = -1;
    for (; index < runs.length; index += 1, from = 0) {
      at = indexOfWords((runs[index] as Run).text, fragment, from);
      if (at !== -1) break;
    }
    const run = runs[index];
    if (!run) return null;
    from = at + fragment.length;
    places.push({ run, start: at, end: from });
  }
  const tight = tightened(fragments, places, runs);
  return {
    runs: [...new Set(tight.map(({ run }) => run))],
    passages: [...new Set(tight.flatMap(passagesOf))],
    places: tight,
    gaps: tight.slice(1).map((place, at) => between(tight[at] as Stretch, place, runs)),
  };
}

/** A short fragment may stand in many places: the nearest to the fragment after it is the one that is meant. */
function tightened(
  fragments: readonly string[],
  places: readonly Stretch[],
  runs: readonly Run[],
): Stretch[] {
  const tight = [...places];
  for (let at = tight.length - 2; at >= 0; at -= 1) {
    const [own, after] = [tight[at] as Stretch, tight[at + 1] as Stretch];
    for (let index = runs.indexOf(after.run); index >= runs.indexOf(own.run); index -= 1) {
      const run = runs[index] as Run;
      const start = lastIndexOfWords(
        run.text,
        fragments[at] ?? '',
        run === after.run ? after.start : run.text.length,
      );
      if (start === -1) continue;
      tight[at] = { run, start, end: start + own.end - own.start };
      break;
    }
  }
  return tight;
}

function between(before: Stretch, after: Stretch, runs: readonly Run[]): string {
  if (before.run === after.run) return before.run.text.slice(before.end, after.start);
  const inside = runs.slice(runs.indexOf(before.run) + 1, runs.indexOf(after.run)).map(({ text }) => text);
  return [before.run.text.slice(before.end), ...inside, after.run.text.slice(0, after.start)].join(' ');
}

/** The first place at or after `from` where whole words equal the fragment; -1 when there is none. */
export function indexOfWords(text: string, fragment: string, from: number): number {
  for (let at = text.indexOf(fragment, from); at !== -1; at = text.indexOf(fragment, at + 1)) {
    if (!cutsWord(text, at) && !cutsWord(text, at + fragment.length)) return at;
  }
  return -1;
}

/** The last place that ends at or before `until` where whole words equal the fragment; -1 when there is none. */
function lastIndexOfWords(text: string, fragment: string, until: number): number {
  for (let at = until - fragment.length; at >= 0; at -= 1) {
    at = text.lastIndexOf(fragment, at);
    if (at === -1) return -1;
    if (!cutsWord(text, at) && !cutsWord(text, at + fragment.length)) return at;
  }
  return -1;
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;
/** Characters that join two word characters into one word, name, path or number: can't, non-movable, mm/gup.c. */
const JOINER = /['’\-./:@]/;

/** Whether an offset lies inside a word. */
export function cutsWord(text: string, at: number): boolean {
  const [a = '', b = '', c = '', d = ''] = [text[at - 2], text[at - 1], text[at], text[at + 1]];
  if (WORD.test(b) && WORD.test(c)) return true;
  if (WORD.test(b) && JOINER.test(c) && WORD.test(d)) return true;
  return WORD.test(a) && JOINER.test(b) && WORD.test(c);
}

const passagesOf = ({ run, start, end }: Stretch): string[] =>
  run.passages
    .filter(({ at }, index) => at < end && (run.passages[index + 1]?.at ?? Number.POSITIVE_INFINITY) > start)
    .map(({ id }) => id);
