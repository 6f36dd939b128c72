import { LIMITS } from '../base/limits.ts';
import { nameOf } from '../mail/addresses.ts';
import type { Message } from '../mail/message.ts';
import { MOST_REFERENCES } from '../mail/threading.ts';
import type { Speaker, Spoken } from './author.ts';
import type { Block } from './blocks.ts';
import { personKey } from './person-key.ts';

/** A received message, what is said in it, and its writer's own words with white space folded. */
export interface Said {
  readonly message: Message;
  readonly spoken: readonly Spoken[];
  readonly ownWords: string;
}

/** What a message's writer wrote, as one string to search in. */
export const ownWordsOf = (message: Message, spoken: readonly Spoken[]): string =>
  spoken
    .filter(({ speaker }) => speaker.source === message.id)
    .map(({ block }) => block.words)
    .join(' ');

/** Whether a block's words are its writer's own; footers and signatures stand under many mails. */
export const isTelling = ({ kind }: Block): boolean =>
  kind !== 'attribution' && kind !== 'elision' && kind !== 'footer' && kind !== 'signature';

/** Fewer letters than this may stand in any mail: "Thanks", "Hi Tom,". */
const TELLING = 16;
/** How far up a thread a quote is looked for. */
const MOST_ANCESTORS = 30;

/** Letters, digits and marks: words begin and end between one of these and something else. */
const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** Whether words stand in a text whole: "safe" does not stand in "unsafe". */
export function standsIn(words: string, text: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const [before = '', after = ''] = [text[at - 1], text[at + words.length]];
    const isCut =
      (WORD.test(before) && WORD.test(words.charAt(0))) || (WORD.test(after) && WORD.test(words.slice(-1)));
    if (!isCut) return true;
  }
  return false;
}

/**
 * Where a quoted message is at hand, its own text settles who wrote each block of the quote, marked or not: whoever has
 * written the words in an ancestor. A block that stands in none lends nothing from its neighbours: it is at most inferred
 * to be of the same message, and stays with the person whom a line names when that is another.
 *
 * @param byMessageId received messages by their Message-ID.
 * @returns the blocks with the speakers that the ancestors settle.
 */
export function settle(said: Said, byMessageId: ReadonlyMap<string, Said>): Spoken[] {
  const ancestors = ancestorsOf(said.message, byMessageId);
  if (ancestors.length === 0) return [...said.spoken];
  const proven = new Map<Block, Settled>();
  const quotes = new Map<Speaker | number, Settled>();
  let letters: number = LIMITS.ancestorSearch;
  const isIn = (words: string, { ownWords }: Said): boolean => {
    letters -= ownWords.length;
    return letters >= 0 && standsIn(words, ownWords);
  };
  for (const { block, speaker } of said.spoken) {
    const isOwn = speaker.source === said.message.id;
    if ((isOwn && speaker.confidence !== 'inferred') || !isTelling(block)) continue;
    // Nobody is named at a marked depth: what stands there is one person's, as far as anybody can tell.
    const quote = speaker.author === null ? block.depth : speaker;
    const known = quotes.get(quote);
    const isKnown = known !== undefined && isIn(block.words, known.source);
    if (!isKnown && block.words.length < TELLING) continue;
    const source = isKnown ? known.source : ancestors.find((each) => isIn(block.words, each));
    if (!source) continue;
    const settled = isKnown ? known : settledAs(source, speaker);
    proven.set(block, settled);
    if (!isOwn && quote !== 0 && !known && mayBe(speaker, settled.stated)) quotes.set(quote, settled);
  }
  return said.spoken.map((spoken) => {
    const { block, speaker } = spoken;
    const quote = quotes.get(speaker.author === null ? block.depth : speaker);
    const settled = proven.get(block);
    if (settled) return { block, speaker: settled.stated };
    if (!quote || (speaker.author === null && block.depth === 0)) return spoken;
    const isSaid = isTelling(block) && !isIn(block.words, quote.source);
    return { block, speaker: isSaid ? quote.inferred : quote.stated };
  });
}

/** A message in which quoted words stand, and its writer as the speaker of them and of what stands beside them. */
interface Settled {
  readonly source: Said;
  readonly stated: Speaker;
  readonly inferred: Speaker;
}

function settledAs(source: Said, speaker: Speaker): Settled {
  const stated: Speaker = { ...speaker, ...writerOf(source.message), confidence: 'stated' };
  return { source, stated, inferred: { ...stated, confidence: 'inferred' } };
}

/** Whether the person whom a line names may be the one whose words stand below it: names share a word, or addresses are one. */
export function mayBe(named: Speaker, writer: Pick<Speaker, 'author' | 'address'>): boolean {
  if (named.author === null || named.confidence !== 'stated') return true;
  if (named.address !== null && named.address.toLowerCase() === writer.address?.toLowerCase()) return true;
  const words = personKey(writer.author).split(' ');
  return personKey(named.author)
    .split(' ')
    .some((word) => words.includes(word));
}

/** Who wrote a message, as a speaker. */
export const writerOf = ({ id, from, date }: Message) => ({
  author: nameOf(from),
  address: from.address,
  date,
  source: id,
});

/** The messages that a message answers, nearest first, as In-Reply-To and References name them (RFC 5322, 3.6.4). */
function ancestorsOf({ inReplyTo, references, id }: Message, byMessageId: ReadonlyMap<string, Said>): Said[] {
  const found = new Map<string, Said>();
  const waiting = [inReplyTo, ...references.slice(-MOST_REFERENCES).toReversed()];
  // Grows while it is gone through.
  for (const next of waiting) {
    if (found.size === MOST_ANCESTORS) break;
    const ancestor = next === null ? undefined : byMessageId.get(next);
    if (!ancestor || ancestor.message.id === id || found.has(ancestor.message.id)) continue;
    found.set(ancestor.message.id, ancestor);
    waiting.push(ancestor.message.inReplyTo);
  }
  return [...found.values()];
}
