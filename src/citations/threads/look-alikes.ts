import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { codePointOf } from '../../base/hidden-letters.ts';
import { type Place, startOf } from '../../base/position.ts';
import { looksLike, mixedWordsIn } from '../words/look-alike.ts';
import type { Quotable } from './quotable.ts';

/**
 * The names of people that look like what they are not: letters of two scripts in one word, or the look of another name of
 * the site. Each once, at the first mail that has it.
 */
export function lookAlikes(threads: readonly Quotable[]): Diagnostic[] {
  const places = new Map<string, Place>();
  for (const { thread, mail } of threads) {
    const placeOf = new Map(mail.map(({ id, place }) => [id, place]));
    for (const { id, from, passages } of thread.messages) {
      const place = placeOf.get(id) ?? mail[0]?.place ?? startOf(thread.slug);
      for (const name of [from.name, ...passages.map(({ author }) => author)])
        if (name !== null && !places.has(name)) places.set(name, place);
    }
  }
  const known = Map.groupBy(places.keys(), looksLike);
  return [...places].flatMap(([name, place]) => {
    const [mixed] = mixedWordsIn(name);
    const twin = known.get(looksLike(name))?.find((other) => isOtherLetters(other, name));
    if (mixed)
      return diagnose('mail-look-alike', place, {
        message: `The name "${name}" has letters of two scripts in one word, ${mixed.scripts.join(' and ')}: "${mixed.odd}" is ${codePointOf(mixed.odd)}.`,
        closest: twin,
      });
    if (twin === undefined || !OTHER.test(name)) return [];
    return diagnose('mail-look-alike', place, {
      message: `The name "${name}" looks like another name of the site, in other letters.`,
      closest: twin,
    });
  });
}

/** Names that differ in more than capitals, and are not one in two forms of Unicode. */
const isOtherLetters = (a: string, b: string): boolean =>
  a.normalize('NFKC').toLowerCase() !== b.normalize('NFKC').toLowerCase();

const OTHER = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
