import { LIMITS } from '../base/limits.ts';
import { nameOf } from '../mail/addresses.ts';
import type { Message } from '../mail/message.ts';
import { MOST_REFERENCES } from '../mail/threading.ts';
import type { Speaker, Spoken } from './author.ts';
import type { Block } from './blocks.ts';

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

/**
 * Where a quoted message is at hand, its own text settles who wrote the quote, marked or not: a speaker any of whose
 * words stand in an ancestor is that ancestor's writer, and so the source of them all. Of words that nobody is known to
 * have written, and of those that were only guessed to be the writer's, each paragraph stands for itself.
 *
 * @param byMessageId received messages by their Message-ID.
 * @returns the blocks with the speakers that the ancestors settle.
 */
export function settle(said: Said, byMessageId: ReadonlyMap<string, Said>): Spoken[] {
  const ancestors = ancestorsOf(said.message, byMessageId);
  if (ancestors.length === 0) return [...said.spoken];
  const settled = new Map<Speaker, Speaker>();
  const letters = ancestors.reduce((sum, { ownWords }) => sum + ownWords.length, 0);
  let searches = Math.ceil(LIMITS.ancestorSearch / (letters + 1));
  const unnamed = new Map<Block | number, Speaker>();
  for (const { block, speaker } of said.spoken) {
    const isOwn = speaker.source === said.message.id;
    if ((isOwn && speaker.confidence !== 'inferred') || !isTelling(block) || settled.has(speaker)) continue;
    const words = block.words;
    if (words.length < TELLING) continue;
    searches -= 1;
    if (searches < 0) break;
    const source = ancestors.find(({ ownWords }) => ownWords.includes(words));
    if (!source) continue;
    const known: Speaker = { ...speaker, ...writerOf(source.message), confidence: 'stated' };
    // Nobody is named at a marked depth: what stands there is one person's, as far as anybody can tell.
    if (isOwn || speaker.author === null) unnamed.set(block.depth === 0 ? block : block.depth, known);
    else settled.set(speaker, known);
  }
  return said.spoken.map(({ block, speaker }) => {
    const isUnnamed = speaker.author === null && block.depth > 0;
    const known = unnamed.get(isUnnamed ? block.depth : block) ?? settled.get(speaker);
    return { block, speaker: known ?? speaker };
  });
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
