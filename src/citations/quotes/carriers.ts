import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import { nameOf } from '../../mail/addresses.ts';
import type { Carrier, SiteThread } from '../site.ts';
import { closestText } from '../words/closest.ts';
import type { Match, Run } from '../words/match.ts';
import { wordsAsText } from '../words/quote-words.ts';
import { headOf, tailOf } from '../words/sentence.ts';
import type { Claim } from './claim.ts';
import { carriersOf } from './misquoted.ts';

/** Who quotes the words of a message that nobody has, in which mail. */
export const quotersOf = (words: string, own: readonly Run[], { messages }: SiteThread): Carrier[] => {
  const carriers = carriersOf(words, own);
  return messages.flatMap(({ id, from }) =>
    carriers.includes(id) ? [{ message: id, by: nameOf(from) }] : [],
  );
};

/** As the command prints it: "Tom Marsh and Kim Lee". */
export const namesOf = (carriers: readonly Carrier[]): string =>
  [...new Set(carriers.map(carrierName))].join(' and ');

export const carrierName = ({ by }: Carrier): string => by ?? 'somebody unknown';

/** More than this share of the words of a sentence changed: it is another sentence. */
const OTHER = 1 / 3;

/**
 * Whether another mail quotes the same sentence otherwise: then one of the two misquotes, and nobody can tell which.
 *
 * @param own what all mail shows of the message.
 */
export function dissent(
  { words, page }: Pick<Claim, 'words' | 'page'>,
  match: Match,
  own: readonly Run[],
  thread: SiteThread,
): Diagnostic[] {
  const agreeing = carriersOf(wordsAsText(words), own);
  const others = own.filter(({ carrier }) => !agreeing.includes(carrier));
  if (others.length === 0) return [];
  for (const { run, start, end } of match.places) {
    const sentence = `${headOf(run, start)}${run.text.slice(start, end)}${tailOf(run, end)}`.trim();
    const said = sentence.split(' ');
    const near = closestText(said, others);
    // Whoever quotes only a part of it says nothing else.
    if (!near || near.distance > said.length * OTHER || sentence.includes(near.text)) continue;
    const by = (id: string) => nameOf(thread.messages.find((each) => each.id === id)?.from ?? NOBODY) ?? id;
    return [
      diagnose('quote-carriers-differ', page.lines.placeAt(words[0]?.at ?? 0), {
        message: `${[...new Set(agreeing.map(by))].join(' and ')} quotes it so; ${by(near.run.carrier)} quotes it otherwise, in ${thread.slug}/${near.run.carrier}.`,
        closest: near.text,
      }),
    ];
  }
  return [];
}

const NOBODY = { name: null, address: null };
