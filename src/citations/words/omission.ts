import { type Diagnostic, diagnose } from '../../base/diagnostic.ts';
import type { LineMap } from '../../base/position.ts';
import { ELISION, type Match } from './match.ts';
import type { QuotedWord, Said } from './quote-words.ts';
import { headOf, tailOf } from './sentence.ts';
import { TURNING, turningWords } from './turning.ts';

/** Words near a quote that are left out and may turn its meaning round. */
export interface Omission {
  readonly words: readonly string[];
  /** Where the quote leaves them out. */
  readonly at: number;
  readonly where: 'before it' | 'at […]' | 'after it';
}

/**
 * What a quote leaves out that may turn it round: at each mark of omission; and, where the quote begins or ends
 * within a sentence, in the rest of that sentence.
 */
export function omissionsOf(words: readonly QuotedWord[], { places, gaps }: Match): Omission[] {
  const marks = words.filter(({ text }) => text === ELISION);
  const [first, last] = [places[0], places.at(-1)];
  const all: Omission[] = [
    {
      where: 'before it',
      at: words[0]?.at ?? 0,
      words: first ? turningWords(headOf(first.run, first.start)) : [],
    },
    ...gaps.map((gap, index) => ({
      where: 'at […]' as const,
      at: marks[index]?.at ?? 0,
      words: turningWords(gap),
    })),
    {
      where: 'after it',
      at: words.at(-1)?.at ?? 0,
      words: last ? turningWords(tailOf(last.run, last.end)) : [],
    },
  ];
  return all.filter((each) => each.words.length > 0);
}

/**
 * Checks that an author has seen what is left out: `elides` names every such word, and no other.
 *
 * @param written how the file says a value of it.
 */
export function verifyOmissions(
  omissions: readonly Omission[],
  elides: Said | undefined,
  { lines }: { readonly lines: LineMap },
  written: (value: string) => string,
): Diagnostic[] {
  const named = (elides?.value ?? '').split(',').flatMap((word) => word.trim().toLowerCase() || []);
  const dropped = [...new Set(omissions.flatMap(({ words }) => words))];
  const unseen = omissions.filter(({ words }) => words.some((word) => !named.includes(word)));
  const idle = named.filter((word) => !dropped.includes(word));
  return [
    ...unseen.map(({ words, at, where }) =>
      diagnose('quote-omission', lines.placeAt(at), {
        message: `What the message says ${where === 'at […]' ? 'in the place of […]' : `in the same sentence ${where.replace(' it', ' the quote')}`} holds ${listed(words)}.`,
        fix: `Quote it too; or, if the meaning stays, write ${written(dropped.join(', '))}.`,
      }),
    ),
    ...(elides && idle.length > 0
      ? [
          diagnose('quote-omission-idle', lines.placeAt(elides.valueAt), {
            message: `"elides" names ${listed(idle)}, which this quote does not leave out.`,
            fix: dropped.length > 0 ? `Write ${written(dropped.join(', '))}.` : 'Take the property out.',
            ...(idle.some((word) => !TURNING.has(word)) ? { expected: [...TURNING].join(', ') } : {}),
          }),
        ]
      : []),
  ];
}

const listed = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');
