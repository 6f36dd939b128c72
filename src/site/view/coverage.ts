import type { Count, PassageCoverage } from '../../citations/quotes/coverage.ts';
import type { SiteThread } from '../../citations/site.ts';
import type { Say } from '../words/say.ts';

/** "3 of 12 passages, 210 of 900 words". */
export const countAsText = ({ passages, quotedPassages, words, quotedWords }: Count, say: Say): string =>
  say('coverage.words', {
    passages: say('coverage.passages', { quoted: say.number(quotedPassages), count: passages }),
    quoted: say.number(quotedWords),
    count: words,
  });

/** How much of a thread is here: "5 of 36 messages at hand". */
export const shareAsText = ({ atHand, whole }: Pick<SiteThread, 'atHand' | 'whole'>, say: Say): string =>
  whole === null
    ? say('thread.atHand', { count: atHand })
    : say('thread.share', { atHand: say.number(atHand), count: whole.messages });

/** What is said over a passage. */
export function stateAsText(
  state: PassageCoverage['state'],
  { words, quotedWords }: Count,
  say: Say,
): string {
  if (state === 'left out') return say('coverage.leftOut');
  if (state === 'noted') return say('coverage.noted');
  if (state === 'linked') return say('coverage.linked');
  return say(quotedWords === words ? 'coverage.full' : 'coverage.part');
}
