import type { ReadMessage } from '../../../src/quoting/passage.ts';
import type { Subject } from './subject.ts';

/** What a quote says. */
export interface Claim {
  readonly words: string;
  /** Thread and message. */
  readonly from: string;
  readonly by: string;
}

/**
 * Whether a claim is true by the matching contract, worked out another way than in the checker: one regular
 * expression for each quote, over what a mail shows of a message. A corruption that is still true is no corruption.
 */
export function isTrue({ words, from, by }: Claim, { conversations }: Subject): boolean {
  const [slug = '', id = ''] = [from.slice(0, from.indexOf('/')), from.slice(from.indexOf('/') + 1)];
  const messages = conversations.get(slug) ?? [];
  const message = messages.find((each) => each.id === id || each.aliases.includes(id));
  const fragments = words.split('[…]').map((fragment) => fragment.replace(/\s+/g, ' ').trim());
  if (!message || fragments.includes('')) return false;
  const pattern = new RegExp(fragments.map(wholeWords).join('[^]*?'), 'u');
  return messages
    .filter(({ recovered }) => !recovered)
    .some((carrier) => pattern.test(wordsOf(message.id, by, carrier)));
}

/** Words that a note says to stand in a message, by its writer, once. */
export interface NoteClaim {
  readonly exact: string;
  readonly prefix: string | null;
  /** Thread and message. */
  readonly on: string;
}

/** Whether a note has its place, worked out as for a quote. */
export function isPlaced({ exact, prefix, on }: NoteClaim, { conversations }: Subject): boolean {
  const [slug = '', id = ''] = [on.slice(0, on.indexOf('/')), on.slice(on.indexOf('/') + 1)];
  const message = (conversations.get(slug) ?? []).find((each) => each.id === id || each.aliases.includes(id));
  const [words, before] = [exact, prefix ?? ''].map((each) => each.replace(/\s+/g, ' ').trim());
  if (!message || !words) return false;
  const pattern = new RegExp(`${before ? `${wholeWords(before)} ?` : ''}(?=${wholeWords(words)})`, 'gu');
  return [...wordsOf(message.id, null, message).matchAll(pattern)].length === 1;
}

const W = '[\\p{L}\\p{N}\\p{M}_]';
const J = "['’\\-.\\/:@]";
/** No word, name or number goes on over this point. */
const EDGE = `(?!(?<=${W})(?=${W}))(?!(?<=${W})(?=${J}${W}))(?!(?<=${W}${J})(?=${W}))`;

const wholeWords = (fragment: string): string =>
  `${EDGE}${fragment.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${EDGE}`;

/** What a mail shows of somebody's (null: anybody's) words in a message: a line for each stretch without a break. */
function wordsOf(source: string, author: string | null, { passages }: ReadMessage): string {
  let text = '';
  let before: number | null = null;
  for (const passage of passages) {
    const own = passage.source === source && (author === null || passage.author === author);
    const said = own && passage.kind !== 'attribution' && passage.kind !== 'elision';
    if (said) text += `${before === passage.depth ? ' ' : '\n'}${passage.text.replace(/\s+/g, ' ').trim()}`;
    before = said ? passage.depth : null;
  }
  return text;
}
