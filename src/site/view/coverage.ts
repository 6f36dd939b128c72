import type { Count, PassageCoverage } from '../../citations/quotes/coverage.ts';

/** "3 of 12 passages, 210 of 900 words". */
export const countAsText = ({ passages, quotedPassages, words, quotedWords }: Count): string =>
  `${quotedPassages} of ${passages} ${passages === 1 ? 'passage' : 'passages'}, ${quotedWords} of ${words} words`;

/** What is said over a passage. */
export function stateAsText(state: PassageCoverage['state'], { words, quotedWords }: Count): string {
  if (state === 'left out') return 'Left out';
  if (state === 'noted') return 'Noted in the margin, not quoted:';
  if (state === 'linked') return 'Linked, not quoted:';
  return quotedWords === words ? 'Quoted in full:' : 'Quoted in part:';
}
