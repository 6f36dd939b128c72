import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { codePointOf, hiddenAsText, hiddenIn } from '../../base/hidden-letters.ts';
import { lineMap } from '../../base/position.ts';
import { counted } from '../../base/print.ts';
import type { VerifiedExcerpt } from '../site.ts';
import { type AlikeScript, mixedWordsIn } from '../words/look-alike.ts';
import type { ExcerptUse } from './excerpt-use.ts';

/** In code a Greek letter is often a quantity: Δx, μs. */
const SCRIPTS: readonly AlikeScript[] = ['Latin', 'Cyrillic'];

/** Code that a reader takes for other code than a compiler does: each excerpt is told of once. */
export function hiddenCode({ use }: ExcerptUse, verified: VerifiedExcerpt | null): Diagnostic[] {
  if (verified?.state !== 'shown') return [];
  const { path, text, firstLine } = verified.excerpt;
  const placeOf = (at: number): string => {
    const { line, column } = lineMap(path, text).placeAt(at);
    return `${path}:${firstLine + line - 1}:${column}`;
  };
  const letters = hiddenIn(text);
  const [first] = letters;
  if (first)
    return [
      diagnose('excerpt-hidden-characters', use.place, {
        message: `The code holds ${counted(letters.length, 'letter')} that nobody sees or that turn the text round, first at ${placeOf(first.at)}: ${hiddenAsText(letters)}.`,
      }),
    ];
  const [mixed] = mixedWordsIn(text, SCRIPTS);
  if (!mixed) return [];
  return [
    diagnose('excerpt-hidden-characters', use.place, {
      message: `The word "${mixed.word}" at ${placeOf(mixed.at)} has letters of two scripts, ${mixed.scripts.join(' and ')}: "${mixed.odd}" is ${codePointOf(mixed.odd)}.`,
    }),
  ];
}
